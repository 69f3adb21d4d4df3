// Turns a won quote into an order, lines and prices carried over without retyping.
import { ok } from '#base/result'
import type { Action, Change, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'

const headerFields = ['customer', 'salesPerson', 'department', 'company', 'currency', 'promisedDate', 'notes']
const lineFields = [
  'lineNumber',
  'item',
  'description',
  'quantity',
  'price',
  'discount',
  'taxRate',
  'unitCost',
]

const pick = (row: Row, fields: readonly string[]): Row =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))

const linesOf = (context: Reader, quote: Row): Promise<readonly Row[]> =>
  context.read({
    object: 'sales.quoteLine',
    filter: { field: 'quote', is: 'eq', value: String(quote.id) },
    sort: ['lineNumber'],
    limit: 500,
  })

/** The opportunity of a won quote is won with it, unless it is closed already. */
async function winOpportunity(context: Reader, quote: Row): Promise<readonly Change[]> {
  if (typeof quote.opportunity !== 'string') return []
  const opportunity = await context.row('crm.opportunity', quote.opportunity)
  if (!opportunity || opportunity.stage === 'won' || opportunity.stage === 'lost') return []
  return [{ kind: 'act', object: 'crm.opportunity', id: quote.opportunity, action: 'win', input: {} }]
}

export const winQuote: Action = {
  name: 'win',
  object: 'sales.quote',
  label: { 'zh-CN': '成交转订单', en: 'Win and make order' },
  target: 'record',
  moves: { field: 'status', to: ['won'] },
  primary: true,
  input: [
    {
      type: 'text',
      name: 'customerPo',
      label: { 'zh-CN': '客户采购单号', en: 'Customer PO' },
      maxLength: 60,
    },
    { type: 'date', name: 'promisedDate', label: { 'zh-CN': '承诺交期', en: 'Promised date' } },
  ],
  checks: [
    {
      formula: "status = 'sent'",
      message: { 'zh-CN': '已发出的报价才能成交', en: 'Only a sent quote can be won' },
      field: 'status',
    },
  ],
  visible: "status = 'sent'",
  confirm: { 'zh-CN': '将生成销售订单', en: 'Makes a sales order' },
  run: async (context, input) => {
    const quote = context.record ?? {}
    const order = context.newId()
    const values = {
      ...pick(quote, headerFields),
      quote: quote.id ?? null,
      customerPo: input.customerPo ?? null,
      promisedDate: input.promisedDate ?? quote.promisedDate ?? null,
    }
    const lines = (await linesOf(context, quote)).map(
      (line): Change => ({
        kind: 'create',
        object: 'sales.orderLine',
        id: context.newId(),
        values: { order, ...pick(line, lineFields) },
      }),
    )
    const changes: readonly Change[] = [
      { kind: 'update', object: 'sales.quote', id: String(quote.id), values: { status: 'won' } },
      { kind: 'create', object: 'sales.order', id: order, values },
      ...lines,
      ...(await winOpportunity(context, quote)),
    ]
    return ok({ changes, output: { order } })
  },
}
