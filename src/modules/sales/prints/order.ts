// What an order is confirmed by, and the contract of it.
import type { PrintBlock, PrintLayout } from '#kernel/schema'
import { inWords, logo, parties, pricedLines } from './priced.ts'

const orderFacts: PrintBlock = {
  kind: 'facts',
  columns: 2,
  facts: [
    { value: 'customer' },
    { value: 'orderDate' },
    { value: 'customer.address', label: { 'zh-CN': '客户地址', en: 'Customer’s address' } },
    { value: 'promisedDate' },
    { value: 'customer.phone', label: { 'zh-CN': '客户电话', en: 'Customer’s phone' } },
    { value: 'customerPo' },
    { value: 'salesPerson' },
    { value: 'currency' },
  ],
}

const lines = pricedLines('sales.orderLine', 'order')

export const orderPrints: readonly PrintLayout[] = [
  {
    name: 'confirmation',
    label: { 'zh-CN': '订单确认单', en: 'Order confirmation' },
    blocks: [
      logo,
      {
        kind: 'heading',
        text: { 'zh-CN': '{company.name}\n订单确认单', en: '{company.name}\nOrder confirmation' },
        under: { 'zh-CN': '编号：{number}', en: 'No. {number}' },
      },
      orderFacts,
      lines,
      inWords,
      {
        kind: 'text',
        text: {
          'zh-CN': '特殊要求：{specialRequirements}\n备注：{notes}',
          en: 'Special requirements: {specialRequirements}\nNotes: {notes}',
        },
      },
      ...parties('供方', '需方'),
      { kind: 'code', under: { 'zh-CN': '{number}', en: '{number}' } },
      { kind: 'foot', text: { 'zh-CN': '订单确认单 {number}', en: 'Order confirmation {number}' } },
    ],
  },
  {
    name: 'contract',
    label: { 'zh-CN': '销售合同', en: 'Sales contract' },
    blocks: [
      logo,
      {
        kind: 'heading',
        text: { 'zh-CN': '销售合同', en: 'Sales contract' },
        under: {
          'zh-CN': '合同编号：{number}　签订日期：{orderDate}',
          en: 'No. {number}, dated {orderDate}',
        },
      },
      {
        kind: 'facts',
        columns: 2,
        facts: [
          { value: 'company.name', label: { 'zh-CN': '供方', en: 'Seller' } },
          { value: 'customer', label: { 'zh-CN': '需方', en: 'Buyer' } },
          { value: 'company.taxNumber', label: { 'zh-CN': '供方税号', en: 'Seller’s tax number' } },
          { value: 'customer.taxNumber', label: { 'zh-CN': '需方税号', en: 'Buyer’s tax number' } },
          { value: 'company.address', label: { 'zh-CN': '供方地址', en: 'Seller’s address' } },
          { value: 'customer.address', label: { 'zh-CN': '需方地址', en: 'Buyer’s address' } },
          { value: 'company.phone', label: { 'zh-CN': '供方电话', en: 'Seller’s phone' } },
          { value: 'customer.phone', label: { 'zh-CN': '需方电话', en: 'Buyer’s phone' } },
        ],
      },
      {
        kind: 'text',
        text: {
          'zh-CN': '供需双方经协商一致，就下列货物的买卖订立本合同。',
          en: 'Seller and buyer agree on the sale of the following goods.',
        },
      },
      lines,
      inWords,
      {
        kind: 'text',
        title: { 'zh-CN': '合同条款', en: 'Terms' },
        text: {
          'zh-CN': [
            '一、交货日期：{promisedDate}；交货地点：{customer.address}。',
            '二、质量标准：按国家标准及双方确认的规格型号执行，需方收货后七日内验收。',
            '三、付款方式：开票后 {customer.paymentTermDays} 天内付清。',
            '四、违约责任：任何一方违约，按《中华人民共和国民法典》的有关规定承担责任。',
            '五、争议解决：协商不成的，由供方所在地人民法院管辖。',
            '六、本合同一式两份，双方签章后生效。',
            '七、其他约定：{specialRequirements}',
          ].join('\n'),
          en: [
            '1. Delivery on {promisedDate} to {customer.address}.',
            '2. Quality as the agreed specification asks; the buyer inspects within seven days of receipt.',
            '3. Payment within {customer.paymentTermDays} days of the invoice.',
            '4. A party in breach is liable as the law provides.',
            '5. Disputes that cannot be settled go to the court at the seller’s seat.',
            '6. Made in two copies, in force once both sides have signed.',
            '7. Further agreements: {specialRequirements}',
          ].join('\n'),
        },
      },
      ...parties('供方', '需方'),
      { kind: 'foot', text: { 'zh-CN': '合同编号 {number}', en: 'Contract {number}' } },
    ],
  },
]
