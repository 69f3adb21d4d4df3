// The regions that customers, leads and assignment rules are sorted by.

export const regions = [
  { key: 'east', label: { 'zh-CN': '华东', en: 'East China' } },
  { key: 'south', label: { 'zh-CN': '华南', en: 'South China' } },
  { key: 'north', label: { 'zh-CN': '华北', en: 'North China' } },
  { key: 'central', label: { 'zh-CN': '华中', en: 'Central China' } },
  { key: 'southwest', label: { 'zh-CN': '西南', en: 'Southwest China' } },
  { key: 'northwest', label: { 'zh-CN': '西北', en: 'Northwest China' } },
  { key: 'northeast', label: { 'zh-CN': '东北', en: 'Northeast China' } },
  { key: 'overseas', label: { 'zh-CN': '海外', en: 'Overseas' } },
] as const
