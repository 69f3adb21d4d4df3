// The quotation that a customer is sent.
import type { PrintLayout } from '#kernel/schema'
import { inWords, logo, parties, pricedLines } from './priced.ts'

export const quotePrints: readonly PrintLayout[] = [
  {
    name: 'quote',
    label: { 'zh-CN': '报价单', en: 'Quotation' },
    blocks: [
      logo,
      {
        kind: 'heading',
        text: { 'zh-CN': '{company.name}\n报价单', en: '{company.name}\nQuotation' },
        under: { 'zh-CN': '编号：{number}　第 {revision} 版', en: 'No. {number}, revision {revision}' },
      },
      {
        kind: 'facts',
        columns: 2,
        facts: [
          { value: 'customer' },
          { value: 'quoteDate' },
          { value: 'customer.address', label: { 'zh-CN': '客户地址', en: 'Customer’s address' } },
          { value: 'validUntil' },
          { value: 'customer.phone', label: { 'zh-CN': '客户电话', en: 'Customer’s phone' } },
          { value: 'promisedDate' },
          { value: 'salesPerson', label: { 'zh-CN': '报价人', en: 'Quoted by' } },
          { value: 'currency' },
        ],
      },
      pricedLines('sales.quoteLine', 'quote'),
      inWords,
      {
        kind: 'text',
        title: { 'zh-CN': '条款', en: 'Terms' },
        text: {
          'zh-CN':
            '1. 以上价格含税，报价有效期至 {validUntil}。\n2. 预计交货日期 {promisedDate}，自双方确认之日起生效。\n3. 备注：{notes}',
          en: '1. Prices include tax and hold until {validUntil}.\n2. Delivery is expected on {promisedDate} once both sides have confirmed.\n3. Notes: {notes}',
        },
      },
      ...parties('报价方', '客户确认'),
      { kind: 'code', under: { 'zh-CN': '{number}', en: '{number}' } },
      { kind: 'foot', text: { 'zh-CN': '报价单 {number}', en: 'Quotation {number}' } },
    ],
  },
]
