// A workspace whose administrators have made much: 300 objects with 10,000 fields of every common type.
import pg from 'pg'
import { type Database, openDatabase } from '#base/database'
import type { Actor, Policy } from '#kernel/access'
import { openSession } from '#kernel/identity/store'
import { type OpenEngine, openBusiness, workspaceParts } from '#kernel/module/store'
import type { Field, ObjectDefinition } from '#kernel/schema'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { modules } from '#modules'
import { create, newId, value, write } from './company.ts'

const sizes = { objects: 300, fields: 10_000 } as const

export const objectName = (place: number): string => `x.made${String(place).padStart(3, '0')}`
const named = (name: string, label: string) => ({ name, label: { 'zh-CN': label, en: name } })
const options = ['a', 'b', 'c'].map((key) => ({ key, label: { 'zh-CN': `选项 ${key}`, en: key } }))
const yuan = { currency: 'CNY', tax: 'none' } as const

const makers: readonly ((name: string) => Field)[] = [
  (name) => ({ ...named(name, `文字 ${name}`), type: 'text' }),
  (name) => ({ ...named(name, `数量 ${name}`), type: 'decimal', scale: 3 }),
  (name) => ({ ...named(name, `金额 ${name}`), type: 'money', ...yuan }),
  (name) => ({ ...named(name, `日期 ${name}`), type: 'date' }),
  (name) => ({ ...named(name, `选择 ${name}`), type: 'select', options }),
  (name) => ({ ...named(name, `是否 ${name}`), type: 'boolean' }),
]

/** Eight fields that point and compute, and as many others as make up the number. */
function madeObject(place: number, fields: number): ObjectDefinition {
  const own = Array.from({ length: fields - 8 }, (_, index) =>
    (makers[index % makers.length] as (typeof makers)[number])(`f${index}`),
  )
  const amount = { result: 'money', ...yuan } as const
  return {
    ...named(objectName(place), `自建对象 ${place}`),
    ...{ kind: 'record', title: 'name', search: ['name'] },
    fields: [
      { ...named('name', '名称'), type: 'text', required: true },
      { ...named('number', '编号'), type: 'autoNumber', pattern: `M${place}-{000000}` },
      { ...named('customer', '客户'), type: 'reference', to: 'masterdata.party' },
      { ...named('before', '上一张'), type: 'reference', to: objectName(Math.max(0, place - 1)) },
      ...own,
      { ...named('sum', '合计'), type: 'formula', ...amount, formula: 'ROUND(f1 * f2, 2)' },
      { ...named('dear', '折后'), type: 'formula', ...amount, formula: 'IF(f1 > 100, sum * 0.95, sum)' },
      { ...named('region', '客户区域'), type: 'formula', result: 'text', formula: 'customer.name' },
      { ...named('parts', '张数'), type: 'formula', result: 'decimal', scale: 3, formula: 'f1 + f7' },
    ],
    checks: [
      {
        name: 'bounded',
        field: 'f1',
        formula: 'f1 <= 1000',
        message: { 'zh-CN': '不超过一千', en: 'a thousand at most' },
      },
    ],
    list: { columns: ['number', 'name', 'customer', 'sum', 'f3'], sort: ['-createdAt'] },
  }
}

const madeObjects: readonly ObjectDefinition[] = Array.from({ length: sizes.objects }, (_, place) =>
  madeObject(
    place,
    Math.floor(sizes.fields / sizes.objects) + (place < sizes.fields % sizes.objects ? 1 : 0),
  ),
)

const openTo = (object: string): Policy => ({
  ...{ name: `${object}.all`, object, operations: ['read', 'create', 'update'] },
  ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
})

export type ManyObjects = {
  readonly db: Database
  readonly workspace: OpenEngine['workspace']
  readonly engine: OpenEngine
  readonly admin: Actor
  /** Secret of the administrator's session. */
  readonly session: string
  /** Adds a field to a shipped object; how long the publication took, in milliseconds. */
  readonly addField: (name: string) => Promise<number>
}

const id = 'many'

/** Made through the publication of the pages, thirty objects at a time; `before` is told of the workspace while it is small. */
export async function makeManyObjects(
  url: string,
  before: (small: ManyObjects) => Promise<void> = async () => undefined,
): Promise<ManyObjects> {
  const db = openDatabase({ url, maxConnections: 10, statementTimeoutMs: 1_800_000 })
  await migratePlatform(db, new Date())
  const wish = { id, name: 'Many', zone: 'Asia/Shanghai' }
  const workspace = value(await createWorkspace(db, wish, workspaceParts, new Date()))
  const engine = value(
    await openBusiness({ db, workspace, modules, clock: () => new Date(), newId, initials: () => '' }),
  )
  const [department, person] = [newId(), newId()]
  await write(engine, engine.systemActor('installer'), [
    create('identity.department', department, { code: 'all', name: '全公司' }),
    create('identity.person', person, { name: 'admin', login: 'admin', department }),
    create('identity.roleAssignment', newId(), { person, role: 'admin' }),
  ])
  const admin = await engine.actor(person)
  if (!admin) throw new Error('nobody to publish')
  const addField = async (name: string): Promise<number> => {
    const begun = performance.now()
    const fields: readonly Field[] = [{ ...named(name, name), type: 'text' }]
    value(await engine.publish(admin, { extensions: [{ object: 'masterdata.party', fields }] }))
    return performance.now() - begun
  }
  const origin = { workspace: id, person, ip: null, userAgent: null }
  const { token } = await db.transaction((tx) => openSession(tx, workspace.namespace, origin, new Date()))
  const made = { db, workspace, engine, admin, session: token, addField }
  await before(made)
  for (let at = 0; at < madeObjects.length; at += 30) {
    const objects = madeObjects.slice(at, at + 30)
    value(await engine.publish(admin, { objects, policies: objects.map(({ name }) => openTo(name)) }))
  }
  return made
}

/** So many records of the first of the objects, in a few statements, with what its formulas compute. */
export async function fillFirst(
  url: string,
  { workspace, admin, engine }: ManyObjects,
  rows: number,
): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const customer = newId()
  await write(engine, admin, [create('masterdata.party', customer, { name: '华南轴承', isCustomer: true })])
  await client.query(
    `insert into "${workspace.namespace}".x_made000
      (id, version, created_at, created_by, updated_at, updated_by, name, number, customer, f0, f1, f2, f3, f4, f5, f7, sum, dear, region, parts, search_tokens)
     select gen_random_uuid(), 1, at, $1, at, $1, '记录 ' || n, 'M0-' || lpad(n::text, 6, '0'), $3, '一段文字', n % 97, 12.5, '2026-03-01', 'a', true, 1,
      round((n % 97) * 12.5, 2), round((n % 97) * 12.5, 2), '华南轴承', n % 97 + 1, array['记录', n::text]
     from (select n, date_trunc('milliseconds', now()) - ($2 - n) * interval '20 seconds' as at from generate_series(1, $2::int) n) made`,
    [admin.id, rows, customer],
  )
  await client.query('vacuum analyze')
  await client.end()
}
