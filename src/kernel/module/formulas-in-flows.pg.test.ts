// Flows and rules ask formulas that count working days and gather from lines, also from lines that the same write makes.
import { expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { defineModule } from '#kernel/module'
import type { Change } from '#kernel/records'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'
import { shop } from '#test/sample'
import { newId } from '#test/workspace'
import { openBusiness, workOnce, workspaceParts } from './store.ts'

const label = { 'zh-CN': '名', en: 'name' }
const busy = defineModule({
  ...shop,
  flows: [
    {
      name: 'shop.large',
      label,
      object: 'shop.order',
      startWhen: "SUMIF(lines.quantity, lines.item = '壳') > 3 and ISWORKDAY(orderedOn)",
      steps: [
        {
          kind: 'task',
          name: 'look',
          label,
          holder: { role: 'seller' },
          limitMinutes: 60,
          doneWhen: "status <> 'draft'",
        },
      ],
    },
  ],
  rules: [
    {
      name: 'shop.note',
      label,
      object: 'shop.order',
      when: { on: 'create' },
      if: 'COUNTIF(lines) >= 2 and NETWORKDAYS(orderedOn, orderedOn) = 1',
      then: [{ do: 'update', values: { note: "SUM(lines.quantity) & ' ' & WORKDAY(orderedOn, 1)" } }],
    },
  ],
  policies: [
    ...(shop.policies ?? []),
    { name: 'shop.rules', object: 'shop.order', operations: ['update'], who: { system: ['rules'] } },
  ],
})

const { url } = await cloneDatabase()
const db = openDatabase({ url, maxConnections: 20 })
afterwards(() => db.close())
await migratePlatform(db, new Date())
const made = await createWorkspace(
  db,
  { id: 'test', name: '公司', zone: 'Asia/Shanghai' },
  workspaceParts,
  new Date(),
)
if (!made.ok) throw new Error(JSON.stringify(made.problems))
const clock = () => new Date('2026-06-18T02:00:00.000Z')
const opened = await openBusiness({
  db,
  workspace: made.value,
  modules: [busy],
  clock,
  newId,
  initials: () => '',
})
if (!opened.ok) throw new Error(JSON.stringify(opened.problems, null, 1))
const engine = opened.value
const installer = engine.systemActor('installer')
const customer = newId()

const write = async (...changes: Change[]) => {
  const done = await engine.write(installer, { source: 'system' }, changes)
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
}
async function order(orderedOn: string, ...quantities: readonly string[]): Promise<string> {
  const id = newId()
  await write(
    { kind: 'create', object: 'shop.order', id, values: { customer, orderedOn } },
    ...quantities.map(
      (quantity): Change => ({
        kind: 'create',
        object: 'shop.line',
        id: newId(),
        values: { order: id, item: '壳', quantity },
      }),
    ),
  )
  return id
}

test('[FM24] a flow starts, and a rule acts, by what the lines of the same write come to on a working day', async () => {
  await write({ kind: 'create', object: 'shop.customer', id: customer, values: { name: '甲' } })
  // The 18th of June 2026 is a Thursday; the Dragon Boat Festival is on the 19th to the 21st.
  const large = await order('2026-06-18', '2', '2')
  await order('2026-06-18', '1', '2')
  await order('2026-06-20', '5', '5')
  await workOnce({ engine, clock })
  const flows = await engine.read(installer, { object: 'flow.instance', fields: ['record'] })
  expect(flows.ok && flows.value.rows.map(({ record }) => record)).toEqual([large])
  const notes = await engine.read(installer, {
    object: 'shop.order',
    fields: ['id', 'note'],
    sort: ['number'],
  })
  expect(notes.ok && notes.value.rows.map(({ note }) => note)).toEqual(['4 2026-06-22', '3 2026-06-22', null])
})
