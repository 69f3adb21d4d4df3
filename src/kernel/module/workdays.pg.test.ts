// Formulas that ask for working days: with the workspace's own calendar, wherever formulas stand, and right when the calendar changes.
import { expect, test } from 'vitest'
import { chinaCalendarRow, chinaExceptionRows } from '#kernel/calendar'
import type { Change } from '#kernel/records'
import type { Field } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import { formulaFaults } from './store.ts'

const workspace = await testWorkspace([shop], { at: '2026-04-03T02:00:00.000Z' })
const { engine, install, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const origin = { source: 'form' } as const
const label = { 'zh-CN': '名', en: 'name' }
const calendar = newId()

const fields: readonly Field[] = [
  { name: 'due', type: 'date', label, default: 'WORKDAY(TODAY(), 1)' },
  {
    name: 'promised',
    type: 'formula',
    formula: 'WORKDAY(orderedOn, 3)',
    result: 'date',
    label: { 'zh-CN': '承诺日', en: 'Promised' },
  },
  { name: 'span', type: 'formula', formula: 'NETWORKDAYS(orderedOn, promised)', result: 'decimal', label },
  { name: 'long', type: 'formula', formula: 'span > 5', result: 'boolean', label },
  { name: 'reason', type: 'text', label, requiredWhen: 'not ISWORKDAY(orderedOn)' },
]
const checks = [
  {
    name: 'soon',
    formula: "status <> 'confirmed' or WORKDAY(orderedOn, 40) <= HOLIDAYSUNTIL()",
    message: { 'zh-CN': '节假日还没有公布', en: 'The holidays are not known yet' },
  },
]
await install(
  {
    kind: 'create',
    object: 'calendar.calendar',
    id: calendar,
    values: withoutId(chinaCalendarRow(calendar)),
  },
  ...chinaExceptionRows.map(
    (row): Change => ({
      kind: 'create',
      object: 'calendar.exception',
      id: newId(),
      values: { calendar, ...row },
    }),
  ),
)
const published = await engine.publish(admin, { extensions: [{ object: 'shop.order', fields, checks }] })
const customer = newId()
await install({ kind: 'create', object: 'shop.customer', id: customer, values: { name: '甲' } })

function withoutId({ id: _, ...values }: ReturnType<typeof chinaCalendarRow>) {
  return values
}

const make = async (values: Record<string, string>) => {
  const id = newId()
  const done = await engine.write(admin, origin, [
    { kind: 'create', object: 'shop.order', id, values: { customer, ...values } },
  ])
  return done.ok ? id : done.problems
}
const orders = async (...asked: string[]) => {
  const page = await engine.read(admin, { object: 'shop.order', fields: asked, sort: ['number'] })
  return page.ok ? page.value.rows : page.problems
}

test('[FM21] defaults, stored formulas, conditions and checks count working days by the workspace’s calendar', async () => {
  expect(published).toMatchObject({ ok: true })
  await make({ orderedOn: '2026-04-03' })
  await make({ orderedOn: '2026-09-18' })
  // Qingming is on the 4th to the 6th, and the 20th of September is a Sunday that is worked.
  expect(await orders('due', 'promised', 'span')).toEqual([
    { due: '2026-04-07', promised: '2026-04-09', span: '4' },
    { due: '2026-04-07', promised: '2026-09-22', span: '4' },
  ])
  expect(await make({ orderedOn: '2026-04-05' })).toMatchObject([
    { code: 'records.required', path: ['0', 'reason'] },
  ])
  expect(await make({ orderedOn: '2026-12-01', status: 'confirmed' })).toMatchObject([
    { code: 'records.check', params: { check: 'soon' } },
  ])
})

test('[FM21] filters ask the same calendar', async () => {
  const found = async (formula: string) => {
    const page = await engine.read(admin, {
      object: 'shop.order',
      fields: ['orderedOn'],
      filter: { formula },
    })
    return page.ok ? page.value.rows.map(({ orderedOn }) => orderedOn) : page.problems
  }
  expect(await found("WORKDAY(orderedOn, 1) = '2026-09-19'")).toEqual([])
  expect(await found("WORKDAY(orderedOn, 2) = '2026-09-21'")).toEqual(['2026-09-18'])
  expect(await found("NETWORKDAYS('2026-04-01', orderedOn) = 3")).toEqual(['2026-04-03'])
  expect(await found('ISWORKDAY(orderedOn)')).toHaveLength(2)
})

test('[FM22] stored formulas follow the calendar when it is changed, and what reads them follows too', async () => {
  const fair = newId()
  await install({
    kind: 'create',
    object: 'calendar.exception',
    id: fair,
    values: { calendar, date: '2026-09-21', kind: 'holiday', name: '展会' },
  })
  await engine.fill({ aborted: false })
  expect(await orders('promised', 'span', 'long')).toMatchObject([
    { promised: '2026-04-09' },
    { promised: '2026-09-23', span: '4', long: false },
  ])
  await make({ orderedOn: '2026-09-18' })
  expect((await orders('promised')).at(-1)).toEqual({ promised: '2026-09-23' })
  await install({ kind: 'remove', object: 'calendar.exception', id: fair })
  await engine.fill({ aborted: false })
  expect((await orders('promised')).slice(1)).toEqual([
    { promised: '2026-09-22' },
    { promised: '2026-09-22' },
  ])
  await install({
    kind: 'update',
    object: 'calendar.calendar',
    id: calendar,
    values: { weekly: 'mon=09:00-18:00;tue=09:00-18:00;wed=09:00-18:00;thu=09:00-18:00' },
  })
  await engine.fill({ aborted: false })
  expect(await orders('promised')).toMatchObject([{ promised: '2026-04-09' }, { promised: '2026-09-22' }, {}])
  expect(await formulaFaults(engine)).toEqual([])
})

test('[FM22] a record that is saved while the calendar changes is computed by one or the other, and then by the new one', async () => {
  const holiday = (date: string): Change => ({
    kind: 'create',
    object: 'calendar.exception',
    id: newId(),
    values: { calendar, date, kind: 'holiday', name: '盘点' },
  })
  await Promise.all(
    ['2026-06-01', '2026-06-02', '2026-06-03'].flatMap((date) => [
      make({ orderedOn: '2026-05-28' }),
      install(holiday(date)),
      make({ orderedOn: '2026-05-28' }),
    ]),
  )
  await engine.fill({ aborted: false })
  expect(await formulaFaults(engine)).toEqual([])
  expect(
    (await orders('orderedOn', 'promised')).filter(({ orderedOn }) => orderedOn === '2026-05-28'),
  ).toHaveLength(6)
})

test('[FM23] rights and roll-ups ask for no working days: they say so', async () => {
  const where = {
    name: 'x.today',
    object: 'shop.order',
    operations: ['read'],
    who: { everyone: true },
    where: 'ISWORKDAY(orderedOn)',
  } as const
  expect(await engine.publish(admin, { policies: [where] })).toMatchObject({
    ok: false,
    problems: [{ code: 'formula.notHere', params: { name: 'ISWORKDAY' } }],
  })
})
