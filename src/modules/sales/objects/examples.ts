// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

const li = { 'zh-CN': '李雷', en: 'Li Lei' }
const han = { 'zh-CN': '韩梅梅', en: 'Han Meimei' }
const waterworks = { 'zh-CN': '东方水务工程有限公司', en: 'Eastern Waterworks' }
const heating = { 'zh-CN': '南海暖通设备厂', en: 'Nanhai Heating Works' }

export const quoteExamples: readonly ExampleRecord[] = [
  {
    ...{ customer: waterworks, salesPerson: li, amount: '65600.00', status: 'sent', approval: 'approved' },
    ...{ quoteDate: -3, validUntil: 27 },
  },
  {
    ...{ customer: heating, salesPerson: han, amount: '18400.00', status: 'draft', approval: 'none' },
    ...{ quoteDate: 0, validUntil: 30 },
  },
]

export const orderExamples: readonly ExampleRecord[] = [
  {
    ...{ customer: waterworks, salesPerson: li, amount: '65600.00', priority: 'key', status: 'confirmed' },
    ...{ orderDate: -2, promisedDate: 12 },
  },
  {
    ...{ customer: heating, salesPerson: han, amount: '18400.00', priority: 'rush', status: 'confirmed' },
    ...{ orderDate: -1, promisedDate: 4 },
  },
  {
    ...{ customer: waterworks, salesPerson: li, amount: '3280.00', priority: 'normal', status: 'draft' },
    ...{ orderDate: 0, promisedDate: 15 },
  },
]
