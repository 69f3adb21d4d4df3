// Working calendars: the pure door.
export {
  type CalendarException,
  type CalendarProblemCode,
  type ExceptionKind,
  type Interval,
  type Intervals,
  validateCalendar,
  type WeeklyHours,
  type WorkCalendar,
} from './definition.ts'
export { formatHours, formatWeekly, parseHours, parseWeekly } from './hours-text.ts'
export { type CalendarRow, type ExceptionRow, fromRecords } from './records.ts'
export { chinaCalendar, chinaCalendarRow, chinaExceptionRows } from './seed-china.ts'
export { workdaysIn } from './workdays.ts'
export { compileCalendar, type Found, maxReachYears, type WorkingTime } from './working-time.ts'
