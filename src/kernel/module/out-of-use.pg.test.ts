// Fields that come back as something else: from being out of use, from being left out, over other types in between, and as computed ones.
import { expect, test } from 'vitest'
import type { Field, Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import type { Publication } from './index.ts'

const { engine, person } = await testWorkspace([shop])
const admin = await person('管理员', { roles: ['admin'] })
const label = { 'zh-CN': '它', en: 'it' }
const text: Field = { name: 'it', type: 'text', label }
const number: Field = { name: 'it', type: 'number', label }
const select: Field = {
  name: 'it',
  type: 'select',
  label,
  options: [{ key: 'high', label: { 'zh-CN': '高', en: 'High' } }],
}

const publish = (object: string, fields: readonly Field[], more: Publication = {}) =>
  engine.publish(admin, {
    objects: [
      {
        name: object,
        label,
        kind: 'record',
        title: 'name',
        fields: [{ name: 'name', type: 'text', label }, ...fields],
      },
    ],
    ...more,
  })
const converting = (object: string): Publication => ({ conversions: [{ object, field: 'it' }] })

async function put(object: string, ...values: readonly string[]): Promise<void> {
  for (const it of values) {
    const create = { kind: 'create', object, id: newId(), values: { name: 'n', it } } as const
    expect(await engine.write(admin, { source: 'form' }, [create])).toMatchObject({ ok: true })
  }
}

async function held(object: string): Promise<readonly Row[string][]> {
  const page = await engine.read(admin, { object, fields: ['it'], sort: ['id'] })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows.map(({ it }) => it ?? null)
}

test.each([
  ['retired', [{ ...text, retired: true }]],
  ['left out', []],
] as const)(
  '[MO25] [S8] a field that was %s comes back as another type only with its values made anew, and told beforehand',
  async (how, without) => {
    const object = how === 'retired' ? 'x.retired' : 'x.left'
    expect(await publish(object, [text])).toMatchObject({ ok: true })
    await put(object, '高', '随便')
    expect(await publish(object, without)).toMatchObject({ ok: true })
    for (const to of [select, number])
      expect(await publish(object, [to])).toMatchObject({
        problems: [{ code: 'schema.typeChange', path: [object, 'it'] }],
      })
    expect(await engine.judgeConversion(admin, { object, field: select })).toMatchObject({
      value: { filled: 2, lost: 1 },
    })
    expect(await publish(object, [select], converting(object))).toMatchObject({ ok: true })
    expect(await held(object)).toEqual(['high', null])
    expect(await publish(object, [text], converting(object))).toMatchObject({ ok: true })
    expect(await held(object)).toEqual(['高', '随便'])
  },
)

test('[S8] a reference that was out of use does not come back as one to another object', async () => {
  const to = (object: string): Field => ({ name: 'it', type: 'reference', to: object, label })
  expect(await publish('x.points', [to('shop.customer')])).toMatchObject({ ok: true })
  expect(await publish('x.points', [])).toMatchObject({ ok: true })
  expect(await publish('x.points', [to('shop.order')])).toMatchObject({
    problems: [{ code: 'schema.typeChange' }],
  })
  expect(await publish('x.points', [to('shop.customer')])).toMatchObject({ ok: true })
})

test('[MO25] the way back over other types in between finds what was there, but not what somebody changed meanwhile', async () => {
  const object = 'x.far'
  expect(await publish(object, [text])).toMatchObject({ ok: true })
  await put(object, '约 100', '1,200.50', '7')
  const decimal: Field = { name: 'it', type: 'decimal', scale: 0, label }
  for (const field of [number, decimal])
    expect(await publish(object, [field], converting(object))).toMatchObject({ ok: true })
  expect(await held(object)).toEqual([null, '1201', '7'])
  const page = await engine.read(admin, { object, fields: ['id'], sort: ['-id'], limit: 1 })
  const id = page.ok ? String(page.value.rows[0]?.id) : ''
  const change = { kind: 'update', object, id, values: { it: '8' } } as const
  expect(await engine.write(admin, { source: 'form' }, [change])).toMatchObject({ ok: true })
  expect(await publish(object, [text], converting(object))).toMatchObject({ ok: true })
  expect(await held(object)).toEqual(['约 100', '1,200.50', '8'])
})

test('[MO25] what a type in between makes of a value by itself is no change of it, and where the earlier value gives nothing it is what stands', async () => {
  const object = 'x.between'
  expect(await publish(object, [text])).toMatchObject({ ok: true })
  await put(object, '约 100', '1,200.50', '0')
  const boolean: Field = { name: 'it', type: 'boolean', label }
  for (const field of [number, boolean, number, boolean])
    expect(await publish(object, [field], converting(object))).toMatchObject({ ok: true })
  expect(await held(object)).toEqual([null, true, false])
  expect(await publish(object, [text], converting(object))).toMatchObject({ ok: true })
  expect(await held(object)).toEqual(['约 100', '1,200.50', '0'])
})

test('[MO25] [S2] a field of a long name takes other types as often as one likes', async () => {
  const object = 'x.often'
  const name = `a${'Bc'.repeat(19)}`
  const kinds = ['text', 'longText'] as const
  for (let time = 0; time < 12; time++) {
    const field: Field = { name, type: kinds[time % 2] ?? 'text', label }
    const conversions = [{ object, field: name }]
    expect(await publish(object, [field], time === 0 ? {} : { conversions })).toMatchObject({ ok: true })
    if (time > 0) continue
    const create = { kind: 'create', object, id: newId(), values: { name: 'n', [name]: '约 100' } } as const
    expect(await engine.write(admin, { source: 'form' }, [create])).toMatchObject({ ok: true })
  }
  const page = await engine.read(admin, { object, fields: [name] })
  expect(page).toMatchObject({ value: { rows: [{ [name]: '约 100' }] } })
})

test('[MO25] a type that an earlier one could never become is told and made out of the present one', async () => {
  expect(await publish('x.onward', [text])).toMatchObject({ ok: true })
  await put('x.onward', '2026-06-15', '80')
  for (const to of [number, text])
    expect(await publish('x.onward', [to], converting('x.onward'))).toMatchObject({ ok: true })
  const date: Field = { name: 'it', type: 'date', label }
  expect(await engine.judgeConversion(admin, { object: 'x.onward', field: date })).toMatchObject({
    value: { filled: 2, lost: 1, cut: 0 },
  })
  expect(await publish('x.onward', [date], converting('x.onward'))).toMatchObject({ ok: true })
  expect(await held('x.onward')).toEqual(['2026-06-15', null])
})

test('[S4] a field that people have filled in does not become a computed one, which would write over it', async () => {
  const object = 'x.typed'
  expect(await publish(object, [text])).toMatchObject({ ok: true })
  await put(object, '甲')
  const formula: Field = { name: 'it', type: 'formula', result: 'text', formula: "CONCAT(name, '!')", label }
  expect(await publish(object, [formula])).toMatchObject({ problems: [{ code: 'schema.typeChange' }] })
  expect(await publish(object, [formula], converting(object))).toMatchObject({
    problems: [{ code: 'schema.noConversion' }],
  })
  expect(await held(object)).toEqual(['甲'])
})

test('[S8] what is listed by a field that goes out of use is listed by what else stands, lines too, and by it again when it is back', async () => {
  const lines = { name: 'lines', type: 'lines', object: 'x.row', by: 'of', label } as const
  const made = async (fields: readonly Field[]) =>
    expect(
      await engine.publish(admin, {
        objects: [
          {
            ...{ name: 'x.sheet', label, kind: 'record', title: 'name' },
            fields: [{ name: 'name', type: 'text', label }, lines],
          },
          {
            ...{ name: 'x.row', label, kind: 'record', title: 'name' },
            fields: [
              { name: 'of', type: 'reference', to: 'x.sheet', owner: true, label },
              { name: 'name', type: 'text', label },
              ...fields,
            ],
            list: { columns: ['name'], sort: ['-it', 'of.gone', 'name'] },
          },
        ],
      }),
    ).toMatchObject({ ok: true })
  await made([number])
  const sheet = newId()
  const row = (name: string, it: string) =>
    ({ kind: 'create', object: 'x.row', id: newId(), values: { of: sheet, name, it } }) as const
  const rows = [row('b', '1'), row('a', '1'), row('c', '2')]
  const whole = { kind: 'create', object: 'x.sheet', id: sheet, values: { name: 's' } } as const
  expect(await engine.write(admin, { source: 'form' }, [whole, ...rows])).toMatchObject({ ok: true })
  const names = (all: unknown): readonly unknown[] => (all as readonly Row[]).map(({ name }) => name)
  const listed = async () => {
    const page = await engine.read(admin, { object: 'x.row', fields: ['name'] })
    const within = await engine.read(admin, {
      object: 'x.sheet',
      fields: ['id'],
      lines: { lines: { fields: ['name'] } },
    })
    if (!page.ok || !within.ok) throw new Error(JSON.stringify([page, within]))
    return [names(page.value.rows), names(within.value.rows[0]?.lines)]
  }
  expect(await listed()).toEqual([
    ['c', 'a', 'b'],
    ['c', 'a', 'b'],
  ])
  await made([{ ...number, retired: true }])
  expect(await listed()).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ])
  const told = (await engine.metadata(admin)).objects.find(({ name }) => name === 'x.row')
  expect(told?.list?.sort).toEqual(['name'])
  expect(await engine.read(admin, { object: 'x.row', sort: ['it'] })).toMatchObject({
    problems: [{ code: 'query.unknownField' }],
  })
  await made([number])
  expect(await listed()).toEqual([
    ['c', 'a', 'b'],
    ['c', 'a', 'b'],
  ])
})
