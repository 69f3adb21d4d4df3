import { defineModule } from '#kernel/module'
import { label } from '#modules/inventory'
import { cancel } from './actions/cancel.ts'
import { place } from './actions/place.ts'
import { promise } from './actions/promise.ts'
import { receive } from './actions/receive.ts'
import { request } from './actions/request.ts'
import { alerts } from './alerts.ts'
import en from './messages/en.json' with { type: 'json' }
import zhCN from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { order } from './objects/order.ts'
import { moveExtension, orderLine } from './objects/order-line.ts'
import { policies } from './policies.ts'

export const procurement = defineModule({
  name: 'procurement',
  label: label('采购', 'Purchasing'),
  dependsOn: ['masterdata', 'inventory'],
  objects: [order, orderLine],
  extend: [moveExtension],
  actions: [place, promise, receive, cancel, request],
  rules: alerts,
  metrics,
  policies,
  menu: [
    { object: 'procurement.order', group: 'procurement' },
    { object: 'procurement.orderLine', group: 'procurement' },
  ],
  messages: { 'zh-CN': zhCN, en },
})
