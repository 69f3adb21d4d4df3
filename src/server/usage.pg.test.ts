// How fields are used, as administrators and auditors are told: what is blank, what was replaced, when, and by how many at once.
import { expect, test } from 'vitest'
import { ident, sql } from '#base/sql'
import { sweepTallies } from '#kernel/module/store'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop], { at: '2026-05-20T02:00:00.000Z' })
const { engine, person, at } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const other = await person('另一人', { roles: ['admin'] })
const seller = await person('销售', { roles: ['seller'] })
const origin = { source: 'form' } as const
const ids = Array.from({ length: 8 }, () => newId())

async function write(actor: typeof admin, ...changes: Parameters<typeof engine.write>[2]): Promise<void> {
  const written = await engine.write(actor, origin, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}
const update = (id: string, values: Record<string, string>) =>
  ({ kind: 'update', object: 'shop.customer', id, values }) as const
const create = (id: string, values: Record<string, string>) =>
  ({ kind: 'create', object: 'shop.customer', id, values }) as const

// Eight customers in May, three with a region; in June one region is replaced, five codes at once, and one code is filled in.
for (const [index, id] of ids.entries())
  await write(
    index < 6 ? admin : other,
    create(id, {
      name: `客户${index}`,
      ...(index < 3 ? { region: 'east' } : {}),
      ...(index < 6 ? { code: `C${index}` } : {}),
    }),
  )
await write(admin, update(ids[1] ?? '', { region: 'south' }))
at('2026-06-02T02:00:00.000Z')
await write(other, update(ids[0] ?? '', { region: 'south' }))
await write(admin, ...ids.slice(0, 5).map((id, index) => update(id, { code: `D${index}` })))
await write(admin, update(ids[7] ?? '', { code: 'C7' }))

const unseen = { listed: 0, opened: 0, spentMs: 0 }
const usageOf = async (actor = admin) => {
  const answer = await engine.usage(actor, { object: 'shop.customer' })
  return answer.ok
    ? { ...answer.value, fields: new Map(answer.value.fields.map((one) => [one.field, one])) }
    : answer.problems
}

test('[DQ-08] [L11] [MO16] what was changed after the month was over, and many at once, is told apart from filling in', async () => {
  expect(await usageOf()).toMatchObject({ records: 8 })
  const { fields } = (await usageOf()) as { fields: Map<string, object> }
  expect(fields.get('region')).toEqual({
    ...{ field: 'region', filled: 3, changed: 2, corrected: 2, ...unseen },
    late: 1,
    bulk: 0,
  })
  expect(fields.get('code')).toEqual({
    ...{ field: 'code', filled: 7, changed: 6, corrected: 5, ...unseen },
    late: 5,
    bulk: 5,
  })
  // Nobody fills in what is computed.
  expect([...fields.keys()]).not.toContain('total')
})

test('[DQ-08] [MO16] each count leads to the changes behind it, with who, when, and what it was', async () => {
  const ask = async (field: string, way: 'corrected' | 'late' | 'bulk') => {
    const found = await engine.askLog(admin, { object: 'shop.customer', field, way }, {})
    return found.ok ? found.value.rows : []
  }
  const late = await ask('region', 'late')
  expect(late).toMatchObject([
    { record: ids[0], actorName: '另一人', before: { region: 'east' }, after: { region: 'south' } },
  ])
  expect((await ask('region', 'corrected')).length).toBe(2)
  expect((await ask('region', 'bulk')).length).toBe(0)
  expect((await ask('code', 'bulk')).length).toBe(5)
})

test('[L11] [MO16] who enters is told a day at a time: how complete, and how much was replaced later', async () => {
  const answer = await engine.usageByPerson(admin, { object: 'shop.customer' })
  const rows = answer.ok ? answer.value.rows : []
  // name, region and code of what could be filled in; an owner is nobody's.
  expect(rows).toMatchObject([
    { name: '管理员', day: '2026-05-20', records: 6, filled: 6 + 3 + 6, corrected: 2 + 5 },
    { name: '另一人', day: '2026-05-20', records: 2, filled: 2, corrected: 0 },
  ])
  expect(answer).toMatchObject({ ok: true, value: { isMore: false } })
  const next = await engine.usageByPerson(admin, { object: 'shop.customer', page: 1 })
  expect(next).toMatchObject({ ok: true, value: { rows: [] } })
})

test('[MO16] nobody else is told, and nothing older than was asked for counts', async () => {
  expect(await usageOf(seller)).toMatchObject([{ code: 'access.denied' }])
  const recent = await engine.usage(admin, { object: 'shop.customer', days: 1 })
  const region = recent.ok ? recent.value.fields.find(({ field }) => field === 'region') : undefined
  expect(region).toMatchObject({ filled: 3, changed: 1 })
  expect(await engine.usage(admin, { object: 'no.such' })).toMatchObject({
    problems: [{ code: 'query.unknownObject' }],
  })
})

test('[PLAT-13] [MO41] how often a field is seen and how long it is typed in is counted by day, from all nodes, and by nobody’s name', async () => {
  const second = await secondNode(workspace, [shop], { at: '2026-06-02T03:00:00.000Z' })
  const all = { object: 'shop.customer', limit: 20 } as const
  // Two lists with the region, one of them on another node, and one of a seller who sees none of them; one with the code alone; one whole record; one that finds nothing.
  await engine.read(admin, { ...all, fields: ['name', 'region'] })
  await second.read(seller, { ...all, fields: ['name', 'region'] })
  await second.read(admin, { ...all, fields: ['name', 'region'] })
  await engine.read(admin, { ...all, fields: ['id', 'code'] })
  await engine.read(admin, { ...all, filter: { field: 'id', is: 'eq', value: ids[0] ?? '' } })
  await engine.read(admin, { ...all, fields: ['region'], filter: { field: 'name', is: 'eq', value: '没有' } })
  await engine.read(engine.systemActor('installer'), { ...all, fields: ['region'] })
  engine.noteTime(seller, [
    { object: 'shop.customer', field: 'code', ms: 90_000 },
    { object: 'shop.customer', field: 'region', ms: 3_600_000 },
    { object: 'shop.customer', field: 'no such', ms: 5000 },
    { object: 'no.such', field: 'code', ms: 5000 },
  ])
  second.noteTime(admin, [{ object: 'shop.customer', field: 'code', ms: 30_000 }])
  await second.keepTally()
  const found = (await usageOf()) as unknown as { fields: Map<string, object>; personDays: number }
  expect(found.fields.get('region')).toMatchObject({ listed: 2, opened: 1, spentMs: 600_000 })
  expect(found.fields.get('code')).toMatchObject({ listed: 1, opened: 1, spentMs: 120_000 })
  // 管理员 and 另一人 in May and again in June.
  expect(found.personDays).toBe(4)
  const { rows } = await workspace.db.query<{ person: string }>(
    sql`select distinct person from ${ident(engine.workspace.namespace, 'field_tally')} where kind <> 'refused'`,
  )
  expect(rows.map(({ person: one }) => one)).toEqual(['00000000-0000-0000-0000-000000000000'])
})

test('[MO41] what is counted is forgotten after 400 days', async () => {
  const { namespace } = engine.workspace
  const kept = async () =>
    (await workspace.db.query(sql`select from ${ident(namespace, 'field_tally')} limit 1`)).rows.length
  await sweepTallies(workspace.db, namespace, new Date('2027-07-01T00:00:00.000Z'))
  expect(await kept()).toBe(1)
  await sweepTallies(workspace.db, namespace, new Date('2027-08-01T00:00:00.000Z'))
  expect(await kept()).toBe(0)
})
