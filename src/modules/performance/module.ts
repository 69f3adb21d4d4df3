import { defineModule } from '#kernel/module'
import { metrics } from './metrics.ts'
import { target } from './objects/target.ts'
import { policies } from './policies.ts'
import { tiles } from './tiles.ts'

export const performance = defineModule({
  name: 'performance',
  label: { 'zh-CN': '绩效', en: 'Performance' },
  dependsOn: ['masterdata'],
  objects: [target],
  metrics,
  tiles,
  policies,
  menu: [{ object: 'performance.target', group: 'performance' }],
})
