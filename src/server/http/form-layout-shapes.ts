// The shapes of form layouts that a run-time designer publishes.
import Type from 'typebox'
import { layoutNames, mostLayout } from '#kernel/schema'
import { FieldName, FormulaText } from './wire.ts'

const strict = { additionalProperties: false } as const
const Columns = Type.Optional(Type.Integer({ minimum: 1, maximum: mostLayout.columns }))
const Title = Type.String({ minLength: 1, maxLength: mostLayout.title })

const Section = Type.Object(
  {
    name: FieldName,
    label: Type.Object({ 'zh-CN': Title, en: Title }, strict),
    columns: Columns,
    tab: Type.Optional(Type.Boolean()),
    when: Type.Optional(FormulaText),
    items: Type.Array(Type.Object({ field: FieldName, span: Columns }, strict), {
      maxItems: mostLayout.items,
    }),
  },
  strict,
)

export const FormLayouts = Type.Array(
  Type.Object(
    {
      name: Type.Enum([...layoutNames]),
      sections: Type.Array(Section, { maxItems: mostLayout.sections }),
    },
    strict,
  ),
  { maxItems: layoutNames.length },
)
