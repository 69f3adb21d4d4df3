import { defineModule } from '#kernel/module'
import { label } from '#modules/inventory'
import { acceptChange, refuseChange, requestChange } from './actions/change-request.ts'
import { foreseeLines } from './actions/foresee-lines.ts'
import { issueInvoice } from './actions/issue-invoice.ts'
import { returnGoods } from './actions/return-goods.ts'
import { ship } from './actions/ship.ts'
import { planProduction, requestPurchase, reserve } from './actions/supply.ts'
import { alerts } from './alerts.ts'
import { changeRequestFlow } from './flows/change-request.ts'
import { orderMainLine } from './flows/order-main-line.ts'
import en from './messages/en.json' with { type: 'json' }
import zhCN from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { changeRequest } from './objects/change-request.ts'
import { links } from './objects/links.ts'
import { orderExtension } from './objects/order.ts'
import { orderLineExtension } from './objects/order-line.ts'
import { partyDeliveries } from './objects/party-deliveries.ts'
import { policies } from './policies.ts'
import { allocate } from './reactions/allocate.ts'
import { keepCommitments } from './reactions/keep-commitments.ts'
import { mirrorHolder } from './reactions/mirror-holder.ts'
import { tiles } from './tiles.ts'

export const coordination = defineModule({
  name: 'coordination',
  label: label('协同', 'Coordination'),
  dependsOn: ['masterdata', 'crm', 'sales', 'inventory', 'procurement', 'production', 'finance', 'service'],
  objects: [changeRequest],
  extend: [...links, orderLineExtension, orderExtension, partyDeliveries],
  actions: [
    foreseeLines,
    ship,
    reserve,
    requestPurchase,
    planProduction,
    issueInvoice,
    returnGoods,
    requestChange,
    acceptChange,
    refuseChange,
  ],
  reactions: [keepCommitments, allocate, mirrorHolder],
  flows: [orderMainLine, changeRequestFlow],
  rules: alerts,
  metrics,
  tiles,
  policies,
  menu: [{ object: 'coordination.changeRequest', group: 'sales' }],
  messages: { 'zh-CN': zhCN, en },
})
