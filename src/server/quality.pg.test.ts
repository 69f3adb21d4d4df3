// How good what is stored is, told by field, day and person: what should be filled, what still holds, what was refused.
import { expect, test } from 'vitest'
import type { Field, ObjectDefinition, Option } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop], { at: '2026-06-02T02:00:00.000Z' })
const { engine, person, at } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const anna = await person('安娜', { roles: ['seller'] })
const bert = await person('伯特', { roles: ['seller'] })
const label = (text: string) => ({ 'zh-CN': text, en: text })
const option = (key: string): Option => ({ key, label: label(key) })

const visit = (more: Partial<ObjectDefinition>, fields: readonly Field[]): ObjectDefinition => ({
  ...{ name: 'x.visit', label: label('拜访'), kind: 'record', title: 'name' },
  fields: [
    { name: 'name', type: 'text', label: label('名称'), required: true },
    { name: 'hours', type: 'number', label: label('时长') },
    { name: 'note', type: 'text', label: label('说明'), shownWhen: 'hours > 1' },
    ...fields,
  ],
  ...more,
})
const publish = async (object: ObjectDefinition) => {
  const who = { roles: ['seller', 'admin'] }
  const policies = [
    {
      name: 'x.visit.own',
      object: 'x.visit',
      operations: ['read', 'create', 'update'],
      who,
      fields: { read: '*', write: '*' },
    },
  ] as never
  const done = await engine.publish(admin, { objects: [object], policies })
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
}
const write = (actor: typeof admin, values: Record<string, string>) =>
  engine.write(actor, { source: 'form' }, [{ kind: 'create', object: 'x.visit', id: newId(), values }])
const told = async (actor = admin, more: { person?: string; field?: string } = {}) => {
  const answer = await engine.quality(actor, { object: 'x.visit', ...more })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return { ...answer.value, of: new Map(answer.value.fields.map((one) => [one.field, one])) }
}

const city = (...options: readonly Option[]): Field => ({
  name: 'city',
  type: 'select',
  label: label('城市'),
  options,
})
const phone = (format: object): Field => ({ name: 'phone', type: 'text', label: label('电话'), ...format })
await publish(visit({}, [city(option('a'), option('b')), phone({})]))
await write(anna, { name: '一', hours: '2', note: '谈了', city: 'a', phone: '0571-8800' })
await write(anna, { name: '二', hours: '0.5', city: 'b', phone: 'abc' })
await write(bert, { name: '三', hours: '30', phone: '0571-8801' })
// Bert forgets the name twice; Anna writes what is no choice; what is only tried out counts for nobody.
await write(bert, { hours: '1' })
await write(bert, { hours: '1' })
await write(anna, { name: '四', city: 'nowhere' })
await engine.judge(bert, { source: 'form' }, [{ kind: 'create', object: 'x.visit', id: newId(), values: {} }])
// What is asked for becomes stricter than what is there.
await publish(
  visit({ checks: [{ name: 'short', formula: 'hours < 24', message: label('太长'), field: 'hours' }] }, [
    city(option('a'), { ...option('b'), retired: true }),
    phone({ format: 'phone' }),
  ]),
)
at('2026-06-03T01:00:00.000Z')
await engine.keepQuality()

test('[DQ-01] [MO42] completeness, validity and error rate are told by field as of the end of each day', async () => {
  const { day, of } = await told()
  expect(day).toBe('2026-06-02')
  const nothing = { refused: 0 }
  expect(of.get('name')).toEqual({ field: 'name', should: 3, filled: 3, valid: 3, entered: 3, refused: 2 })
  expect(of.get('city')).toEqual({ field: 'city', should: 3, filled: 2, valid: 1, entered: 2, refused: 1 })
  expect(of.get('phone')).toEqual({ field: 'phone', should: 3, filled: 3, valid: 2, entered: 3, ...nothing })
  expect(of.get('hours')).toEqual({ field: 'hours', should: 3, filled: 3, valid: 2, entered: 3, ...nothing })
  // Only the two longer visits are asked for a note.
  expect(of.get('note')).toEqual({ field: 'note', should: 2, filled: 1, valid: 1, entered: 1, ...nothing })
})

test('[DQ-01] [MO42] the same of each person; people see themselves, administrators and auditors everybody', async () => {
  const { people } = await told(admin, { field: 'name' })
  expect(people.map(({ name, should, refused }) => ({ name, should, refused }))).toEqual([
    { name: '安娜', should: 2, refused: 0 },
    { name: '伯特', should: 1, refused: 2 },
  ])
  expect((await told(admin, { person: bert.id })).of.get('hours')).toMatchObject({ filled: 1, valid: 0 })
  const own = await told(anna, { person: bert.id })
  expect(own.people.map(({ name }) => name)).toEqual(['安娜'])
  expect(own.of.get('name')).toMatchObject({ should: 2, refused: 0 })
})

test('[MO42] each day is looked at once, whichever node does it, and days stand beside each other', async () => {
  const second = await secondNode(workspace, [shop], { at: '2026-06-03T03:00:00.000Z' })
  await write(anna, { name: '五', hours: '1' })
  await second.keepQuality()
  expect((await told()).of.get('name')).toMatchObject({ should: 3 })
  at('2026-06-04T01:00:00.000Z')
  await engine.keepQuality()
  const { days } = await told(admin, { field: 'name' })
  expect(days).toMatchObject([
    { day: '2026-06-03', should: 4, entered: 1, refused: 0 },
    { day: '2026-06-02', should: 3, entered: 3, refused: 2 },
  ])
})

test('[DQ-01] [MO42] what no longer holds leads to its records, as far as they may be read', async () => {
  const found = async (actor: typeof admin, field: string) => {
    const answer = await engine.misfits(actor, { object: 'x.visit', field })
    return answer.ok ? answer.value.map(({ title }) => title) : answer.problems.map(({ code }) => code)
  }
  expect(await found(admin, 'city')).toEqual(['二'])
  expect(await found(admin, 'phone')).toEqual(['二'])
  expect(await found(admin, 'hours')).toEqual(['三'])
  expect(await found(admin, 'secret')).toEqual(['query.unknownField'])
  const clerk = await person('局外人', { roles: ['nobody'] })
  expect(await found(clerk, 'city')).toEqual(['query.unknownField'])
  expect(await engine.quality(clerk, { object: 'x.visit' })).toMatchObject({ ok: false })
})
