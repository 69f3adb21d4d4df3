// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

const waterworks = { 'zh-CN': '东方水务工程有限公司', en: 'Eastern Waterworks' }
const heating = { 'zh-CN': '南海暖通设备厂', en: 'Nanhai Heating Works' }

export const invoiceExamples: readonly ExampleRecord[] = [
  {
    ...{ customer: waterworks, gross: '65600.00', outstanding: '25600.00', status: 'issued' },
    ...{ issuedOn: -10, dueOn: 20 },
  },
  { customer: heating, gross: '18400.00', outstanding: '18400.00', status: 'draft' },
]

export const receiptExamples: readonly ExampleRecord[] = [
  {
    ...{ customer: waterworks, amount: '40000.00', unallocated: '0.00', method: 'transfer' },
    ...{ receivedOn: -2, reference: 'ICBC 8812' },
  },
  {
    ...{ customer: heating, amount: '5000.00', unallocated: '5000.00', method: 'draft' },
    ...{ receivedOn: 0, reference: 'BD 0427' },
  },
]
