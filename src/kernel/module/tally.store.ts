// Counts of a day that are no records and have no history: how often a field was seen, how long it was typed in, and how often refused.
import type { Database } from '#base/database'
import { ident, raw, sql } from '#base/sql'
import { wallTime } from '#base/values/date'
import type { Counted, TallyKind } from './field-tally.ts'

export type Tally = {
  /** Remembers; writes nothing. */
  readonly count: (counted: Counted) => void
  /** Adds what is remembered to the day's rows in one statement. What could not be added is added the next time. */
  readonly keep: () => Promise<void>
}

/** The person of counts that are nobody's. */
export const nobody = '00000000-0000-0000-0000-000000000000'
/** Different counts that are remembered at the most; what is more until they are kept is not counted. */
const most = 50_000

type Options = {
  readonly db: Database
  readonly workspace: { readonly namespace: string; readonly zone: string }
  readonly clock: () => Date
}

export function openTally({ db, workspace, clock }: Options): Tally {
  let counts = new Map<string, number>()
  let isKept: Promise<void> = Promise.resolve()
  let known = { minute: Number.NaN, day: '' }
  /** Reckoned once a minute: it is asked for with every field of every answer. */
  const today = (): string => {
    const now = clock()
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute !== known.minute)
      known = { minute, day: wallTime(now.toISOString(), workspace.zone)?.date ?? '' }
    return known.day
  }
  const add = (key: string, by: number): void => {
    const before = counts.get(key)
    if (before !== undefined || counts.size < most) counts.set(key, (before ?? 0) + by)
  }
  async function keepAll(): Promise<void> {
    if (counts.size === 0) return
    const taken = counts
    counts = new Map()
    // In one order, so that nodes that keep at the same time do not wait for each other in a circle.
    const rows = [...taken].map(([key, amount]) => [...key.split('\n'), String(amount)]).sort()
    const column = (at: number): readonly string[] => rows.map((row) => row[at] ?? '')
    try {
      await db.query(sql`insert into ${ident(workspace.namespace, 'field_tally')} as t (day, object, field, kind, person, amount)
        select * from unnest(${column(0)}::date[], ${column(1)}::text[], ${column(2)}::text[], ${column(3)}::text[],
          ${column(4)}::uuid[], ${column(5)}::bigint[])
        on conflict (object, day, field, kind, person) do update set amount = t.amount + excluded.amount`)
    } catch (error) {
      for (const [key, amount] of taken) add(key, amount)
      throw error
    }
  }
  return {
    count: ({ object, field, kind, by = 1, person = nobody }) =>
      add([today(), object, field, kind, person].join('\n'), by),
    keep() {
      isKept = isKept.then(keepAll, keepAll)
      return isKept
    },
  }
}

/** What was counted of each field of an object since a day, over all people. */
export async function talliesOf(
  db: Pick<Database, 'query'>,
  namespace: string,
  { object, since, zone }: { readonly object: string; readonly since: string; readonly zone: string },
): Promise<ReadonlyMap<string, Partial<Record<TallyKind, number>>>> {
  const { rows } = await db.query<{ field: string; kind: TallyKind; amount: string }>(sql`
    select field, kind, sum(amount)::text as amount from ${ident(namespace, 'field_tally')}
     where object = ${object} and day >= (${since}::timestamptz at time zone ${zone})::date group by field, kind`)
  const found = new Map<string, Partial<Record<TallyKind, number>>>()
  for (const { field, kind, amount } of rows)
    found.set(field, { ...found.get(field), [kind]: Number(amount) })
  return found
}

/** Days that are asked about no longer. */
export const keptDays = 400

/** Forgets what was counted before the days that anybody may ask about. */
export async function sweepTallies(db: Pick<Database, 'query'>, namespace: string, now: Date): Promise<void> {
  await db.query(sql`delete from ${ident(namespace, 'field_tally')}
    where day < ${now.toISOString()}::timestamptz::date - ${raw(String(keptDays + 2))}`)
}
