// What surrounds a record, as far as one actor may see it: a question they could not ask is left out of what they are told.
import { type Happening, type Overview, type Surrounding, systemFields, target } from '#kernel/schema'
import type { Compiled } from './compile.ts'
import type { ObjectMetadata } from './metadata.ts'

type Known = ReadonlyMap<string, ObjectMetadata>

/** The object with the overview that its reader may see; paths that lead to a field they may not read are taken out. */
export function withVisibleOverview(
  compiled: Compiled,
  object: ObjectMetadata,
  known: Known,
): ObjectMetadata {
  const { overview, ...rest } = object
  if (overview === undefined) return object
  const canSee = (of: string, path: string | undefined): boolean =>
    path === undefined || isVisible(known, of, path.split('.'))
  const asked = <T extends Surrounding>(one: T, ...paths: readonly (string | undefined)[]): boolean =>
    known.has(one.object) &&
    [one.by, ...paths, ...pathsOf(compiled, one)].every((path) => canSee(one.object, path))
  const { facts = [], figures = [], todos = [], lists = [], stream = [], talk } = overview
  const seen: Overview = {
    facts: facts.filter((name) => canSee(object.name, name)),
    figures: figures.filter((one) =>
      'field' in one
        ? canSee(object.name, one.field) && canSee(object.name, one.of)
        : known.has(compiled.metrics.get(one.metric)?.object ?? ''),
    ),
    todos: todos.filter((one) => asked(one, one.text, one.due, one.who)),
    lists: lists
      .filter((one) => asked(one))
      .map((one) => ({
        ...one,
        columns: one.columns.filter((column) =>
          typeof column === 'string'
            ? canSee(one.object, column)
            : canSee(one.object, column.part) && canSee(one.object, column.of),
        ),
      })),
    stream: stream.filter((one) => asked(one, one.at)).map((one) => told(one, canSee)),
    ...(talk && asked(talk, talk.at) ? { talk: told(talk, canSee) } : {}),
  }
  return { ...rest, overview: seen }
}

/** A happening without what its reader may not see of it. */
function told<T extends Happening>(
  happening: T,
  canSee: (of: string, path: string | undefined) => boolean,
): T {
  const { who, text, facts = [], ...rest } = happening
  return {
    ...rest,
    ...(who !== undefined && canSee(happening.object, who) ? { who } : {}),
    ...(text !== undefined && canSee(happening.object, text) ? { text } : {}),
    facts: facts.filter((path) => canSee(happening.object, path)),
    // What is left of a happening with optional parts taken out is still one.
  } as unknown as T
}

/** What the condition of a question reads; one that cannot be understood reads what is not there. */
function pathsOf(compiled: Compiled, { object, where }: Surrounding): readonly string[] {
  if (where === undefined) return []
  const formula = compiled.compile(where, { schema: compiled.schema, object }, 'boolean')
  return formula.ok ? formula.value.reads.map((path) => path.join('.')) : ['']
}

const system = new Set<string>(systemFields)

function isVisible(known: Known, of: string, [name = '', ...rest]: readonly string[]): boolean {
  const object = known.get(of)
  if (object === undefined) return false
  if (system.has(name)) return true
  const field = object.fields.find((candidate) => candidate.name === name)
  if (field === undefined) return false
  return rest.length === 0 || isVisible(known, target(field) ?? '', rest)
}
