// Every text a problem can be said with: the kernel's parts, this server's own, and what modules bring.
import calendarEn from '#kernel/calendar/en.json' with { type: 'json' }
import calendarZh from '#kernel/calendar/zh-CN.json' with { type: 'json' }
import serverEn from '../messages/en.json' with { type: 'json' }
import serverZh from '../messages/zh-CN.json' with { type: 'json' }
import { mergeTexts, type Texts } from './messages.ts'

// One line for each kernel part that has a messages folder; a test finds those that are forgotten.
export const parts: Readonly<Record<string, Texts>> = {
  calendar: { 'zh-CN': calendarZh, en: calendarEn },
  server: { 'zh-CN': serverZh, en: serverEn },
}

/** The catalogue of the product with the texts of its modules. */
export const allTexts = (ofModules: readonly Texts[]): Texts =>
  mergeTexts(...Object.values(parts), ...ofModules)
