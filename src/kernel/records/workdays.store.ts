// The working days that formulas of a write ask for, and the lock that keeps them: whoever changes the calendar waits for the writes
// that have read it, so that none of them stores what was true before and is not computed anew.
import type { Tx } from '#base/database'
import { raw, sql } from '#base/sql'
import type { Change } from './change.ts'
import type { RecordModel } from './model.ts'
import { prepared } from './prepared.ts'
import type { Work } from './work.ts'
import { calendarTables, weekOf, workdaysOf } from './workdays.ts'

/** The first of a write's statements. A workspace whose formulas do not ask for working days is not touched. */
export async function holdWorkdays(tx: Tx, work: Work, changes: readonly Change[]): Promise<void> {
  const tables = calendarTables(work.model.schema)
  if (!work.model.calendar || tables === null) return
  const isChanging = changes.some(({ object }) => String(object).startsWith('calendar.'))
  const lock = sql`lock table ${tables.calendar} in ${raw(isChanging ? 'exclusive' : 'share')} mode`
  await Promise.all([tx.query(lock), lookAtWorkdays(tx, work)])
}

/** Looks at the calendar where the model's formulas ask for working days; nothing is locked. */
export async function lookAtWorkdays(tx: Tx, work: Work): Promise<void> {
  work.workdays = await loadWorkdays(tx, work.model)
}

type Found = {
  readonly week: readonly number[]
  readonly knownUntil: string
  readonly day: string | null
  readonly worked: boolean
}

/** The working days of the workspace; undefined where no formula asks for them. */
async function loadWorkdays(tx: Pick<Tx, 'query'>, { schema, calendar }: RecordModel) {
  const tables = calendarTables(schema)
  if (!calendar || tables === null) return undefined
  const statement = sql`select ${weekOf('c')} as week, c.known_until as "knownUntil", e.date as day, e.kind = 'workday' as worked
    from (select * from ${tables.calendar} order by created_at, id limit 1) c left join ${tables.exception} e on e.calendar = c.id`
  const { rows } = await tx.query<Found>(prepared(statement))
  return workdaysOf(
    rows[0],
    rows.flatMap(({ day, worked }) => (day === null ? [] : [[day, worked] as const])),
  )
}
