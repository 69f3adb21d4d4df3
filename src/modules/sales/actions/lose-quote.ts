// Closes a quote that the customer did not take.
import { ok } from '#base/result'
import type { Action, Change, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'

/** A late stage rests on a quote: with the last one lost the opportunity is back where one is proposed. */
async function stepBack(context: Reader, quote: Row): Promise<readonly Change[]> {
  if (typeof quote.opportunity !== 'string') return []
  const opportunity = await context.row('crm.opportunity', quote.opportunity)
  const isLate = opportunity?.stage === 'negotiation' || opportunity?.stage === 'signing'
  if (!isLate || Number(opportunity?.quoteCount ?? 0) > 1) return []
  const values = { stage: 'proposal', stageSince: context.now }
  return [{ kind: 'update', object: 'crm.opportunity', id: quote.opportunity, values }]
}

export const loseQuote: Action = {
  name: 'lose',
  object: 'sales.quote',
  label: { 'zh-CN': '未成交', en: 'Lose' },
  target: 'record',
  moves: { field: 'status', to: ['lost'] },
  input: [
    {
      type: 'text',
      name: 'reason',
      label: { 'zh-CN': '原因', en: 'Reason' },
      required: true,
      maxLength: 200,
    },
  ],
  checks: [
    {
      formula: "status = 'draft' or status = 'sent'",
      message: { 'zh-CN': '报价已结束', en: 'The quote is closed' },
      field: 'status',
    },
  ],
  visible: "status = 'draft' or status = 'sent'",
  run: async (context, input) => {
    const quote = context.record ?? {}
    const values = { status: 'lost', lostReason: input.reason ?? null }
    const lost: Change = { kind: 'update', object: 'sales.quote', id: String(quote.id), values }
    return ok({ changes: [lost, ...(await stepBack(context, quote))] })
  },
}
