// Bill what was shipped and not yet billed; give credit for what came back. Nothing is typed again (BILL-01).
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { addDays, localDate } from '#base/values/date'
import type { Action, Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { idOf, label, quantityOf, quantityText } from '#modules/inventory'

const fields = [
  ...['item', 'description', 'price', 'discount', 'taxRate'],
  ...['toInvoiceQuantity', 'toCreditQuantity'],
]

type Context = Parameters<Action['run']>[0]

export const issueInvoice: Action = {
  name: 'issueInvoice',
  object: 'sales.order',
  label: label('按发货开票', 'Invoice what was shipped'),
  uses: 'finance',
  target: 'record',
  primary: true,
  visible: 'COALESCE(toInvoiceQuantity, 0) > 0 or COALESCE(toCreditQuantity, 0) > 0',
  input: [],
  checks: [
    {
      formula: 'COALESCE(toInvoiceQuantity, 0) > 0 or COALESCE(toCreditQuantity, 0) > 0',
      message: label('已发货的都已开票', 'Everything shipped is invoiced'),
      field: 'toInvoiceQuantity',
    },
  ],
  run: async (context) => {
    const order = context.record ?? {}
    const customer = idOf(order.customer)
    const filter = { field: 'order', is: 'eq', value: idOf(order.id) } as const
    const [lines, parties] = await Promise.all([
      context.read(
        { object: 'sales.orderLine', fields: ['id', ...fields], filter, sort: [] },
        { lock: true },
      ),
      // Locked at once, because what they owe is about to change.
      context.rows('masterdata.party', [customer], { lock: true }),
    ])
    const party = parties.get(customer)
    const days = quantityOf(party?.paymentTermDays).toNumber()
    const changes = [
      ...billChanges(context, order, lines, 'normal', days),
      ...billChanges(context, order, lines, 'credit', days),
    ]
    return changes.length === 0 ? failed(problem('coordination.nothingToInvoice')) : ok({ changes })
  },
}

const kinds = {
  normal: { field: 'toInvoiceQuantity', sign: 1 },
  credit: { field: 'toCreditQuantity', sign: -1 },
} as const

function billChanges(
  context: Context,
  order: Row,
  lines: readonly Row[],
  kind: keyof typeof kinds,
  days: number,
): readonly Change[] {
  const { field, sign } = kinds[kind]
  const billed = lines.filter((line) => quantityOf(line[field]).gt(0))
  if (billed.length === 0) return []
  const invoice = context.newId()
  const issuedOn = localDate(context.now, context.zone) ?? context.now.slice(0, 10)
  const values = {
    customer: order.customer ?? null,
    order: idOf(order.id),
    currency: order.currency ?? 'CNY',
    kind,
    status: 'issued',
    issuedOn,
    dueOn: addDays(issuedOn, days) ?? issuedOn,
    accountant: context.actor.kind === 'person' ? context.actor.id : null,
  }
  const { newId } = context
  return [
    { kind: 'create', object: 'finance.invoice', id: invoice, values },
    ...billed.map((line): Change => {
      const quantity = quantityText(quantityOf(line[field]).times(sign))
      const { item = null, description = null, price = null, discount = null, taxRate = null } = line
      const copied = { item, description, price, discount, taxRate }
      const values = { invoice, ...copied, quantity, orderLine: idOf(line.id) }
      return { kind: 'create', object: 'finance.invoiceLine', id: newId(), values }
    }),
  ]
}
