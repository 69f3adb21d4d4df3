// Change a status: a draft becomes cancelled, with what its lines and its customer count.
import type { Company } from '../company.ts'
import { post, type Scenario } from '../scenario.ts'
import type { SideName } from '../side.ts'

const used = new WeakMap<Company, Record<SideName, number>>()

/** Each draft once on each side. */
function nextDraft(side: SideName, company: Company): string | undefined {
  const count = used.get(company) ?? { baton: 0, hand: 0 }
  used.set(company, count)
  return company.drafts[count[side]++]
}

export const status: Scenario = {
  name: 'status',
  title: 'change a status (cancel a draft)',
  prepare: async (side, company) => () => {
    const id = nextDraft(side, company)
    if (id === undefined) return null
    if (side === 'hand') return [post(`/orders/${id}/cancel`, { reason: '客户取消' })]
    const act = { kind: 'act', object: 'sales.order', id, action: 'cancel', input: { reason: '客户取消' } }
    return [post('/api/write', { changes: [act] })]
  },
}
