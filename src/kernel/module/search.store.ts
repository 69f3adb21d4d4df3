// Words looked for in every object that has search fields.
import type { Actor } from '#kernel/access'
import { readPage } from '#kernel/records/store'
import type { Running } from './state.store.ts'

export type Found = { readonly object: string; readonly id: string; readonly title: string }

/** At most `limit` records that the actor may read, at most 8 of one object. */
export async function searchAll(
  running: Running,
  actor: Actor,
  words: string,
  limit: number,
): Promise<readonly Found[]> {
  await running.newest()
  const found: Found[] = []
  for (const object of running.state().compiled.schema.objects.values()) {
    if (!object.search || object.search.length === 0 || found.length >= limit) continue
    const query = {
      object: object.name,
      fields: ['id', object.title],
      sort: [],
      search: words,
      limit: Math.min(8, limit),
    }
    const page = await readPage(running.options.db, query, running.reading(actor))
    for (const row of page.ok ? page.value.rows : [])
      found.push({ object: object.name, id: String(row.id), title: String(row[object.title] ?? '') })
  }
  return found.slice(0, limit)
}
