// Words looked for in every object that has search fields.
import type { Actor } from '#kernel/access'
import { readPage } from '#kernel/records/store'
import { type ResolvedObject, titleName } from '#kernel/schema'
import type { Running } from './state.store.ts'

export type Found = { readonly object: string; readonly id: string; readonly title: string }

const mostOfOne = 8
/** So many objects are looked through side by side. */
const sideBySide = 4

/** At most `limit` records that the actor may read, at most 8 of one object; those of objects that stand in the menu come first. */
export async function searchAll(
  running: Running,
  actor: Actor,
  words: string,
  limit: number,
): Promise<readonly Found[]> {
  await running.newest()
  const objects = searched(running)
  const found: Found[] = []
  for (let from = 0; from < objects.length && found.length < limit; from += sideBySide) {
    const some = objects.slice(from, from + sideBySide)
    found.push(...(await Promise.all(some.map((one) => searchOne(running, actor, one, words, limit)))).flat())
  }
  return found.slice(0, limit)
}

function searched(running: Running): readonly ResolvedObject[] {
  const { modules, schema } = running.state().compiled
  const inMenu = new Set(modules.flatMap((module) => module.menu ?? []).map(({ object }) => object))
  const isFirst = ({ name, layer }: ResolvedObject): boolean => layer === 'overlay' || inMenu.has(name)
  const all = [...schema.objects.values()].filter(({ search = [] }) => search.length > 0)
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))]
}

async function searchOne(
  running: Running,
  actor: Actor,
  object: ResolvedObject,
  words: string,
  limit: number,
): Promise<readonly Found[]> {
  const title = titleName(object)
  const fields = ['id', title]
  const query = { object: object.name, fields, sort: [], search: words, limit: Math.min(mostOfOne, limit) }
  const page = await readPage(running.options.db, query, running.reading(actor))
  const rows = page.ok ? page.value.rows : []
  return rows.map((row) => ({ object: object.name, id: String(row.id), title: String(row[title] ?? '') }))
}
