import { defineModule } from '#kernel/module'
import { label } from '#modules/inventory'
import { cancel } from './actions/cancel.ts'
import { finish } from './actions/finish.ts'
import { plan } from './actions/plan.ts'
import { report } from './actions/report.ts'
import { start } from './actions/start.ts'
import { alerts } from './alerts.ts'
import en from './messages/en.json' with { type: 'json' }
import zhCN from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { bom, bomLine } from './objects/bom.ts'
import { ledgerExtensions, workOrder, workOrderMaterial } from './objects/work-order.ts'
import { policies } from './policies.ts'
import { tiles } from './tiles.ts'

export const production = defineModule({
  name: 'production',
  label: label('生产', 'Production'),
  dependsOn: ['masterdata', 'inventory'],
  objects: [bom, bomLine, workOrder, workOrderMaterial],
  extend: ledgerExtensions,
  actions: [plan, start, report, finish, cancel],
  rules: alerts,
  metrics,
  tiles,
  policies,
  menu: [
    { object: 'production.workOrder', group: 'production' },
    { object: 'production.bom', group: 'production' },
  ],
  messages: { 'zh-CN': zhCN, en },
})
