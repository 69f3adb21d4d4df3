// Somebody who brings tables while definitions change: what an import says it made is there.
import { setTimeout as pause } from 'node:timers/promises'
import type { Row } from '#kernel/schema'
import type { Client, Ground } from './hostile-clients.ts'
import { isWatched, keptOf, takeWritten } from './hostile-memory.ts'
import type { Random } from './random.ts'

const rows = 12

/** `importing` holds the object that is imported into while nobody knows yet what of it is there. */
export function importerOn(ground: Ground, random: Random, importing: Set<string>): Client {
  let count = 0
  return {
    async step() {
      const objects = [...ground.standing().keys()].filter((name) => name.startsWith('x.'))
      if (objects.length === 0 || !random.chance(0.05)) return pause(50)
      const object = random.pick(objects)
      importing.add(object)
      await brought(ground, object, `import${++count}`)
      importing.delete(object)
    },
  }
}

type Import = { readonly id: string; readonly state: string; readonly counts?: unknown }

async function brought(ground: Ground, object: string, mark: string): Promise<void> {
  const fields = [...(ground.standing().get(object)?.values() ?? [])]
  const text = fields.find(({ type, name }) => type === 'longText' && name !== 'name')?.name
  const csv = [
    '名称,别的',
    ...Array.from({ length: rows }, (_, at) => `${mark}-${at},"𠮷 ""引"" ${at}"`),
  ].join('\n')
  const form = new FormData()
  form.append('file', new Blob([csv], { type: 'text/csv' }), `${mark}.csv`)
  const { status, body } = await ground.ask('POST', '/api/files', form)
  if (status !== 201) return
  const columns = { 名称: 'name', ...(text === undefined ? {} : { 别的: text }) }
  const wish = {
    object,
    file: (body as { id: string }).id,
    sheet: null,
    heading: 1,
    columns,
    identity: null,
    found: 'leave',
    isDry: false,
  }
  const begun = await ground.ask('POST', '/api/imports', wish)
  if (begun.status !== 201) return
  const { id } = begun.body as Import
  for (let tries = 0; tries < 600; tries++) {
    const { body: told } = await ground.ask('GET', `/api/imports/${id}`)
    if (!['waiting', 'running'].includes((told as Import | null)?.state ?? 'waiting')) break
    await pause(100)
  }
  await taken(ground, object, mark)
}

/** What came is watched from now on. */
async function taken(ground: Ground, object: string, mark: string): Promise<void> {
  const before = ground.publications()
  const filter = { field: 'name', is: 'startsWith', value: `${mark}-` }
  const { status, body } = await ground.ask('POST', '/api/query', { object, filter, limit: 500 })
  if (status !== 200) return
  const isQuiet = before % 2 === 0 && before === ground.publications()
  for (const row of (body as { rows: Row[] }).rows) {
    const kept = keptOf(object, String(row.id))
    kept.version = Number(row.version)
    for (const field of ground.standing().get(object)?.values() ?? []) {
      if (!isWatched(field) || !(field.name in row)) continue
      takeWritten(kept, field.name, row[field.name] ?? null, ground.tick())
      if (!isQuiet) kept.shaken.add(field.name)
    }
    ground.records.set(kept.id, kept)
  }
}
