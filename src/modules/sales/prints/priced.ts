// What a quote and an order print alike: their priced lines, what they come to, in figures and in words.
import type { PrintBlock, PrintColumn } from '#kernel/schema'

/** The sign of whoever sells, where it has one. */
export const logo: PrintBlock = { kind: 'picture', value: 'company.logo', height: 12 }

export const itemColumns: readonly PrintColumn[] = [
  { value: 'item.code', label: { 'zh-CN': '编码', en: 'Code' }, width: 1.1 },
  { value: 'description', label: { 'zh-CN': '品名', en: 'Description' }, width: 2 },
  { value: 'item.specification', label: { 'zh-CN': '规格型号', en: 'Specification' }, width: 1.5 },
  { value: 'item.unit', label: { 'zh-CN': '单位', en: 'Unit' }, width: 0.6 },
]

export const pricedLines = (object: string, by: string): PrintBlock => ({
  kind: 'lines',
  of: { object, by, sort: ['lineNumber'] },
  numbered: true,
  columns: [
    ...itemColumns,
    { value: 'quantity', width: 0.9, sum: true },
    { value: 'price', label: { 'zh-CN': '含税单价', en: 'Price incl. tax' }, width: 1.1 },
    { value: 'discount', width: 0.7 },
    { value: 'taxRate', width: 0.7 },
    { value: 'amount', label: { 'zh-CN': '含税金额', en: 'Amount incl. tax' }, width: 1.3, sum: true },
  ],
})

export const inWords: PrintBlock = {
  kind: 'text',
  text: {
    'zh-CN':
      "合计（含税）：{amount}　其中不含税：{netAmount}\n金额大写：{IF(currency = 'CNY', RMBCAPITAL(amount), '')}",
    en: "Total including tax: {amount}, before tax: {netAmount}\nIn words: {IF(currency = 'CNY', RMBCAPITAL(amount), '')}",
  },
}

export const parties = (ours: string, theirs: string): readonly PrintBlock[] => [
  {
    kind: 'seal',
    parties: [
      { label: { 'zh-CN': ours, en: 'For the seller' }, under: bySeller },
      { label: { 'zh-CN': theirs, en: 'For the customer' }, under: byCustomer },
    ],
  },
]
const bySeller = {
  'zh-CN': '{company.name}\n经办人：{salesPerson}\n日期：',
  en: '{company.name}\nBy: {salesPerson}\nDate:',
}
const byCustomer = { 'zh-CN': '{customer}\n代表人：\n日期：', en: '{customer}\nBy:\nDate:' }
