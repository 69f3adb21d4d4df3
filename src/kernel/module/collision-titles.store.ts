// The records that stand against a uniqueness, named for who published: only those that they may read.
import type { Problem } from '#base/problem'
import type { Actor } from '#kernel/access'
import { readPage } from '#kernel/records/store'
import { titleName } from '#kernel/schema'
import type { Running } from './state.store.ts'

/** The problems, with `examples` and `records` of those that may be read in place of all records that collide. */
export const withTitles = (
  running: Running,
  actor: Actor,
  { problems }: { readonly problems: readonly Problem[] },
): Promise<readonly Problem[]> =>
  Promise.all(problems.map((one) => (one.code === 'schema.collides' ? titled(running, actor, one) : one)))

async function titled(running: Running, actor: Actor, problem: Problem): Promise<Problem> {
  const { object: name, records } = problem.params
  const object = running.state().compiled.schema.object(String(name))
  const ids = Array.isArray(records) ? records : []
  const title = object ? titleName(object) : 'id'
  const page = object
    ? await readPage(
        running.options.db,
        {
          ...{ object: object.name, fields: ['id', title], limit: ids.length },
          filter: { field: 'id', is: 'in', value: ids },
        },
        running.reading(actor),
      )
    : undefined
  const titles = new Map(
    (page?.ok ? page.value.rows : []).map((row) => [String(row.id), String(row[title] ?? '')]),
  )
  const seen = ids.filter((id) => titles.has(id))
  return {
    ...problem,
    params: { ...problem.params, records: seen, examples: seen.map((id) => titles.get(id) ?? '') },
  }
}
