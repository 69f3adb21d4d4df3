// Somebody who sells over HTTP without pause, and remembers what the server has acknowledged.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { idSource } from '#base/ids'
import type { Random } from './random.ts'
import { password, type Warehouse, workspace } from './warehouse.ts'

const newId = idSource(Date.now, randomBytes)

export type SoldLine = { readonly id: string; readonly item: string; readonly quantity: number }

/** What was sent of one order, and how much of it was acknowledged. */
export type Sale = {
  readonly order: string
  readonly lines: readonly SoldLine[]
  readonly comment: string
  readonly acknowledged: Set<'order' | 'comment' | 'confirm' | 'ship'>
}

export type Market = {
  readonly warehouse: Warehouse
  /** Where the server is now; it may be away for a while. */
  readonly address: () => string
  readonly isOpen: () => boolean
  /** Told of every acknowledged write. */
  readonly onAcknowledged: () => void
}

/** Sells until the market closes. Throws when the server refuses what it should do. */
export async function sell(market: Market, login: string, random: Random): Promise<readonly Sale[]> {
  const headers = await signIn(market, login)
  const sales: Sale[] = []
  while (market.isOpen()) {
    const sale = newSale(market, random)
    sales.push(sale)
    await carryOut(market, headers, sale)
  }
  return sales
}

function newSale({ warehouse }: Market, random: Random): Sale {
  const lines = Array.from({ length: 1 + random.below(3) }, (_, index) => ({
    id: newId(),
    item: index > 0 && random.chance(0.3) ? warehouse.scarce : warehouse.plenty,
    quantity: 1 + random.below(5),
  }))
  return { order: newId(), lines, comment: newId(), acknowledged: new Set() }
}

type Headers = Readonly<Record<string, string>>

async function carryOut(market: Market, headers: Headers, sale: Sale): Promise<void> {
  const { order } = sale
  const act = (action: string) => ({ kind: 'act', object: 'sales.order', id: order, action, input: {} })
  const comment = { object: 'sales.order', record: order, text: '请尽快' }
  const steps = [
    ['order', creates(market, sale)],
    ['comment', [{ kind: 'create', object: 'collab.comment', id: sale.comment, values: comment }]],
    ['confirm', [act('confirm')]],
    ['ship', [act('ship')]],
  ] as const
  for (const [step, changes] of steps) {
    if (!(await write(market, headers, changes))) return
    sale.acknowledged.add(step)
    market.onAcknowledged()
  }
}

const tomorrow = (): string => new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10)

const creates = ({ warehouse }: Market, { order, lines }: Sale): readonly object[] => [
  {
    kind: 'create',
    object: 'sales.order',
    id: order,
    values: { customer: warehouse.customer, promisedDate: tomorrow() },
  },
  ...lines.map(({ id, item, quantity }) => ({
    kind: 'create',
    object: 'sales.orderLine',
    id,
    values: { order, item, quantity: String(quantity), price: '100', taxRate: '0.13' },
  })),
]

/**
 * True once the write is acknowledged, false when the market closed first. A write whose answer was lost is sent again as
 * it was; when the server then refuses to do it a second time, the first one has been carried out.
 */
async function write(market: Market, headers: Headers, changes: readonly object[]): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const answer = await post(market, '/api/write', { changes }, headers)
    if (answer?.ok) return true
    if (answer !== null && answer.status < 500) {
      const text = await answer.text()
      if (attempt > 1 && answer.status === 422) return true
      throw new Error(`${answer.status} ${text} to ${JSON.stringify(changes)}`)
    }
    if (!market.isOpen()) return false
    await wait(50)
  }
}

async function signIn(market: Market, login: string): Promise<Headers> {
  for (;;) {
    const answer = await post(market, '/api/session', { workspace, login, password }, {})
    if (answer?.ok) {
      const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
      return { cookie, 'x-baton': '1' }
    }
    if (answer !== null && answer.status < 500) throw new Error(await answer.text())
    await wait(50)
  }
}

/** Null when the server was not there or went away. */
async function post(market: Market, path: string, body: object, headers: Headers): Promise<Response | null> {
  try {
    return await fetch(`${market.address()}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
  } catch {
    return null
  }
}
