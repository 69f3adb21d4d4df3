// What is asked when a contact is logged, on a lead and on an opportunity alike.
import type { Create } from '#kernel/records'
import type { Field, Json, Value } from '#kernel/schema'
import { activity } from '../objects/activity.ts'

const asked = new Set(['kind', 'outcome', 'notes', 'photos', 'at', 'minutes'])
const agreed = new Set(['nextStep', 'nextAt'])

export const contactInput: readonly Field[] = [
  // Blanks take the activity's own defaults when it is created.
  ...activity.fields
    .filter((field) => asked.has(field.name))
    .map((field) => (field.default === undefined ? field : { ...field, required: false })),
  ...activity.fields.filter((field) => agreed.has(field.name)).map((field) => ({ ...field, required: true })),
]

type Input = { readonly [name: string]: Json }
type About = { readonly [field: string]: Value }

/** The activity record of a logged contact; blanks take the activity's own defaults. */
export function activityOf(id: string, person: string, subject: string, input: Input, about: About): Create {
  const given = [...asked].filter((name) => input[name] !== undefined && input[name] !== null)
  const values = Object.fromEntries(given.map((name) => [name, input[name] ?? null]))
  return { kind: 'create', object: 'crm.activity', id, values: { person, subject, ...values, ...about } }
}

/** The next step agreed at a contact, as values of the lead or opportunity. */
export const nextOf = (input: Input): About => ({
  nextStep: input.nextStep ?? null,
  nextAt: input.nextAt ?? null,
})
