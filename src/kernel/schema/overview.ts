// What surrounds a record: questions about the records that name it, as data that several modules add to.
import { type Problem, problem } from '#base/problem'
import type { FormulaText, Label, ObjectDefinition } from './definition.ts'
import { systemFields } from './definition.ts'
import { leadsTo, type ResolvedField, type ResolvedObject } from './schema.ts'

/**
 * The page of a record beyond its own fields. Every entry is asked with the reader's rights, and one whose object they may not
 * see is not drawn. Lists of several modules and layers stand one after the other; of `talk` the last one counts.
 */
export type Overview = {
  /** Fields of the record under its title. */
  readonly facts?: readonly string[]
  /** Numbers on top. */
  readonly figures?: readonly Figure[]
  /** The conversations, and the action of this object's records that writes one down. */
  readonly talk?: Happening & { readonly action: string }
  /** What is still to be done. */
  readonly todos?: readonly Todo[]
  /** Records that stand in a card of their own. */
  readonly lists?: readonly SurroundingList[]
  /** What happened around the record, told in one stream. */
  readonly stream?: readonly Happening[]
}

/** The records of `object` whose `by` (a field, or a path of references) names this one, of which `where` is true. */
export type Surrounding = {
  readonly object: string
  readonly by: string
  readonly where?: FormulaText
  /** What they are called here; the object's label when absent. */
  readonly label?: Label
}

/**
 * A field of the record, drawn as a part of the field `of`; or a metric over the records whose `by` names this one. With `alarm`
 * a date in the past is late, and a metric of more than nothing is bad.
 */
export type Figure =
  | { readonly field: string; readonly of?: string; readonly alarm?: boolean }
  | { readonly metric: string; readonly by: string; readonly alarm?: boolean }

/** Something that happened, at a date or an instant. All names are fields or paths of `object`. */
export type Happening = Surrounding & {
  readonly at: string
  readonly who?: string
  readonly facts?: readonly string[]
  /** Words that were written about it. */
  readonly text?: string
}

export type Todo = Surrounding & {
  readonly text: string
  readonly due?: string
  readonly who?: string
  /** The action of `object` by which it is done. */
  readonly done?: string
}

export type SurroundingList = Surrounding & {
  readonly columns: readonly ListColumn[]
  readonly sort?: readonly string[]
}
/** A field, or a bar of how much of one quantity or amount another is. */
export type ListColumn = string | { readonly part: string; readonly of: string; readonly label: Label }

/** Entries of the later stand after those of the earlier. */
export const mergedOverview = (earlier: Overview = {}, later: Overview = {}): Overview => {
  const talk = later.talk ?? earlier.talk
  return {
    facts: [...(earlier.facts ?? []), ...(later.facts ?? [])],
    figures: [...(earlier.figures ?? []), ...(later.figures ?? [])],
    todos: [...(earlier.todos ?? []), ...(later.todos ?? [])],
    lists: [...(earlier.lists ?? []), ...(later.lists ?? [])],
    stream: [...(earlier.stream ?? []), ...(later.stream ?? [])],
    ...(talk ? { talk } : {}),
  }
}

/** Names of the record's own fields, and every question with the names it needs. */
export function namesOfOverview(overview: Overview): {
  readonly own: readonly string[]
  readonly around: readonly { readonly of: Surrounding; readonly paths: readonly string[] }[]
} {
  const { facts = [], figures = [], todos = [], lists = [], stream = [], talk } = overview
  const happenings = [...stream, ...(talk ? [talk] : [])]
  return {
    own: [...facts, ...figures.flatMap((one) => ('field' in one ? [one.field, one.of ?? one.field] : []))],
    around: [
      ...happenings.map((one) => ({
        of: one,
        paths: [one.by, one.at, ...given(one.who, one.text), ...(one.facts ?? [])],
      })),
      ...todos.map((one) => ({ of: one, paths: [one.by, one.text, ...given(one.due, one.who)] })),
      ...lists.map((one) => ({ of: one, paths: [one.by, ...one.columns.flatMap(columnNames)] })),
    ],
  }
}

const given = (...names: readonly (string | undefined)[]): readonly string[] =>
  names.filter((name) => name !== undefined)

export const columnNames = (column: ListColumn): readonly string[] =>
  typeof column === 'string' ? [column] : [column.part, column.of]

/** Problems: schema.unknownObject, schema.unknownField. */
export function overviewProblems(
  name: string,
  overview: Overview | undefined,
  objects: ReadonlyMap<string, ResolvedObject>,
): readonly Problem[] {
  const object = objects.get(name)
  if (overview === undefined || object === undefined) return []
  const at = [name, 'overview']
  const { own, around } = namesOfOverview(overview)
  const unknown = (path: string): Problem => problem('schema.unknownField', at, { name: path })
  return [
    ...own.filter((path) => !hasPath(object, path, objects)).map(unknown),
    ...around.flatMap(({ of, paths }) => {
      const other = objects.get(of.object)
      if (!other) return [problem('schema.unknownObject', at, { name: of.object })]
      return paths.filter((path) => !hasPath(other, path, objects)).map(unknown)
    }),
  ]
}

/** Whether a path of references leads to a field, and to one that `fits`. */
export function hasPath(
  object: ResolvedObject | undefined,
  path: string,
  objects: ReadonlyMap<string, ResolvedObject>,
  fits: (field: ResolvedField) => boolean = () => true,
): boolean {
  const [name = '', ...rest] = path.split('.')
  if (object === undefined) return false
  if (rest.length > 0) return hasPath(objects.get(leadsTo(object, name) ?? ''), rest.join('.'), objects, fits)
  const field = object.byName.get(name)
  return field ? fits(field) : (systemFields as readonly string[]).includes(name)
}

/** The overview of a definition after what an extension adds; nothing where neither has one. */
export const extendedOverview = (
  earlier: ObjectDefinition['overview'],
  later: ObjectDefinition['overview'],
): Pick<ObjectDefinition, 'overview'> =>
  earlier || later ? { overview: mergedOverview(earlier, later) } : {}
