import { expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { workspaceParts } from '#kernel/module/store'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { cloneDatabase } from '#test/database'
import { prepareDemo, fullSize } from './generate.ts'
test('full', async () => {
  const { url } = await cloneDatabase()
  console.log(url)
  const db = openDatabase({ url, maxConnections: 10 })
  await migratePlatform(db, new Date())
  const made = await createWorkspace(db, { id: 'demo', name: '华瑞电器', zone: 'Asia/Shanghai' }, workspaceParts, new Date())
  if (!made.ok) throw new Error('x')
  const t = Date.now()
  const size = process.env.DAYS ? { ...fullSize, days: Number(process.env.DAYS), orders: Math.round(fullSize.orders*Number(process.env.DAYS)/182) } : fullSize
  const report = await prepareDemo({ db, workspace: made.value, initials: () => '', clock: () => new Date(process.env.AT ?? '2026-11-23T07:00:00Z'), size,
    onProgress: (s, d, n) => { if (s !== 'history' || d % 10 === 0) console.log(s, d, n, Date.now() - t) } })
  console.log(Date.now() - t, 'ms', report.writes, 'writes')
  console.log([...report.refused].map(([k, n]) => n + ' ' + k).join('\n'))
  const q = async (s: string) => console.log(s, JSON.stringify((await db.query({ text: s, values: [] })).rows))
  const ns = made.value.namespace
  await q(`select status, count(*) from ${ns}.sales_order group by 1`)
  await q(`select stage, count(*) from ${ns}.sales_order group by 1`)
  await q(`select status, count(*) from ${ns}.crm_lead group by 1`)
  await q(`select stage, count(*) from ${ns}.crm_opportunity group by 1`)
  await q(`select status, approval, count(*) from ${ns}.sales_quote group by 1,2`)
  await q(`select status, count(*) from ${ns}.service_ticket group by 1`)
  await q(`select status, count(*) from ${ns}.procurement_order group by 1`)
  await q(`select status, count(*) from ${ns}.production_work_order group by 1`)
  await q(`select flow, step, status, count(*) from ${ns}.flow_task where status in ('asked','accepted') group by 1,2,3`)
  await q(`select status, count(*), max(escalation) from ${ns}.flow_task group by 1`)
  await q(`select count(*), sum(gross), sum(outstanding) from ${ns}.finance_invoice`)
  await q(`select count(*) from ${ns}.notify_message`)
  await q(`select count(*) from ${ns}.log`)
  await db.close()
}, 300000)
