// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

const li = { 'zh-CN': '李雷', en: 'Li Lei' }
const han = { 'zh-CN': '韩梅梅', en: 'Han Meimei' }

export const leadExamples: readonly ExampleRecord[] = [
  {
    name: { 'zh-CN': '王经理', en: 'Ms Wang' },
    company: { 'zh-CN': '东方水务工程有限公司', en: 'Eastern Waterworks' },
    ...{ channel: 'exhibition', region: 'east', score: '82', status: 'contacted', owner: li, nextAt: 1 },
  },
  {
    name: { 'zh-CN': '陈工', en: 'Mr Chen' },
    company: { 'zh-CN': '南海暖通设备厂', en: 'Nanhai Heating Works' },
    ...{ channel: 'web', region: 'south', score: '64', status: 'assigned', owner: han, nextAt: 0 },
  },
  {
    name: { 'zh-CN': '刘先生', en: 'Mr Liu' },
    company: { 'zh-CN': '城北物业', en: 'Northside Properties' },
    ...{ channel: 'phone', region: 'north', score: '35', status: 'new' },
  },
]

export const opportunityExamples: readonly ExampleRecord[] = [
  {
    name: { 'zh-CN': '泵站改造', en: 'Pumping station refit' },
    customer: { 'zh-CN': '东方水务工程有限公司', en: 'Eastern Waterworks' },
    ...{ stage: 'negotiation', amount: '280000.00', expectedOn: 21, owner: li, nextAt: 1 },
  },
  {
    name: { 'zh-CN': '年度备件框架', en: 'Spare parts for a year' },
    customer: { 'zh-CN': '南海暖通设备厂', en: 'Nanhai Heating Works' },
    ...{ stage: 'proposal', amount: '96000.00', expectedOn: 40, owner: han, nextAt: 3 },
  },
]
