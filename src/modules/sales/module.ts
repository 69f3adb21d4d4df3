import { defineModule } from '#kernel/module'
import { approveQuote } from './actions/approve-quote.ts'
import { askApproval } from './actions/ask-approval.ts'
import { cancelOrder } from './actions/cancel-order.ts'
import { closeOrder } from './actions/close-order.ts'
import { confirmOrder } from './actions/confirm-order.ts'
import { createQuote } from './actions/create-quote.ts'
import { loseQuote } from './actions/lose-quote.ts'
import { priceLines } from './actions/price-lines.ts'
import { rejectQuote } from './actions/reject-quote.ts'
import { releaseCredit } from './actions/release-credit.ts'
import { repriceQuote } from './actions/reprice-quote.ts'
import { reviewOrder } from './actions/review-order.ts'
import { reviseQuote } from './actions/revise-quote.ts'
import { sendQuote } from './actions/send-quote.ts'
import { setPriority } from './actions/set-priority.ts'
import { setRequirements } from './actions/set-requirements.ts'
import { winQuote } from './actions/win-quote.ts'
import { rules } from './automations/rules.ts'
import { quoteApproval } from './flows/quote-approval.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { opportunityQuotes } from './objects/opportunity-quotes.ts'
import { order } from './objects/order.ts'
import { orderLine } from './objects/order-line.ts'
import { partyOrders } from './objects/party-orders.ts'
import { priceList } from './objects/price-list.ts'
import { priceListLine } from './objects/price-list-line.ts'
import { quote } from './objects/quote.ts'
import { quoteLine } from './objects/quote-line.ts'
import { policies } from './policies.ts'
import { completeLines } from './reactions/complete-lines.ts'
import { withdrawRelease } from './reactions/withdraw-release.ts'

export const sales = defineModule({
  name: 'sales',
  label: { 'zh-CN': '销售', en: 'Sales' },
  dependsOn: ['masterdata', 'crm'],
  objects: [priceList, priceListLine, quote, quoteLine, order, orderLine],
  extend: [opportunityQuotes, partyOrders],
  actions: [
    createQuote,
    priceLines,
    repriceQuote,
    askApproval,
    approveQuote,
    rejectQuote,
    sendQuote,
    reviseQuote,
    winQuote,
    loseQuote,
    reviewOrder,
    releaseCredit,
    confirmOrder,
    setPriority,
    setRequirements,
    cancelOrder,
    closeOrder,
  ],
  reactions: [completeLines, withdrawRelease],
  flows: [quoteApproval],
  rules,
  metrics,
  policies,
  menu: [
    { object: 'sales.quote', group: 'sales' },
    { object: 'sales.order', group: 'sales' },
    { object: 'sales.priceList', group: 'settings' },
  ],
  messages: { 'zh-CN': zh, en },
})
