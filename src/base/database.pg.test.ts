import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase } from '#test/database'
import { DatabaseFailure, openDatabase, type Tx } from './database.ts'
import { named, sql } from './sql.ts'

const { url } = await emptyDatabase()
const database = openDatabase({ url, statementTimeoutMs: 500 })
afterAll(() => database.close())

beforeAll(() =>
  database.transaction(async (tx) => {
    await tx.query(sql`create table account (id int primary key, balance numeric not null,
      constraint ck_balance check (balance >= 0))`)
    await tx.query(sql`insert into account values (1, 100), (2, 100)`)
  }),
)

const failureOf = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> =>
  database.transaction(work).then(
    () => null,
    (error: unknown) => error,
  )

test('values come out exact and plain', async () => {
  const { rows } = await database.transaction((tx) =>
    tx.query(sql`select 12345678901234567890.10::numeric as amount, 9007199254740993::int8 as big, 7 as small,
      '2026-02-28'::date as day, '2026-02-28 10:00:00.1234+08'::timestamptz as at, '{"a":[1]}'::jsonb as json,
      array['a,b', null, '接力'] as texts, array['00000000-0000-7000-8000-000000000001']::uuid[] as ids,
      array['2026-02-28 10:00+08'::timestamptz] as instants, null::numeric as nothing, true as yes`),
  )
  expect(rows).toEqual([
    {
      amount: '12345678901234567890.10',
      big: '9007199254740993',
      small: 7,
      day: '2026-02-28',
      at: '2026-02-28T02:00:00.123Z',
      json: { a: [1] },
      texts: ['a,b', null, '接力'],
      ids: ['00000000-0000-7000-8000-000000000001'],
      instants: ['2026-02-28T02:00:00.000Z'],
      nothing: null,
      yes: true,
    },
  ])
})

test('a transaction that throws leaves nothing behind', async () => {
  const failure = await failureOf(async (tx) => {
    await tx.query(sql`insert into account values (3, 1)`)
    throw new Error('changed my mind')
  })
  expect(failure).toMatchObject({ message: 'changed my mind' })
  const { count } = await database.transaction((tx) => tx.query(sql`select 1 from account where id = 3`))
  expect(count).toBe(0)
})

test('round trips are counted, begin included', async () => {
  const counted = await database.transaction(async (tx) => {
    await tx.query(sql`select 1`)
    await tx.query(sql`select 2`)
    return tx.roundTrips
  })
  expect(counted).toBe(3)
})

test('statements asked for together run in their order; behind one that fails the others fail, and nothing stays', async () => {
  const order = await database.transaction(async (tx) => {
    const asked = [1, 2, 3].map((id) =>
      tx.query<{ id: number }>(sql`insert into account values (${10 + id}, 0) returning id`),
    )
    return (await Promise.all(asked)).flatMap(({ rows }) => rows.map(({ id }) => id))
  })
  expect(order).toEqual([11, 12, 13])
  const failure = await failureOf(async (tx) => {
    const asked = [
      sql`insert into account values (14, 0)`,
      sql`insert into account values (1, 0)`,
      sql`select 1`,
    ]
    return Promise.all(asked.map((statement) => tx.query(statement)))
  })
  expect(failure).toMatchObject({ kind: 'unique' })
  expect((await database.query(sql`select 1 from account where id = 14`)).count).toBe(0)
})

test('the last statements travel with the commit: all are kept, or the failure of the first is told and none is', async () => {
  const trips = await database.transaction(async (tx) => {
    await tx.commitWith([sql`insert into account values (21, 1)`, sql`insert into account values (22, 1)`])
    return tx.roundTrips
  })
  expect(trips).toBe(4)
  const failure = await failureOf((tx) =>
    tx.commitWith([
      sql`insert into account values (23, 1)`,
      sql`insert into account values (24, -1)`,
      sql`select 1`,
    ]),
  )
  expect(failure).toMatchObject({ kind: 'check', constraint: 'ck_balance' })
  const { rows } = await database.query(sql`select id from account where id between 21 and 24 order by id`)
  expect(rows).toEqual([{ id: 21 }, { id: 22 }])
})

test('a failure that was passed over is not committed', async () => {
  const failure = await failureOf(async (tx) => {
    await tx.query(sql`insert into account values (25, 1)`)
    await tx.query(sql`insert into account values (25, 1)`).catch(() => undefined)
  })
  expect(failure).toMatchObject({ message: expect.stringMatching(/cannot be committed/) })
  expect((await database.query(sql`select 1 from account where id = 25`)).count).toBe(0)
})

test.each([
  ['unique', sql`insert into account values (1, 5)`, 'account_pkey'],
  ['check', sql`update account set balance = -1 where id = 1`, 'ck_balance'],
  ['notNull', sql`insert into account values (9, null)`, null],
  ['timeout', sql`select pg_sleep(5)`, null],
] as const)('a %s failure says so', async (kind, statement, constraint) => {
  const failure = await failureOf((tx) => tx.query(statement))
  expect(failure).toBeInstanceOf(DatabaseFailure)
  expect(failure).toMatchObject({ kind, constraint })
})

test('a mistake in SQL stays an exception of the driver', async () => {
  expect(await failureOf((tx) => tx.query(sql`selec 1`))).not.toBeInstanceOf(DatabaseFailure)
})

test('transactions that deadlock are repeated until both are done', async () => {
  const patient = openDatabase({ url })
  let attempts = 0
  const add = (first: number, second: number) =>
    patient.transaction(async (tx) => {
      attempts++
      await tx.query(sql`update account set balance = balance + 1 where id = ${first}`)
      await tx.query(sql`select pg_sleep(0.2)`)
      await tx.query(sql`update account set balance = balance + 1 where id = ${second}`)
    })
  await Promise.all([add(1, 2), add(2, 1)])
  await patient.close()
  expect(attempts).toBeGreaterThan(2)
  const { rows } = await database.transaction((tx) =>
    tx.query(sql`select balance from account where id < 3 order by id`),
  )
  expect(rows).toEqual([{ balance: '102' }, { balance: '102' }])
})

test('serializable transactions that would skew are repeated, so no update is lost', async () => {
  await database.transaction((tx) => tx.query(sql`create table counter as select 0 as value`))
  const bump = () =>
    database.transaction(
      async (tx) => {
        const { rows } = await tx.query<{ value: number }>(sql`select value from counter`)
        await tx.query(sql`update counter set value = ${(rows[0]?.value ?? 0) + 1}`)
      },
      { isolation: 'serializable' },
    )
  await Promise.all([bump(), bump(), bump()])
  const { rows } = await database.transaction((tx) => tx.query(sql`select value from counter`))
  expect(rows).toEqual([{ value: 3 }])
})

test('retries are bounded and a connection lost is told, not repeated', async () => {
  let attempts = 0
  const always = await failureOf(async (tx) => {
    attempts++
    await tx.query(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
  })
  expect(always).toMatchObject({ kind: 'serialization' })
  expect(attempts).toBe(5)
  let lost = 0
  const failure = await failureOf(async (tx) => {
    lost++
    await tx.query(sql`select pg_terminate_backend(pg_backend_pid())`)
  })
  expect(failure).toMatchObject({ kind: 'connection' })
  expect(lost).toBe(1)
  expect((await database.transaction((tx) => tx.query(sql`select 1`))).count).toBe(1)
})

test('a named statement is prepared once and answers again', async () => {
  await database.transaction(async (tx) => {
    for (const wanted of [1, 2]) {
      const { rows } = await tx.query(named('double', sql`select ${wanted}::int * 2 as doubled`))
      expect(rows).toEqual([{ doubled: wanted * 2 }])
    }
    const { rows } = await tx.query(sql`select name from pg_prepared_statements`)
    expect(rows).toEqual([{ name: 'double' }])
  })
})

test('answers of one name are read by their own columns, by name and as arrays, again and again', async () => {
  const other = openDatabase({ url })
  const first = named('look', sql`select ${1}::int as id, 100::numeric as balance, null::date as day`)
  const second = named('look', sql`select true as id, 100::numeric as balance, '2026-02-28'::date as day`)
  for (const _ of [1, 2, 3]) {
    expect((await database.query(first)).rows).toEqual([{ id: 1, balance: '100', day: null }])
    expect((await database.query({ ...first, rowMode: 'array' })).rows).toEqual([[1, '100', null]])
    const [row] = (await other.query(second)).rows
    expect(row).toEqual({ id: true, balance: '100', day: '2026-02-28' })
  }
  await other.close()
})

test('a read-only transaction cannot write', async () => {
  const failure = await database
    .transaction((tx) => tx.query(sql`insert into account values (7, 7)`), { readOnly: true })
    .catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: '25006' })
})
