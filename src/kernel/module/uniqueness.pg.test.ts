// What may not be repeated: over several fields, with blanks and removed records, and published over records that repeat each other.
import { expect, test } from 'vitest'
import type { Values } from '#kernel/records'
import type { Extension, ObjectDefinition } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const origin = { source: 'form' } as const
const label = (text: string) => ({ 'zh-CN': text, en: text })
const seat: ObjectDefinition = {
  ...{ name: 'x.seat', label: label('座位'), kind: 'record', title: 'name' },
  fields: [
    { name: 'name', type: 'text', label: label('名称') },
    { name: 'row', type: 'number', label: label('排') },
    { name: 'day', type: 'date', label: label('日期') },
  ],
}
const once = { unique: [{ name: 'once', fields: ['row', 'day'] }] }

async function put(object: string, values: Values): Promise<readonly (string | object)[]> {
  const id = newId()
  const written = await engine.write(admin, origin, [{ kind: 'create', object, id, values }])
  return written.ok ? ['ok', id] : [written.problems[0]?.code ?? '', written.problems[0]?.params ?? {}]
}
const removed = (object: string, id: unknown) =>
  engine.write(admin, origin, [{ kind: 'remove', object, id: String(id) }])
const publish = (object: ObjectDefinition) => engine.publish(admin, { objects: [object] })

test('[S26] [R9] fields that may not be repeated together are named together; blanks and removed records repeat nothing', async () => {
  expect(await publish({ ...seat, ...once })).toMatchObject({ ok: true })
  const [, first] = await put('x.seat', { name: '甲', row: '1', day: '2026-06-01' })
  expect(await put('x.seat', { name: '乙', row: '1', day: '2026-06-02' })).toMatchObject(['ok', {}])
  expect(await put('x.seat', { name: '丙', row: '1', day: '2026-06-01' })).toMatchObject([
    'records.duplicate',
    { 'fields.zh-CN': ['排', '日期'] },
  ])
  for (const values of [{ row: '1' }, { row: '1', day: '' }, { day: '2026-06-01' }, {}, {}])
    expect((await put('x.seat', values))[0]).toBe('ok')
  await removed('x.seat', first)
  expect((await put('x.seat', { name: '丁', row: '1', day: '2026-06-01' }))[0]).toBe('ok')
  expect(
    await engine.write(admin, origin, [{ kind: 'restore', object: 'x.seat', id: String(first) }]),
  ).toMatchObject({
    problems: [{ code: 'records.duplicate' }],
  })
})

test('[S26] [MO25] a field that takes another type is unique by its values of now, or no longer, as the same publication says', async () => {
  const field = (name: string, type: 'text' | 'number', more: object = {}) => ({
    name,
    type,
    label: label(name),
    ...more,
  })
  const object = (...fields: object[]) =>
    ({
      ...{
        name: 'x.shelf',
        label: label('桌子'),
        kind: 'record',
        title: 'name',
        unique: [{ name: 'both', fields: ['row', 'code'] }],
      },
      indexes: [{ name: 'byRow', fields: ['-row'] }],
      fields: [field('name', 'text'), ...fields],
    }) as unknown as ObjectDefinition
  const publishing = (...fields: object[]) =>
    engine.publish(admin, {
      objects: [object(...fields)],
      conversions: ['row', 'code', 'tag'].map((one) => ({ object: 'x.shelf', field: one })),
    })
  const number = { type: 'autoNumber', pattern: '{0000}', label: label('tag'), name: 'tag' }
  expect(
    await publishing(field('row', 'text'), field('code', 'text', { unique: true }), number),
  ).toMatchObject({ ok: true })
  expect((await put('x.shelf', { name: '甲', row: '1', code: 'A' }))[0]).toBe('ok')
  expect(await publishing(field('row', 'number'), field('code', 'text'), field('tag', 'text'))).toMatchObject(
    { ok: true },
  )
  expect(await put('x.shelf', { name: '乙', row: '1', code: 'A' })).toMatchObject([
    'records.duplicate',
    { 'fields.zh-CN': ['row', 'code'] },
  ])
  expect((await put('x.shelf', { name: '丙', row: '2', code: 'A', tag: '0001' }))[0]).toBe('ok')
  expect(await publishing(field('row', 'text'), field('code', 'text'), field('tag', 'number'))).toMatchObject(
    { ok: true },
  )
  expect((await put('x.shelf', { name: '丁', row: '2', code: 'A' }))[0]).toBe('records.duplicate')
})

test('[S26] what is no longer declared may be repeated at once; declaring it again names the records that repeat each other', async () => {
  expect(await publish(seat)).toMatchObject({ ok: true })
  const again = { row: '1', day: '2026-06-01' }
  const [, second] = await put('x.seat', { name: '戊', ...again })
  const refused = await publish({ ...seat, ...once })
  expect(refused).toMatchObject({
    ok: false,
    problems: [
      {
        code: 'schema.collides',
        path: ['x.seat', 'unique', 'once'],
        params: { groups: 1, 'fields.zh-CN': ['排', '日期'], examples: ['丁', '戊'] },
      },
    ],
  })
  const ids = refused.ok ? [] : refused.problems[0]?.params.records
  expect(ids).toContain(second)
  expect(engine.schema().object('x.seat')?.unique ?? []).toEqual([])
  await removed('x.seat', second)
  expect(await publish({ ...seat, ...once })).toMatchObject({ ok: true })
  expect((await put('x.seat', { name: '己', ...again }))[0]).toBe('records.duplicate')
})

test('[S26] one field is let go and taken back likewise', async () => {
  const fields = (unique: boolean) =>
    seat.fields.map((field) => (field.name === 'name' && unique ? { ...field, unique } : field))
  const desk = (unique: boolean): ObjectDefinition => ({ ...seat, name: 'x.desk', fields: fields(unique) })
  expect(await publish(desk(true))).toMatchObject({ ok: true })
  await put('x.desk', { name: '一号' })
  expect((await put('x.desk', { name: '一号' }))[0]).toBe('records.duplicate')
  expect(await publish(desk(false))).toMatchObject({ ok: true })
  expect((await put('x.desk', { name: '一号' }))[0]).toBe('ok')
  expect(await publish(desk(true))).toMatchObject({
    problems: [{ code: 'schema.collides', path: ['x.desk', 'name'], params: { examples: ['一号', '一号'] } }],
  })
})

test('[S26] a shipped object takes what may not be repeated, over its own fields and added ones, and other nodes keep it', async () => {
  const extension: Extension = {
    object: 'shop.customer',
    fields: [{ name: 'branch', type: 'text', label: label('分店') }],
    unique: [{ name: 'place', fields: ['region', 'branch'] }],
  }
  expect(await engine.publish(admin, { extensions: [extension] })).toMatchObject({ ok: true })
  const customer = (name: string, branch: string) => put('shop.customer', { name, region: 'east', branch })
  expect((await customer('甲', '一店'))[0]).toBe('ok')
  expect((await customer('乙', '一店'))[0]).toBe('records.duplicate')
  expect((await customer('丙', ''))[0]).toBe('ok')
  await secondNode(workspace, [shop])
  expect((await customer('丁', '一店'))[0]).toBe('records.duplicate')
  expect(await engine.publish(admin, { extensions: [{ ...extension, unique: [] }] })).toMatchObject({
    ok: true,
  })
  expect((await customer('丁', '一店'))[0]).toBe('ok')
  expect(await engine.publish(admin, { extensions: [extension] })).toMatchObject({
    problems: [{ code: 'schema.collides', path: ['shop.customer', 'unique', 'place'] }],
  })
})
