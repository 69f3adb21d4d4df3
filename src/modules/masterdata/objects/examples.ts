// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

export const partyExamples: readonly ExampleRecord[] = [
  {
    name: { 'zh-CN': '东方水务工程有限公司', en: 'Eastern Waterworks' },
    ...{ isCustomer: true, region: 'east', grade: 'A', phone: '0571-8800 1234' },
    industry: { 'zh-CN': '水务', en: 'Water supply' },
    owner: { 'zh-CN': '李雷', en: 'Li Lei' },
  },
  {
    name: { 'zh-CN': '南海暖通设备厂', en: 'Nanhai Heating Works' },
    ...{ isCustomer: true, region: 'south', grade: 'B', phone: '0757-8300 5678' },
    industry: { 'zh-CN': '暖通', en: 'Heating and cooling' },
    owner: { 'zh-CN': '韩梅梅', en: 'Han Meimei' },
  },
  {
    name: { 'zh-CN': '宏达电机厂（供应商）', en: 'Hongda Motors (a supplier)' },
    ...{ isSupplier: true, region: 'east', phone: '021-6600 4321' },
    industry: { 'zh-CN': '电机', en: 'Motors' },
    owner: { 'zh-CN': '赵强', en: 'Zhao Qiang' },
  },
]

const piece = { 'zh-CN': '台', en: 'pcs' }

export const itemExamples: readonly ExampleRecord[] = [
  {
    ...{ code: 'P-100', kind: 'finished', made: true, salePrice: '3280.00', leadTimeDays: '5', unit: piece },
    name: { 'zh-CN': '离心泵', en: 'Centrifugal pump' },
    specification: '2.2 kW · DN50',
  },
  {
    ...{ code: 'M-022', kind: 'component', made: false, salePrice: '860.00', leadTimeDays: '7', unit: piece },
    name: { 'zh-CN': '电机', en: 'Motor' },
    specification: '2.2 kW · 380 V',
  },
  {
    ...{ code: 'S-010', kind: 'material', made: false, salePrice: '12.50', leadTimeDays: '3' },
    name: { 'zh-CN': '机械密封', en: 'Mechanical seal' },
    ...{ specification: 'Φ28', unit: { 'zh-CN': '个', en: 'pcs' } },
  },
]
