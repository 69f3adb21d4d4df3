// Transactions, prepared statements, numbers and log rows of the hand-written side.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { idSource } from '#base/ids'

export const newId = idSource(Date.now, randomBytes)

export type Row = Record<string, unknown>
export type Tx = { readonly run: (name: string, text: string, values: readonly unknown[]) => Promise<Row[]> }

// Dates as text, as stored: nothing here computes with them.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 })

export const close = (): Promise<void> => pool.end()

export class Refused extends Error {
  constructor(
    readonly status: number,
    code: string,
  ) {
    super(code)
  }
}

/** Statements are prepared once on each connection under their name. */
export const read: Tx['run'] = async (name, text, values) =>
  (await pool.query({ name, text, values: [...values] })).rows

export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const answer = await work({
        run: async (name, text, values) => (await client.query({ name, text, values: [...values] })).rows,
      })
      await client.query('commit')
      return answer
    } catch (error) {
      await client.query('rollback')
      const { code } = error as { code?: string }
      if ((code !== '40P01' && code !== '40001') || attempt === 5) throw error
    } finally {
      client.release()
    }
  }
}

/** `count` following numbers of a yearly counter; the row stays locked until the transaction ends, so numbers are taken last. */
export async function takeNumbers(tx: Tx, prefix: string, digits: number, count: number): Promise<string[]> {
  const year = new Date().getFullYear()
  const [row] = await tx.run(
    'counter',
    `insert into hand.counter as c (key, value) values ($1, $2)
     on conflict (key) do update set value = c.value + excluded.value returning value`,
    [`${prefix}-${year}`, count],
  )
  const last = Number(row?.value)
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${year}-${String(last - count + 1 + index).padStart(digits, '0')}`,
  )
}

export type Event = {
  readonly object: string
  readonly record: string
  readonly version: number
  readonly kind: 'create' | 'update'
  readonly before: Row
  readonly after: Row
}

export type Caller = {
  readonly id: string
  readonly role: string
  readonly department: string | null
  readonly ip: string
}

/** What happened, one row for each record, in one statement. */
export async function log(
  tx: Tx,
  caller: Caller,
  at: string,
  action: string | null,
  events: readonly Event[],
): Promise<void> {
  await tx.run(
    'log',
    `insert into hand.log (id, write_id, at, object, record, version, kind, action, actor, source, ip, before, after)
     select u.id, $1, $2, u.object, u.record, u.version, u.kind, $3, $4, 'api', $5, u.before, u.after
     from unnest($6::uuid[], $7::text[], $8::uuid[], $9::int[], $10::text[], $11::jsonb[], $12::jsonb[])
       u(id, object, record, version, kind, before, after)`,
    [
      ...[newId(), at, action, caller.id, caller.ip],
      events.map(newId),
      events.map(({ object }) => object),
      events.map(({ record }) => record),
      events.map(({ version }) => version),
      events.map(({ kind }) => kind),
      events.map(({ before }) => JSON.stringify(before)),
      events.map(({ after }) => JSON.stringify(after)),
    ],
  )
}

export const created = (object: string, { id, ...after }: Row): Event => ({
  ...{ object, record: String(id), version: 1, kind: 'create', before: {}, after },
})

export const updated = (object: string, id: unknown, version: unknown, before: Row, after: Row): Event => ({
  ...{ object, record: String(id), version: Number(version), kind: 'update', before, after },
})
