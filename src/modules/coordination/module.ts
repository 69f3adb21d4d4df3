import { defineModule } from '#kernel/module'
import { label } from '#modules/inventory'
import { acceptChange, refuseChange, requestChange } from './actions/change-request.ts'
import { dateAgain } from './actions/date-again.ts'
import { askRush, grantRush, refuseRush, reportException, solveException } from './actions/exception.ts'
import { foreseeLines } from './actions/foresee-lines.ts'
import { issueInvoice } from './actions/issue-invoice.ts'
import { logOrderContact } from './actions/log-order-contact.ts'
import { priorityActions } from './actions/priority.ts'
import { returnGoods } from './actions/return-goods.ts'
import { ship } from './actions/ship.ts'
import { planProduction, requestPurchase, reserve } from './actions/supply.ts'
import { alerts } from './alerts.ts'
import { daily } from './daily.ts'
import { changeRequestFlow } from './flows/change-request.ts'
import { exceptionFlow } from './flows/exception.ts'
import { orderMainLine } from './flows/order-main-line.ts'
import en from './messages/en.json' with { type: 'json' }
import zhCN from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { changeRequest } from './objects/change-request.ts'
import { exception } from './objects/exception.ts'
import { links } from './objects/links.ts'
import { orderExtension } from './objects/order.ts'
import { orderLineExtension } from './objects/order-line.ts'
import { orderTalk } from './objects/order-talk.ts'
import { partyDeliveries } from './objects/party-deliveries.ts'
import { priority } from './objects/priority.ts'
import { requirements } from './objects/requirements.ts'
import { policies } from './policies.ts'
import { orderNotes } from './prints/order.ts'
import { allocate } from './reactions/allocate.ts'
import { keepCommitments } from './reactions/keep-commitments.ts'
import { mirrorException } from './reactions/mirror-exception.ts'
import { mirrorHolder } from './reactions/mirror-holder.ts'
import { tiles } from './tiles.ts'

export const coordination = defineModule({
  name: 'coordination',
  label: label('协同', 'Coordination'),
  dependsOn: ['masterdata', 'crm', 'sales', 'inventory', 'procurement', 'production', 'finance', 'service'],
  optional: ['procurement', 'production', 'finance', 'service'],
  // What is under way in a module that is switched off holds up no order.
  without: {
    procurement: {
      fields: [{ object: 'sales.orderLine', field: 'purchaseOpen', formula: '0' }],
      steps: ['purchase'],
    },
    production: {
      fields: [{ object: 'sales.orderLine', field: 'makeOpen', formula: '0' }],
      steps: ['production'],
    },
    finance: {
      fields: [
        { object: 'sales.orderLine', field: 'toInvoiceQuantity', formula: '0' },
        { object: 'sales.orderLine', field: 'toCreditQuantity', formula: '0' },
        { object: 'sales.order', field: 'draftInvoices', formula: '0' },
        { object: 'sales.order', field: 'outstanding', formula: '0' },
      ],
      steps: ['invoice', 'collect'],
    },
    service: { fields: [{ object: 'sales.order', field: 'openTickets', formula: '0' }] },
  },
  objects: [changeRequest, exception, priority],
  extend: [
    ...links,
    orderLineExtension,
    orderExtension,
    ...orderTalk,
    partyDeliveries,
    ...requirements,
    orderNotes,
  ],
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
    ...priorityActions,
    reportException,
    logOrderContact,
    askRush,
    solveException,
    grantRush,
    refuseRush,
    dateAgain,
  ],
  reactions: [keepCommitments, allocate, mirrorHolder, mirrorException],
  flows: [orderMainLine, changeRequestFlow, exceptionFlow],
  rules: [...alerts, ...daily],
  metrics,
  tiles,
  policies,
  menu: [
    { object: 'coordination.changeRequest', group: 'sales' },
    { object: 'coordination.priority', group: 'sales' },
    { object: 'coordination.exception', group: 'sales' },
  ],
  messages: { 'zh-CN': zhCN, en },
})
