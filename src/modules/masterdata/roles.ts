// The roles a company gives its people; the lowest module lists them so that every module may name them.
import type { Role } from '#kernel/access'

export const roles: readonly Role[] = [
  { name: 'admin', label: { 'zh-CN': '管理员', en: 'Administrator' } },
  { name: 'executive', label: { 'zh-CN': '高管', en: 'Executive' } },
  { name: 'auditor', label: { 'zh-CN': '审计', en: 'Auditor' } },
  { name: 'coordinator', label: { 'zh-CN': '协调员', en: 'Coordinator' } },
  { name: 'sales', label: { 'zh-CN': '销售', en: 'Salesperson' } },
  { name: 'salesManager', label: { 'zh-CN': '销售经理', en: 'Sales manager' } },
  { name: 'marketing', label: { 'zh-CN': '市场', en: 'Marketing' } },
  { name: 'purchaser', label: { 'zh-CN': '采购', en: 'Purchaser' } },
  { name: 'planner', label: { 'zh-CN': '计划员', en: 'Planner' } },
  { name: 'production', label: { 'zh-CN': '生产', en: 'Production' } },
  { name: 'keeper', label: { 'zh-CN': '仓库保管', en: 'Warehouse keeper' } },
  { name: 'logistics', label: { 'zh-CN': '物流', en: 'Logistics' } },
  { name: 'accountant', label: { 'zh-CN': '财务', en: 'Accountant' } },
  { name: 'service', label: { 'zh-CN': '客服', en: 'Service' } },
]
