// Conditions of fields are kept by the write path, on an object that was made at run time: one refusal for every door.
import { describe, expect, test } from 'vitest'
import type { Origin } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const li = await person('李', { roles: ['sales'] })
const api: Origin = { source: 'api' }
const label = (text: string, en = text) => ({ 'zh-CN': text, en })
const option = (key: string, text: string) => ({ key, label: label(text, key) })
const grant = (object: string) => ({
  ...{ name: `${object}.sales`, object, operations: ['read', 'create', 'update'] },
  ...{ who: { roles: ['sales'] }, fields: { read: '*', write: '*' } as const },
})

const published = await engine.publish(admin, {
  objects: [
    {
      ...{ name: 'x.level', label: label('级别', 'Level'), kind: 'record', title: 'name' },
      fields: [
        { type: 'text', name: 'name', label: label('名称', 'Name') },
        { type: 'boolean', name: 'locked', label: label('锁定', 'Locked') },
      ],
    },
    {
      ...{ name: 'x.offer', label: label('报价', 'Offer'), kind: 'record', title: 'name' },
      fields: [
        { type: 'text', name: 'name', label: label('名称', 'Name'), required: true },
        {
          ...{ type: 'select', name: 'status', label: label('状态', 'Status') },
          options: [option('draft', '草稿'), option('quoted', '已报价')],
        },
        {
          ...{ type: 'text', name: 'number', label: label('报价单编号', 'Number') },
          requiredWhen: "status = '已报价'",
        },
        { type: 'boolean', name: 'bespoke', label: label('定制', 'Bespoke') },
        {
          ...{ type: 'text', name: 'model', label: label('标准型号', 'Model'), required: true },
          shownWhen: 'not bespoke',
        },
        { type: 'reference', name: 'level', label: label('级别', 'Level'), to: 'x.level' },
        {
          ...{ type: 'percent', name: 'discount', label: label('折扣', 'Discount'), default: '0.02' },
          fixedWhen: "level.locked or status = 'quoted'",
        },
      ],
      checks: [
        {
          ...{ name: 'small', formula: 'COALESCE(discount, 0) <= 0.3', field: 'discount' },
          message: label('折扣不能超过三成', 'At most 30 % off'),
        },
      ],
    },
  ],
  policies: [grant('x.offer'), grant('x.level')],
})
if (!published.ok) throw new Error(JSON.stringify(published.problems))

const create = (object: string, values: Row): Change => ({ kind: 'create', object, id: newId(), values })
const offer = (values: Row) => create('x.offer', { name: '甲', model: 'A1', ...values })
const write = (...changes: readonly Change[]) => engine.write(li, api, changes)
const found = (answer: Awaited<ReturnType<typeof write>>) =>
  answer.ok ? [] : answer.problems.map(({ code, path }) => [code, path.at(-1)])
async function made(values: Row = {}) {
  const change = offer(values)
  const answer = await write(change)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return change.kind === 'create' ? change.id : ''
}
const set = (id: string, values: Row) => write({ kind: 'update', object: 'x.offer', id, values })

describe('conditions of fields', () => {
  test('[R24] a field is required where its condition says so, whichever way the record gets there', async () => {
    expect(found(await write(offer({ status: 'quoted' })))).toEqual([['records.required', 'number']])
    const id = await made({ status: 'draft' })
    expect(found(await set(id, { status: 'quoted' }))).toEqual([['records.required', 'number']])
    expect(found(await set(id, { status: 'quoted', number: 'Q1' }))).toEqual([])
    expect(found(await set(id, { number: null }))).toEqual([['records.required', 'number']])
    const answer = await set(id, { number: '' })
    expect(answer.ok ? null : answer.problems[0]?.params).toMatchObject({
      label: '报价单编号',
      labelEn: 'Number',
    })
  })

  test('[R24] what is not shown is not asked for, and keeps what it holds', async () => {
    expect(found(await write(offer({ model: null })))).toEqual([['records.required', 'model']])
    expect(found(await write(offer({ model: null, bespoke: true })))).toEqual([])
    const id = await made()
    expect(found(await set(id, { bespoke: true }))).toEqual([])
    const read = await engine.read(li, {
      ...{ object: 'x.offer', fields: ['model'], filter: { field: 'id', is: 'eq', value: id } },
    })
    expect(read.ok ? read.value.rows[0]?.model : read).toBe('A1')
  })

  test('[R24] a person changes nothing that is fixed, as it stands or as it would become, also through what it refers to', async () => {
    const id = await made({ status: 'draft', discount: '0.1' })
    expect(found(await set(id, { discount: '0.12' }))).toEqual([])
    expect(found(await set(id, { discount: '0.2', status: 'quoted', number: 'Q2' }))).toEqual([
      ['records.fixed', 'discount'],
    ])
    expect(found(await set(id, { status: 'quoted', number: 'Q2' }))).toEqual([])
    expect(found(await set(id, { discount: '0.2', status: 'draft' }))).toEqual([
      ['records.fixed', 'discount'],
    ])
    expect(found(await set(id, { discount: '0.12', name: '乙' })), 'the same value is no change').toEqual([])
    const locked = create('x.level', { name: '重点', locked: true })
    const free = create('x.level', { name: '一般', locked: false })
    expect(found(await write(locked, free))).toEqual([])
    const [lockedId, freeId] = [locked, free].map((one) => (one.kind === 'create' ? one.id : ''))
    const held = await made({ level: lockedId ?? '' })
    expect(found(await set(held, { discount: '0.2', level: freeId ?? '' }))).toEqual([
      ['records.fixed', 'discount'],
    ])
    expect(found(await write(offer({ level: lockedId ?? '', discount: '0.2' })))).toEqual([
      ['records.fixed', 'discount'],
    ])
    expect(found(await write(offer({ level: freeId ?? '', discount: '0.2' })))).toEqual([])
  })

  test('[R24] what acts by itself is not held back', async () => {
    const id = await made({ status: 'quoted', number: 'Q3' })
    const change: Change = { kind: 'update', object: 'x.offer', id, values: { discount: '0.05' } }
    expect(found(await engine.write(engine.systemActor('installer'), { source: 'rule' }, [change]))).toEqual(
      [],
    )
  })

  test('[S14] a condition that cannot be is refused at its field, and one that an upgrade breaks is set aside alone', async () => {
    const wrong = await engine.publish(admin, {
      objects: [],
      extensions: [
        {
          object: 'x.offer',
          fields: [{ type: 'text', name: 'note', label: label('备注'), shownWhen: 'nowhere = 1' }],
        },
      ],
    })
    expect(wrong.ok ? [] : wrong.problems.map(({ code, path }) => [code, path])).toEqual([
      ['formula.unknownName', ['x.offer', 'conditions', 'note']],
    ])
  })
})
