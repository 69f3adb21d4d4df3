// People, departments and working time of one workspace, loaded once and kept until they change.
import type { Database } from '#base/database'
import { compileCalendar, type ExceptionRow, fromRecords, type WorkingTime } from '#kernel/calendar'
import type { Directory } from '#kernel/identity'
import { loadDirectory } from '#kernel/identity/store'
import type { WireCalendar } from './metadata.ts'
import type { EngineOptions } from './options.store.ts'

export type Caches = {
  readonly directory: () => Promise<Directory>
  readonly calendar: () => Promise<WireCalendar>
  readonly working: () => Promise<WorkingTime>
  readonly forget: (what: 'directory' | 'calendar') => void
}

export function openCaches(options: EngineOptions): Caches {
  const { workspace } = options
  const db = options.lookups ?? options.db
  const directory = remembered(() => db.transaction((tx) => loadDirectory(tx, workspace.namespace)))
  const calendar = remembered(() => loadCalendar(db, workspace.namespace, workspace.zone))
  const working = remembered(() => calendar.load().then(workingTime))
  return {
    directory: directory.load,
    calendar: calendar.load,
    working: working.load,
    forget: (what) => {
      if (what === 'directory') return directory.forget()
      calendar.forget()
      working.forget()
    },
  }
}

/** Loads once for everybody who asks; a failed load is tried again by the next. */
function remembered<T>(load: () => Promise<T>): { load: () => Promise<T>; forget: () => void } {
  let known: Promise<T> | null = null
  const forget = (): void => {
    known = null
  }
  return {
    load: () => {
      known ??= load().catch((error) => {
        forget()
        throw error
      })
      return known
    },
    forget,
  }
}

const standardWeek = ['mon', 'tue', 'wed', 'thu', 'fri']
  .map((day) => `${day}=09:00-12:00,13:30-18:00`)
  .join(';')

/** The first calendar of the workspace; a plain five-day week where none was made yet. */
async function loadCalendar(db: Database, namespace: string, zone: string): Promise<WireCalendar> {
  const calendars = await db.query<WireCalendar & { id: string }>({
    text: `select id, zone, weekly, known_until as "knownUntil" from "${namespace}".calendar_calendar order by created_at, id limit 1`,
    values: [],
  })
  const first = calendars.rows[0]
  if (!first) return { zone, weekly: standardWeek, knownUntil: '1900-01-01', exceptions: [] }
  const exceptions = await db.query<WireCalendar['exceptions'][number]>({
    text: `select date, kind, name, hours from "${namespace}".calendar_exception where calendar = $1 order by date`,
    values: [first.id],
  })
  return { zone: first.zone, weekly: first.weekly, knownUntil: first.knownUntil, exceptions: exceptions.rows }
}

function workingTime(calendar: WireCalendar): WorkingTime {
  const { exceptions, ...row } = calendar
  const read = fromRecords(
    { id: 'calendar', name: 'calendar', ...row },
    exceptions as readonly ExceptionRow[],
  )
  if (!read.ok) throw new Error(`The work calendar is broken: ${JSON.stringify(read.problems)}`)
  return compileCalendar(read.value)
}
