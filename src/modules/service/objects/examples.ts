// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

const owner = { 'zh-CN': '郑爽', en: 'Zheng Shuang' }

export const ticketExamples: readonly ExampleRecord[] = [
  {
    subject: { 'zh-CN': '轴承异响', en: 'The bearing is noisy' },
    customer: { 'zh-CN': '东方水务工程有限公司', en: 'Eastern Waterworks' },
    ...{ kind: 'repair', severity: 'high', status: 'answered', owner, openedAt: -1 },
  },
  {
    subject: { 'zh-CN': '索要安装图', en: 'Asks for the mounting drawing' },
    customer: { 'zh-CN': '南海暖通设备厂', en: 'Nanhai Heating Works' },
    ...{ kind: 'question', severity: 'low', status: 'open', owner, openedAt: 0 },
  },
]
