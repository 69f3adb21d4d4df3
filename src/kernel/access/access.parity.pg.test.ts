// Random policies, people and records: what SQL lets through is what `decide` and `readableFields` say, field by field.
import { expect, test } from 'vitest'
import { type Row, systemFields, type Value } from '#kernel/schema'
import { lab, labRecords } from '#test/lab'
import { type Random, randomFrom } from '#test/random'
import { newId, testWorkspace } from '#test/workspace'
import {
  type Actor,
  decide,
  type FieldGrant,
  type Policy,
  readableFields,
  type Sight,
  type Who,
} from './index.ts'

const rounds = 40
const { engine, install, person } = await testWorkspace([lab])
const random = randomFrom(20260615)
const installer = engine.systemActor('installer')

const [top, below, other] = [newId(), newId(), newId()]
const departments = [top, below, other]
await install(
  { kind: 'create', object: 'identity.department', id: top, values: { name: '总部', code: 'top' } },
  {
    kind: 'create',
    object: 'identity.department',
    id: below,
    values: { name: '华南', code: 'below', parent: top },
  },
  { kind: 'create', object: 'identity.department', id: other, values: { name: '售后', code: 'other' } },
)
const head = await person('主管', { roles: ['a'], department: top })
await install({ kind: 'update', object: 'identity.department', id: top, values: { head: head.id } })
const people = [
  head,
  await person('甲', { roles: ['a', 'b'], department: below }),
  await person('乙', { roles: ['b'], department: other }),
  await person('丙'),
]
// Policies also speak of a role that none of these has.
await person('丁', { roles: ['c'] })
await install(
  ...labRecords(
    random,
    newId,
    people.map((one) => one.id),
    departments,
  ),
)

/** Conditions with blanks, negations, paths over one and two references, departments and `me`. */
const conditions: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'lab.region': [undefined, 'open', 'not open', 'chief = me.id', 'ISBLANK(chief)', "name <> 'r1'"],
  'lab.account': [
    undefined,
    'owner = me.id',
    'region.chief = me.id',
    'level > 3',
    'not (level > 3)',
    'ISBLANK(region)',
    'ISBLANK(region.chief)',
    'region.open or owner = me.id',
    'department in me.departments',
    'department in me.headed',
    'owner.department = me.department',
    'parent.owner = me.id',
    "parent.region.name <> 'r2'",
    "secret = 'sec3'",
    'IF(level > 5, region.open, owner <> me.id)',
    'createdBy = me.id or COALESCE(level, 0) = 0 and not ISBLANK(owner)',
  ],
  'lab.deal': [
    undefined,
    'holder = me.id',
    'account.owner = me.id',
    'amount >= 50',
    'ISBLANK(account.owner)',
    'account.region.open',
    'account.parent.level < 4',
    'day < TODAY()',
    'not (day < TODAY())',
  ],
  'lab.note': [
    undefined,
    'author = me.id',
    'ISBLANK(author)',
    'deal.account.level > 2',
    'ISBLANK(deal.holder)',
  ],
  'lab.remark': [undefined, undefined, 'author = me.id', 'ISBLANK(author)'],
}
const owners: Readonly<Record<string, readonly string[]>> = {
  'lab.region': [],
  'lab.account': ['region'],
  'lab.deal': ['account'],
  'lab.note': ['deal'],
  'lab.remark': [],
}
const objects = Object.keys(conditions)

const whos = (who: Random): Who =>
  who.pick<Who>([
    { everyone: true },
    { roles: ['a'] },
    { roles: ['b', 'c'] },
    { people: [who.pick(people).id] },
    { departments: [who.pick(departments)] },
    {},
  ])

function randomPolicy(index: number): Policy {
  const object = random.pick(objects)
  const fields =
    engine
      .schema()
      .object(object)
      ?.fields.map((field) => field.name) ?? []
  const some = fields.filter(() => random.chance(0.6))
  const where = random.pick(conditions[object] ?? [])
  const via = random.chance(0.4) ? (owners[object] ?? [])[0] : undefined
  const about =
    object === 'lab.remark' && random.chance(0.7) ? { object: 'object', record: 'record' } : undefined
  const read = random.pick<FieldGrant | null>([null, null, '*', some, { except: some }])
  return {
    name: `p${index}`,
    object,
    operations: [random.chance(0.85) ? 'read' : 'update'],
    who: whos(random),
    ...(where === undefined ? {} : { where }),
    ...(via === undefined ? {} : { via }),
    ...(about === undefined ? {} : { about }),
    ...(read === null ? {} : { fields: { read } }),
  }
}

const stored = new Map<string, ReadonlyMap<string, Row>>()
for (const object of [...objects, 'identity.person', 'identity.department']) {
  const own =
    engine
      .schema()
      .object(object)
      ?.fields.flatMap((field) => (field.column ? [field.name] : [])) ?? []
  const page = await engine.read(installer, { object, fields: [...systemFields, ...own], limit: 500 })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  stored.set(object, new Map(page.value.rows.map((row) => [String(row.id), row])))
}
const sight: Sight = {
  follow: (object, id) => stored.get(object)?.get(id),
  now: '2026-06-15T02:00:00.000Z',
  zone: 'Asia/Shanghai',
}
const model = () => engine.compiled().access

/** What this actor sees at the end of a path, by JavaScript alone. */
function seen(actor: Actor, object: string, row: Row, path: readonly string[]): Value {
  const [name = '', ...rest] = path
  if (!readableFields(model(), actor, object, row, sight).has(name)) return null
  const value = row[name] ?? null
  if (rest.length === 0 || value === null) return value
  const field = engine.schema().object(object)?.byName.get(name)
  const to = field?.type === 'reference' ? field.to : 'identity.person'
  const next = stored.get(to)?.get(String(value))
  return next && decide(model(), actor, 'read', to, next, sight) ? seen(actor, to, next, rest) : null
}

const asked: Readonly<Record<string, readonly string[]>> = {
  'lab.region': ['id', 'version', 'name', 'chief', 'open', 'chief.name', 'createdBy'],
  'lab.account': [
    'id',
    'name',
    'secret',
    'level',
    'region',
    'region.name',
    'region.chief',
    'region.version',
    'parent.secret',
    'parent.region.name',
    'parent.createdAt',
  ],
  'lab.deal': [
    'id',
    'name',
    'noted',
    'account',
    'account.secret',
    'account.parent.secret',
    'account.region.open',
  ],
  'lab.note': ['id', 'name', 'author', 'deal.noted', 'deal.account.secret', 'deal.account.region.chief'],
  'lab.remark': ['id', 'name', 'object', 'record', 'author.name'],
}

const rowsOf = (object: string): readonly Row[] => [...(stored.get(object)?.values() ?? [])]
const visible = (actor: Actor, object: string): readonly Row[] =>
  rowsOf(object).filter((row) => decide(model(), actor, 'read', object, row, sight))

async function answer(actor: Actor, query: Parameters<typeof engine.read>[1]) {
  const page = await engine.read(actor, { limit: 500, ...query })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value
}

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [String(row.id), row]))
let combinations = 0

async function comparesEqual(actor: Actor, object: string): Promise<void> {
  const expected = visible(actor, object).map((row) =>
    Object.fromEntries([
      ...(asked[object] ?? []).map((path) => [path, seen(actor, object, row, path.split('.'))]),
      ['id', row.id],
    ]),
  )
  const page = await answer(actor, { object, fields: asked[object] ?? [], count: true })
  expect(byId(page.rows)).toEqual(byId(expected as Row[]))
  expect(page.total).toEqual({ value: expected.length, exact: true })
  combinations += rowsOf(object).length
}

async function filtersEqual(actor: Actor, object: string): Promise<void> {
  const path = random.pick((asked[object] ?? []).slice(2))
  const sample = random.pick(rowsOf(object))
  const value = seen(installer, object, sample, path.split('.'))
  const is = value === null ? 'blank' : random.pick(['eq', 'ne'] as const)
  const page = await answer(actor, { object, fields: ['id'], filter: { field: path, is, value } })
  const expected = visible(actor, object).filter((row) => {
    const now = seen(actor, object, row, path.split('.'))
    return is === 'ne' ? now !== value : now === value
  })
  expect(new Set(page.rows.map((row) => row.id))).toEqual(new Set(expected.map((row) => row.id)))
}

async function formulasEqual(actor: Actor): Promise<void> {
  const formula = random.pick([
    "secret = 'sec3'",
    'ISBLANK(parent.secret)',
    "region.name <> 'r1'",
    'level > 2',
  ])
  const page = await answer(actor, { object: 'lab.account', fields: ['id'], filter: { formula } })
  const at = (row: Row, path: string): Value => seen(actor, 'lab.account', row, path.split('.'))
  const holds: Readonly<Record<string, (row: Row) => boolean>> = {
    "secret = 'sec3'": (row) => at(row, 'secret') === 'sec3',
    'ISBLANK(parent.secret)': (row) => at(row, 'parent.secret') === null,
    "region.name <> 'r1'": (row) => at(row, 'region.name') !== null && at(row, 'region.name') !== 'r1',
    'level > 2': (row) => Number(at(row, 'level') ?? 0) > 2,
  }
  const expected = visible(actor, 'lab.account').filter((row) => holds[formula]?.(row))
  expect(new Set(page.rows.map((row) => row.id)), formula).toEqual(new Set(expected.map((row) => row.id)))
}

async function sortsEqual(actor: Actor): Promise<void> {
  const page = await answer(actor, {
    object: 'lab.account',
    fields: ['id'],
    sort: ['secret', 'parent.secret'],
  })
  const keys = (row: Row) =>
    ['secret', 'parent.secret'].map(
      (path) => (seen(actor, 'lab.account', row, path.split('.')) as string | null) ?? '\uffff',
    )
  const sorted = [...visible(actor, 'lab.account')].sort((left, right) => {
    const [a, b] = [
      [...keys(left), String(left.id)],
      [...keys(right), String(right.id)],
    ]
    const at = a.findIndex((key, index) => key !== b[index])
    return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
  })
  expect(page.rows.map((row) => row.id)).toEqual(sorted.map((row) => row.id))
}

async function titlesEqual(actor: Actor): Promise<void> {
  const page = await answer(actor, { object: 'lab.deal', fields: ['id', 'account$title', 'holder$title'] })
  const expected = visible(actor, 'lab.deal').map((row) => ({
    id: row.id ?? null,
    account$title: seen(actor, 'lab.deal', row, ['account', 'name']),
    holder$title: seen(actor, 'lab.deal', row, ['holder', 'name']),
  }))
  expect(byId(page.rows)).toEqual(byId(expected))
}

test('[A2] [A3] [A4] [A9] [A10] random policies let the same records, fields, names and filters through in SQL as in JavaScript', async () => {
  for (let round = 0; round < rounds; round++) {
    const policies = Array.from({ length: 8 }, (_, index) => randomPolicy(index))
    const published = await engine.publish(installer, { policies })
    if (!published.ok) throw new Error(JSON.stringify(published.problems))
    for (const actor of people) {
      try {
        for (const object of objects) {
          await comparesEqual(actor, object)
          await filtersEqual(actor, object)
        }
        await formulasEqual(actor)
        await sortsEqual(actor)
        await titlesEqual(actor)
      } catch (error) {
        throw new Error(`round ${round}, ${actor.name}: ${JSON.stringify(policies)}`, { cause: error })
      }
    }
  }
  expect(combinations).toBeGreaterThan(2000)
}, 300_000)
