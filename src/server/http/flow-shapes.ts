// The shape of what a company says of a shipped flow's steps: well-formed here, sound by the engine's own judgement.
import Type from 'typebox'
import { FormulaText, ObjectName } from './wire.ts'

const strict = { additionalProperties: false } as const
const both = (maxLength: number) =>
  Type.Object({ 'zh-CN': Type.String({ maxLength }), en: Type.String({ maxLength }) }, strict)
const short = Type.String({ maxLength: 200 })
const Minutes = Type.Integer({ minimum: 1, maximum: 1_000_000 })
/** See FlowChange in kernel/flow. */
export const FlowShape = Type.Object(
  {
    name: ObjectName,
    steps: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 60 }),
          label: Type.Optional(both(200)),
          holder: Type.Optional(
            Type.Object(
              {
                person: Type.Optional(FormulaText),
                department: Type.Optional(short),
                role: Type.Optional(short),
                pick: Type.Optional(Type.Enum(['head', 'leastLoaded', 'pool'])),
              },
              strict,
            ),
          ),
          limitMinutes: Type.Optional(Minutes),
          escalateEveryMinutes: Type.Optional(Minutes),
          guide: Type.Optional(both(2000)),
        },
        strict,
      ),
      { maxItems: 200 },
    ),
  },
  strict,
)
