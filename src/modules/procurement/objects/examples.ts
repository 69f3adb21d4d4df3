// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

const buyer = { 'zh-CN': '赵强', en: 'Zhao Qiang' }

export const orderExamples: readonly ExampleRecord[] = [
  {
    supplier: { 'zh-CN': '宏达电机厂', en: 'Hongda Motors' },
    ...{ buyer, status: 'ordered', neededOn: 6, promisedDate: 5, openQuantity: '40', amount: '34400.00' },
  },
  {
    supplier: { 'zh-CN': '三联密封件', en: 'Sanlian Seals' },
    ...{ buyer, status: 'draft', neededOn: 4, openQuantity: '200', amount: '2500.00' },
  },
]
