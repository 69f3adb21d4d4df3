// What quotes add to an opportunity: late stages need one.
import type { Extension } from '#kernel/schema'

const quoteFirst = { 'zh-CN': '进入报价谈判前请先建立报价', en: 'Make a quote before negotiating' }
const hasQuote = [{ formula: 'COALESCE(quoteCount, 0) > 0', message: quoteFirst, field: 'quoteCount' }]

export const opportunityQuotes: Extension = {
  object: 'crm.opportunity',
  fields: [
    {
      type: 'rollup',
      name: 'quoteCount',
      label: { 'zh-CN': '报价数', en: 'Quotes' },
      result: 'decimal',
      scale: 0,
      object: 'sales.quote',
      by: 'opportunity',
      take: 'count',
      where: "status <> 'lost'",
    },
    {
      type: 'rollup',
      name: 'quotedAmount',
      label: { 'zh-CN': '报价金额', en: 'Quoted amount' },
      help: { 'zh-CN': '已发出报价中最高的一份', en: 'The highest quote sent' },
      result: 'money',
      scale: 2,
      currency: 'CNY',
      tax: 'inclusive',
      object: 'sales.quote',
      by: 'opportunity',
      take: 'max',
      field: 'amount',
      where: "(status = 'sent' or status = 'won') and currency = 'CNY'",
    },
  ],
  // Nobody is asked what a sale will come to before it has been calculated once; what somebody has said stays in sight.
  conditions: { amount: { shownWhen: 'COALESCE(quoteCount, 0) > 0 or NOT(ISBLANK(amount))' } },
  checks: [
    {
      name: 'quoted',
      formula: "(stage <> 'negotiation' and stage <> 'signing') or COALESCE(quoteCount, 0) > 0",
      message: quoteFirst,
      field: 'stage',
    },
  ],
  // Told before anybody tries; the check above holds as long as the stage does.
  path: {
    field: 'stage',
    stages: [
      { key: 'negotiation', needs: hasQuote },
      { key: 'signing', needs: hasQuote },
    ],
  },
}
