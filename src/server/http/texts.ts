// Every text a problem can be said with: the kernel's parts, this server's own, and what modules bring.
import accessEn from '#kernel/access/en.json' with { type: 'json' }
import accessZh from '#kernel/access/zh-CN.json' with { type: 'json' }
import calendarEn from '#kernel/calendar/en.json' with { type: 'json' }
import calendarZh from '#kernel/calendar/zh-CN.json' with { type: 'json' }
import filesEn from '#kernel/files/en.json' with { type: 'json' }
import filesZh from '#kernel/files/zh-CN.json' with { type: 'json' }
import flowEn from '#kernel/flow/en.json' with { type: 'json' }
import flowZh from '#kernel/flow/zh-CN.json' with { type: 'json' }
import formulaEn from '#kernel/formula/en.json' with { type: 'json' }
import formulaZh from '#kernel/formula/zh-CN.json' with { type: 'json' }
import identityEn from '#kernel/identity/en.json' with { type: 'json' }
import identityZh from '#kernel/identity/zh-CN.json' with { type: 'json' }
import jobsEn from '#kernel/jobs/en.json' with { type: 'json' }
import jobsZh from '#kernel/jobs/zh-CN.json' with { type: 'json' }
import metricsEn from '#kernel/metrics/en.json' with { type: 'json' }
import metricsZh from '#kernel/metrics/zh-CN.json' with { type: 'json' }
import moduleEn from '#kernel/module/en.json' with { type: 'json' }
import moduleZh from '#kernel/module/zh-CN.json' with { type: 'json' }
import notifyEn from '#kernel/notify/en.json' with { type: 'json' }
import notifyZh from '#kernel/notify/zh-CN.json' with { type: 'json' }
import printEn from '#kernel/print/en.json' with { type: 'json' }
import printZh from '#kernel/print/zh-CN.json' with { type: 'json' }
import recordsEn from '#kernel/records/en.json' with { type: 'json' }
import recordsZh from '#kernel/records/zh-CN.json' with { type: 'json' }
import rulesEn from '#kernel/rules/en.json' with { type: 'json' }
import rulesZh from '#kernel/rules/zh-CN.json' with { type: 'json' }
import schemaEn from '#kernel/schema/en.json' with { type: 'json' }
import schemaZh from '#kernel/schema/zh-CN.json' with { type: 'json' }
import viewsEn from '#kernel/views/en.json' with { type: 'json' }
import viewsZh from '#kernel/views/zh-CN.json' with { type: 'json' }
import workspaceEn from '#kernel/workspace/en.json' with { type: 'json' }
import workspaceZh from '#kernel/workspace/zh-CN.json' with { type: 'json' }
import importEn from '../import/messages/en.json' with { type: 'json' }
import importZh from '../import/messages/zh-CN.json' with { type: 'json' }
import serverEn from '../messages/en.json' with { type: 'json' }
import serverZh from '../messages/zh-CN.json' with { type: 'json' }
import { mergeTexts, type Texts } from './messages.ts'

// One line for each kernel part that has a messages folder; a test finds those that are forgotten.
export const parts: Readonly<Record<string, Texts>> = {
  access: { 'zh-CN': accessZh, en: accessEn },
  calendar: { 'zh-CN': calendarZh, en: calendarEn },
  identity: { 'zh-CN': identityZh, en: identityEn },
  module: { 'zh-CN': moduleZh, en: moduleEn },
  metrics: { 'zh-CN': metricsZh, en: metricsEn },
  records: { 'zh-CN': recordsZh, en: recordsEn },
  print: { 'zh-CN': printZh, en: printEn },
  schema: { 'zh-CN': schemaZh, en: schemaEn },
  workspace: { 'zh-CN': workspaceZh, en: workspaceEn },
  files: { 'zh-CN': filesZh, en: filesEn },
  formula: { 'zh-CN': formulaZh, en: formulaEn },
  flow: { 'zh-CN': flowZh, en: flowEn },
  jobs: { 'zh-CN': jobsZh, en: jobsEn },
  notify: { 'zh-CN': notifyZh, en: notifyEn },
  views: { 'zh-CN': viewsZh, en: viewsEn },
  rules: { 'zh-CN': rulesZh, en: rulesEn },
  import: { 'zh-CN': importZh, en: importEn },
  server: { 'zh-CN': serverZh, en: serverEn },
}

/** The catalogue of the product with the texts of its modules. */
export const allTexts = (ofModules: readonly Texts[]): Texts =>
  mergeTexts(...Object.values(parts), ...ofModules)
