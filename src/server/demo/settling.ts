// Invoices and money: what was shipped is billed, most of it is paid, some late, some not yet.
import { addDays } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { type Habit, turnOf } from './day.ts'
import { workdaysAfter } from './working-days.ts'
import { act, create, number, text, type Wish, type World } from './world.ts'

/** One order in sixteen is forgotten for weeks: a cause of late money that is not the customer's. */
const bill: Habit = {
  minute: 950,
  run: async (world, day) => {
    const shipped = await world.read({
      object: 'sales.order',
      fields: ['id', 'number', 'lastShippedOn', 'openQuantity', 'currentHolder', 'currentStep'],
      filter: { field: 'toInvoiceQuantity', is: 'gt', value: '0' },
      sort: ['number'],
    })
    const wishes = shipped.flatMap((row): readonly Wish[] => {
      const random = world.random('bill', text(row.number))
      const wait = random.chance(0.06) ? random.between(12, 30) : random.pick([0, 0, 1, 1, 2])
      if (number(row.openQuantity) > 0 && wait > 2) return []
      if (workdaysAfter(text(row.lastShippedOn) || day.date, wait) > day.date) return []
      const held = day.recent && row.currentStep === 'invoice' && row.currentHolder
      const by = held ? text(row.currentHolder) : turnOf(['tianyu', 'xiaohong'], day)
      return [{ by, changes: [act('sales.order', text(row.id), 'issueInvoice')] }]
    })
    await world.act(...wishes)
  },
}

/** Days after the due date that a customer pays this invoice; undefined when it has not been paid to this day. */
function delay(world: World, row: Row): number | undefined {
  const random = world.random('pay', text(row.number))
  const mood = random.next()
  if (mood < 0.05) return undefined
  if (mood < 0.15) return random.between(12, 40)
  if (mood < 0.35) return random.between(1, 9)
  return -random.between(0, 12)
}

const methods = ['transfer', 'transfer', 'transfer', 'draft', 'alipay'] as const

const collect: Habit = {
  minute: 630,
  run: async (world, day) => {
    const open = await world.read({
      object: 'finance.invoice',
      fields: ['id', 'number', 'customer', 'dueOn', 'issuedOn', 'outstanding', 'allocated'],
      filter: {
        and: [
          { field: 'status', is: 'eq', value: 'issued' },
          { field: 'outstanding', is: 'gt', value: '0' },
        ],
      },
      sort: ['number'],
    })
    const paid = open.flatMap((row): readonly Payment[] => {
      const late = delay(world, row)
      if (late === undefined) return []
      const inParts = world.random('part', text(row.number)).chance(0.06)
      const isRest = inParts && number(row.allocated) > 0
      const due = addDays(text(row.dueOn), isRest ? Math.max(late, 0) + 14 : late) ?? ''
      const earliest = addDays(text(row.issuedOn), 2) ?? ''
      if ((due > earliest ? due : earliest) > day.date) return []
      const random = world.random('method', text(row.number))
      const isPart = inParts && !isRest
      const amount = isPart ? (number(row.outstanding) * 0.5).toFixed(2) : text(row.outstanding)
      return [
        {
          receipt: world.newId(),
          invoice: text(row.id),
          customer: text(row.customer),
          amount,
          method: random.pick(methods),
        },
      ]
    })
    await world.act(
      ...paid.map(({ receipt, customer, amount, method }) => ({
        by: 'dongmei',
        changes: [create('finance.receipt', receipt, { customer, amount, method, receivedOn: day.date })],
      })),
    )
    await world.act(
      ...paid.map(({ receipt, invoice, amount }) => ({
        by: 'xiaohong',
        changes: [act('finance.receipt', receipt, 'allocate', { invoice, amount })],
      })),
    )
  },
}

type Payment = {
  readonly receipt: string
  readonly invoice: string
  readonly customer: string
  readonly amount: string
  readonly method: string
}

export const settling: readonly Habit[] = [bill, collect]
