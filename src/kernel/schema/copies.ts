// What a new record begun from an earlier one ("as last time") takes over: what its definition names, else whatever says nothing of that one alone.
import { type Problem, problem } from '#base/problem'
import type { Field, ObjectDefinition } from './definition.ts'
import type { ResolvedObject } from './schema.ts'

const computed: ReadonlySet<string> = new Set(['formula', 'rollup', 'autoNumber'])

/** Whether a person could type the value into another record: neither computed, nor written by actions, nor one of a kind. */
const isTypedAgain = ({ readOnly, unique, ...field }: Field): boolean =>
  !readOnly && !unique && !computed.has(field.type) && !(field.type === 'reference' && field.owner === true)

type Copied = Pick<ObjectDefinition, 'copies' | 'path' | 'list' | 'unique'>

/**
 * The fields whose values a copy takes over; a lines field stands for lines of the same kind, which take over what their own object
 * says. Without a word of the definition: all that can be typed again and is drawn, but files and the stage.
 */
export function takenOver<F extends Field>(object: Copied & { readonly fields: readonly F[] }): readonly F[] {
  const { copies, path, list, unique = [], fields } = object
  if (copies !== undefined) return copies.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  const own = new Set([
    path?.field,
    list?.board,
    ...unique.flatMap((one) => (one.fields.length === 1 ? one.fields : [])),
  ])
  return fields.filter(
    (field) => isTypedAgain(field) && !field.hidden && field.type !== 'file' && !own.has(field.name),
  )
}

/** Problems: schema.badCopy with the name that is no field, or one that cannot be typed into another record. */
export const copyProblems = ({ name: object, copies = [], byName }: ResolvedObject): readonly Problem[] =>
  copies
    .filter((name) => {
      const field = byName.get(name)
      return field === undefined || !isTypedAgain(field)
    })
    .map((name) => problem('schema.badCopy', [object, 'copies', name], { name }))
