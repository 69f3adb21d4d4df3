// The calendar that a workspace in mainland China starts with: office hours, and the public holidays of 2025 and 2026.
import { addDays, daysBetween, type LocalDate } from '#base/values/date'
import type { CalendarException, WorkCalendar } from './definition.ts'
import { formatWeekly } from './hours-text.ts'
import type { CalendarRow, ExceptionRow } from './records.ts'

type Holiday = {
  readonly name: string
  readonly from: LocalDate
  readonly to: LocalDate
  /** Weekend days worked in exchange (调休上班). */
  readonly worked?: readonly LocalDate[]
}

// Sources: 国务院办公厅关于2025年部分节假日安排的通知; 国务院办公厅关于2026年部分节假日安排的通知.
const holidays: readonly Holiday[] = [
  { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
  { name: '春节', from: '2025-01-28', to: '2025-02-04', worked: ['2025-01-26', '2025-02-08'] },
  { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
  { name: '劳动节', from: '2025-05-01', to: '2025-05-05', worked: ['2025-04-27'] },
  { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
  { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08', worked: ['2025-09-28', '2025-10-11'] },
  { name: '元旦', from: '2026-01-01', to: '2026-01-03', worked: ['2026-01-04'] },
  { name: '春节', from: '2026-02-15', to: '2026-02-23', worked: ['2026-02-14', '2026-02-28'] },
  { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
  { name: '劳动节', from: '2026-05-01', to: '2026-05-05', worked: ['2026-05-09'] },
  { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
  { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
  { name: '国庆节', from: '2026-10-01', to: '2026-10-07', worked: ['2026-09-20', '2026-10-10'] },
]

const office = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 18 * 60 },
] as const

const daysOff = ({ name, from, to }: Holiday): readonly CalendarException[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => ({
    date: addDays(from, i) ?? to,
    kind: 'holiday',
    name,
  }))

const daysWorked = ({ name, worked = [] }: Holiday): readonly CalendarException[] =>
  worked.map((date) => ({ date, kind: 'workday', name: `${name}调休上班` }))

/**
 * Monday to Friday 09:00–12:00 and 13:30–18:00 in Asia/Shanghai, with every day of the announced holidays (weekends
 * inside them too, for those whose week is longer) and every weekend day worked in exchange; known to the end of 2026.
 */
export const chinaCalendar: WorkCalendar = {
  zone: 'Asia/Shanghai',
  weekly: [office, office, office, office, office, [], []],
  exceptions: holidays
    .flatMap((holiday) => [...daysOff(holiday), ...daysWorked(holiday)])
    .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  knownUntil: '2026-12-31',
}

/** The same as records, for filling the tables of a new workspace; the caller gives the calendar's id. */
export const chinaCalendarRow = (id: string): CalendarRow => ({
  id,
  name: '中国大陆工作日历',
  zone: chinaCalendar.zone,
  weekly: formatWeekly(chinaCalendar.weekly),
  knownUntil: chinaCalendar.knownUntil,
})

/** The exceptions of the calendar as records. */
export const chinaExceptionRows: readonly ExceptionRow[] = chinaCalendar.exceptions.map(
  ({ date, kind, name }) => ({
    date,
    kind,
    name,
  }),
)
