// What a removed record held beyond its fields in use comes back with it, whatever was published while it was away.
import { expect, test } from 'vitest'
import type { Field, Row, Value } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import type { Change } from './index.ts'

const { engine, person } = await testWorkspace([shop])
const admin = await person('管理员', { roles: ['admin'] })
const label = { 'zh-CN': '它', en: 'it' }
const options = [
  { key: 'a', label: { 'zh-CN': '甲', en: 'A' } },
  { key: 'b', label: { 'zh-CN': '乙', en: 'B' } },
]
const kinds = {
  longText: { type: 'longText' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  select: { type: 'select', options },
  multiSelect: { type: 'multiSelect', options },
  tags: { type: 'tags' },
  json: { type: 'json' },
  richText: { type: 'richText' },
  person: { type: 'person' },
  persons: { type: 'persons' },
} as const
type Kind = keyof typeof kinds
const field = (name: string, kind: Kind, more: object = {}): Field =>
  ({ ...kinds[kind], name, label, ...more }) as Field
const it = (kind: Kind, more: object = {}): Field => field('it', kind, more)
const retired = { retired: true }

async function publish(object: string, fields: readonly Field[]): Promise<void> {
  const published = await engine.publish(admin, {
    objects: [
      {
        name: object,
        label,
        kind: 'record',
        title: 'name',
        fields: [{ name: 'name', type: 'text', label }, ...fields],
      },
    ],
    conversions: fields.map(({ name }) => ({ object, field: name })),
  })
  expect(published).toMatchObject({ ok: true })
}

async function change(...changes: readonly Change[]): Promise<void> {
  expect(await engine.write(admin, { source: 'form' }, changes)).toMatchObject({ ok: true })
}

async function put(object: string, values: Row): Promise<string> {
  const id = newId()
  await change({ kind: 'create', object, id, values: { name: 'n', ...values } })
  return id
}
const remove = (object: string, id: string) => change({ kind: 'remove', object, id })
const restore = (object: string, id: string) => change({ kind: 'restore', object, id })

async function read(object: string, id: string): Promise<Row> {
  const page = await engine.read(admin, { object, filter: { field: 'id', is: 'eq', value: id } })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows[0] ?? {}
}
const held = async (object: string, id: string): Promise<Value | undefined> => (await read(object, id)).it

const values: Record<Kind, Value> = {
  longText: "约 100\n'𠮷'",
  number: '12345678901234567890.1234567891',
  boolean: false,
  date: '2026-03-01',
  datetime: '2026-03-01T10:30:00.123Z',
  select: 'b',
  multiSelect: ['b', 'a'],
  tags: ['急', "o'neil", '"x", \\y'],
  json: { a: [1, '𠮷', null] },
  richText: {
    text: '粗',
    doc: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '粗' }] }] },
  },
  person: admin.id,
  persons: [admin.id],
}
const all = Object.keys(kinds) as Kind[]

test('[R43] [PLAT-01] values of fields that were or went out of use come back with the record, whether the fields are in use again or later', async () => {
  const used = all.map((kind) => field(`${kind}Of`, kind))
  const unused = all.map((kind) => field(`${kind}Of`, kind, retired))
  const given = Object.fromEntries(all.map((kind) => [`${kind}Of`, values[kind]]))
  await publish('x.away', used)
  const [early, late, other] = [
    await put('x.away', given),
    await put('x.away', given),
    await put('x.away', given),
  ]
  const before = await read('x.away', early)
  await remove('x.away', other)
  await publish('x.away', unused)
  await restore('x.away', other)
  await remove('x.away', early)
  await remove('x.away', late)
  await restore('x.away', early)
  await publish('x.away', used)
  await restore('x.away', late)
  for (const id of [early, late, other])
    expect(await read('x.away', id)).toMatchObject({ ...given, ...pick(before) })
})

const pick = (row: Row): Row => Object.fromEntries(all.map((kind) => [`${kind}Of`, row[`${kind}Of`] ?? null]))

test('[R43] the way back of a field that took another type finds what was there, though the record was away in between', async () => {
  await publish('x.back', [it('longText')])
  const ids = [await put('x.back', { it: '约 100' }), await put('x.back', { it: '1,200.50' })]
  await publish('x.back', [it('number')])
  for (const id of ids) await remove('x.back', id)
  await restore('x.back', ids[0] ?? '')
  await publish('x.back', [it('longText')])
  await restore('x.back', ids[1] ?? '')
  expect(await Promise.all(ids.map((id) => held('x.back', id)))).toEqual(['约 100', '1,200.50'])
})

test('[R43] a record that was away while a field took other types comes back as those that stood', async () => {
  await publish('x.other', [it('longText')])
  const ids = await Promise.all(['约 100', '1,200.50', '7'].map((one) => put('x.other', { it: one })))
  const away = await Promise.all(['约 100', '1,200.50', '7'].map((one) => put('x.other', { it: one })))
  for (const id of away) await remove('x.other', id)
  const both = async () =>
    Promise.all([ids, away].map((some) => Promise.all(some.map((id) => held('x.other', id)))))
  await publish('x.other', [it('number')])
  const [vague = '', ...exact] = away
  for (const id of exact) await restore('x.other', id)
  expect(
    await engine.write(admin, { source: 'form' }, [{ kind: 'restore', object: 'x.other', id: vague }]),
  ).toMatchObject({ problems: [{ code: 'records.wrongType', path: ['0', 'it'] }] })
  expect(await both()).toEqual([
    [null, '1200.5', '7'],
    [undefined, '1200.5', '7'],
  ])
  for (const id of exact) await remove('x.other', id)
  await publish('x.other', [it('boolean')])
  await publish('x.other', [it('boolean', retired)])
  await publish('x.other', [it('longText')])
  for (const id of away) await restore('x.other', id)
  const [stood, returned] = await both()
  expect(stood).toEqual(['约 100', '1,200.50', '7'])
  expect(returned).toEqual(stood)
})

test('[R43] [MO11] nobody reads in the history of a removed record what was out of use', async () => {
  await publish('x.quiet', [it('longText')])
  const id = await put('x.quiet', { it: '机密' })
  await publish('x.quiet', [it('longText', retired)])
  await remove('x.quiet', id)
  const history = await engine.history(admin, 'x.quiet', id, {})
  const [last] = history.ok ? history.value.rows : []
  expect(last).toMatchObject({ kind: 'remove', before: { name: 'n' } })
  expect(Object.keys(last?.before ?? {})).not.toContain('out_of_use')
})
