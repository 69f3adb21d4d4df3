// The shape of a print layout as a designer sends it, to be published or only looked at.
import Type from 'typebox'
import { mostPrint, papers, pictureSides } from '#kernel/schema'
import { FieldName, FieldPath, FormulaText, Id, ObjectName } from './wire.ts'

const strict = { additionalProperties: false } as const
const text = (maxLength: number) =>
  Type.Object({ 'zh-CN': Type.String({ maxLength }), en: Type.String({ maxLength }) }, strict)
const Label = text(200)
const Woven = text(10_000)
const SortPath = Type.String({ maxLength: 201, pattern: '^-?[A-Za-z][\\w$]*(\\.[A-Za-z][\\w$]*){0,5}$' })
const named = { value: FormulaText, label: Type.Optional(Label) }

const Block = Type.Union([
  Type.Object({ kind: Type.Literal('heading'), text: Woven, under: Type.Optional(Woven) }, strict),
  Type.Object(
    {
      kind: Type.Literal('facts'),
      columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
      facts: Type.Array(Type.Object(named, strict), { maxItems: mostPrint.entries }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('lines'),
      title: Type.Optional(Label),
      of: Type.Union([
        FieldName,
        Type.Object(
          {
            object: ObjectName,
            by: FieldPath,
            where: Type.Optional(FormulaText),
            sort: Type.Optional(Type.Array(SortPath, { maxItems: 5 })),
          },
          strict,
        ),
      ]),
      columns: Type.Array(
        Type.Object(
          {
            ...named,
            width: Type.Optional(Type.Number({ minimum: 0.2, maximum: 20 })),
            sum: Type.Optional(Type.Boolean()),
          },
          strict,
        ),
        { maxItems: mostPrint.columns },
      ),
      numbered: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('text'), title: Type.Optional(Label), text: Woven }, strict),
  Type.Object(
    {
      kind: Type.Literal('seal'),
      parties: Type.Array(Type.Object({ label: Label, under: Type.Optional(Woven) }, strict), {
        minItems: 1,
        maxItems: mostPrint.parties,
      }),
    },
    strict,
  ),
  Type.Object(
    { kind: Type.Literal('code'), value: Type.Optional(FormulaText), under: Type.Optional(Woven) },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('picture'),
      value: FormulaText,
      height: Type.Optional(Type.Number({ minimum: 3, maximum: mostPrint.pictureHeight })),
      side: Type.Optional(Type.Enum([...pictureSides])),
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('foot'), text: Woven }, strict),
])

const PrintLayoutShape = Type.Object(
  {
    name: FieldName,
    label: Label,
    paper: Type.Optional(Type.Enum([...papers])),
    landscape: Type.Optional(Type.Boolean()),
    blocks: Type.Array(Block, { maxItems: mostPrint.blocks }),
    retired: Type.Optional(Type.Boolean()),
  },
  strict,
)

export const PrintLayouts = Type.Array(PrintLayoutShape, { maxItems: mostPrint.layouts })

const Language = Type.Optional(Type.Enum(['zh-CN', 'en']))

export const PrintAddress = Type.Object({ object: ObjectName, id: Id, layout: FieldName }, strict)
/** `as` is made by whoever asks twice for one print, to look at it and to draw it: it is noted once. */
export const PrintQuery = Type.Object({ language: Language, as: Type.Optional(Id) }, strict)
export const PrintDraftShape = Type.Object(
  { object: ObjectName, id: Type.Optional(Id), layout: PrintLayoutShape, language: Language },
  strict,
)
