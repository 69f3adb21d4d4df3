import { defineModule } from '#kernel/module'
import { allocateReceipt } from './actions/allocate-receipt.ts'
import { autoAllocateReceipt } from './actions/auto-allocate-receipt.ts'
import { issueInvoice } from './actions/issue-invoice.ts'
import { takeBackAllocation } from './actions/take-back-allocation.ts'
import { voidInvoice } from './actions/void-invoice.ts'
import { rules } from './automations/rules.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { allocation } from './objects/allocation.ts'
import { invoice } from './objects/invoice.ts'
import { invoiceLine } from './objects/invoice-line.ts'
import { partyReceivable } from './objects/party-receivable.ts'
import { receipt } from './objects/receipt.ts'
import { policies } from './policies.ts'
import { statement } from './prints/statement.ts'
import { tiles } from './tiles.ts'

export const finance = defineModule({
  name: 'finance',
  label: { 'zh-CN': '财务', en: 'Finance' },
  dependsOn: ['masterdata'],
  objects: [invoice, invoiceLine, receipt, allocation],
  extend: [partyReceivable, statement],
  actions: [issueInvoice, voidInvoice, allocateReceipt, autoAllocateReceipt, takeBackAllocation],
  rules,
  metrics,
  tiles,
  policies,
  menu: [
    { object: 'finance.invoice', group: 'finance' },
    { object: 'finance.receipt', group: 'finance' },
    { object: 'finance.allocation', group: 'finance' },
  ],
  messages: { 'zh-CN': zh, en },
})
