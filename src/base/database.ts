// The only door to PostgreSQL: transactions, statements, and what they can fail with.
import pg from 'pg'
import { DatabaseFailure, failureKind, isRetryable, type ServerError } from './database-failure.ts'
import { type Answer, Query } from './database-query.store.ts'
import { valueParsers } from './database-values.ts'
import type { Statement } from './sql.ts'

export { DatabaseFailure, type FailureKind } from './database-failure.ts'

/** A row by column name. Numbers that JavaScript cannot hold exactly come as text (see database-values.ts). */
export type Row = Readonly<Record<string, unknown>>

/** The rows of a statement; `count` is how many rows it returned or changed. */
export type Rows<T> = { readonly rows: readonly T[]; readonly count: number }

/** One open transaction. It ends with the function it was given to; never keep it longer. */
export type Tx = {
  /**
   * Runs one statement. Fails with DatabaseFailure for the kinds that callers tell apart. Statements asked for without waiting
   * for each other travel together and run in the order they were asked for; behind one that fails the others fail too.
   */
  readonly query: <T = Row>(statement: Statement) => Promise<Rows<T>>
  /** The answers to several statements that do not depend on each other: sent together, run in order. */
  readonly together: <T = Row>(statements: readonly Statement[]) => Promise<readonly Rows<T>[]>
  /**
   * Sends the last statements and the commit together. Nothing may be asked of the transaction afterwards. Fails as the first
   * of them fails; nothing of the transaction is kept then.
   */
  readonly commitWith: (statements: readonly Statement[]) => Promise<void>
  /** Statements sent so far, `begin` and `commit` included: the figure the record engine is held to. */
  readonly roundTrips: number
}

export type TransactionOptions = {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readonly readOnly?: boolean
}

export type Database = {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. After a serialization
   * failure or a deadlock the whole of `work` runs again, at most five times, so it must have no effect outside.
   */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions) => Promise<T>
  /** Runs one statement by itself, on any connection: for reads that need no transaction around them. */
  readonly query: Tx['query']
  /** The same for several, on one connection, each by itself. */
  readonly together: Tx['together']
  /** Waits for the connections in use and closes them. */
  readonly close: () => Promise<void>
}

export type DatabaseOptions = {
  readonly url: string
  /** A role to work as instead of the one that signs in; the latter must be a member of it. */
  readonly role?: string
  readonly maxConnections?: number
  readonly statementTimeoutMs?: number
  readonly idleInTransactionTimeoutMs?: number
  /** Told of connections lost while idle, which no caller is there to hear of. */
  readonly onLostConnection?: (error: Error) => void
}

const maxAttempts = 5

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    valueParsers[oid as number] ??
    (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown),
}

/** Opens a pool; nothing is connected before the first transaction. */
export function openDatabase(options: DatabaseOptions): Database {
  const settings: pg.PoolConfig & { readonly pipeline: true } = {
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    types,
    options: sessionSettings(options),
    connectionTimeoutMillis: 10_000,
    // A new connection costs more than a hundred statements: it is kept for the next rush.
    idleTimeoutMillis: 300_000,
    // A statement need not wait for the answer to the one before it.
    pipeline: true,
  }
  const pool = new pg.Pool(settings)
  const lent = lending(pool)
  let isClosing = false
  // The server may end sooner than the connections that were told to close: nothing is lost then.
  pool.on('error', (error) => isClosing || options.onLostConnection?.(error))
  return {
    transaction: (work, how = {}) => withRetries(() => runOnce(lent, work, how)),
    query: async <T>(statement: Statement) => {
      const [answer] = await sendTogether<T>(lent, [statement])
      return answer ?? { rows: [], count: 0 }
    },
    together: (statements) => sendTogether(lent, statements),
    close: () => {
      isClosing = true
      return pool.end()
    },
  }
}

// Set while connecting, so that no transaction spends a round trip on them. ISO dates in UTC are what the parsers read.
function sessionSettings(options: DatabaseOptions): string {
  const settings = {
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 60_000,
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    // A record is read with the names of all it refers to: ten left joins on primary keys, whose order never matters but
    // takes tens of milliseconds to search. Joins of more than two tables are made in the order they are written.
    join_collapse_limit: 2,
    ...(options.role === undefined ? {} : { role: options.role }),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/** Connections as they are lent and given back. */
type Lending = {
  readonly take: () => Promise<pg.PoolClient>
  /** `failure` is what ended the work, if anything did. */
  readonly giveBack: (client: pg.PoolClient, isBroken: boolean, failure?: unknown) => void
}

/**
 * A statement that was prepared fails for ever on its connection once a column has taken another type: the first that does has all
 * connections of before replaced, as they come back or are about to be lent again.
 */
function lending(pool: pg.Pool): Lending {
  const outdated = new WeakSet<pg.PoolClient>()
  let known = new Set<pg.PoolClient>()
  pool.on('connect', (client) => void known.add(client))
  pool.on('remove', (client) => void known.delete(client))
  const renew = (): void => {
    for (const client of known) outdated.add(client)
    known = new Set()
  }
  return {
    async take() {
      for (;;) {
        const client = await pool.connect().catch(rethrow)
        if (!outdated.has(client)) return client
        client.release(true)
      }
    },
    giveBack(client, isBroken, failure) {
      if ((failure as ServerError | undefined)?.code === planChanged) renew()
      client.release(isBroken || outdated.has(client))
    },
  }
}

/** feature_not_supported: "cached plan must not change result type". */
const planChanged = '0A000'

async function sendTogether<T>(lent: Lending, statements: readonly Statement[]): Promise<readonly Rows<T>[]> {
  const client = await lent.take()
  const onLoss = (): void => undefined
  client.on('error', onLoss)
  gather(client)
  const answers = await Promise.allSettled(statements.map((statement) => send<T>(client, statement)))
  client.off('error', onLoss)
  const failed = answers.find(({ status }) => status === 'rejected')
  lent.giveBack(client, false, failed?.status === 'rejected' ? failed.reason : undefined)
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt()
    } catch (error) {
      const canRetry = error instanceof DatabaseFailure && isRetryable(error.kind)
      if (!canRetry || attempts === maxAttempts) throw error
      await pause(attempts)
    }
  }
}

// Those that collided wait unequally long, so that they do not meet again.
const pause = (attempts: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempts))

async function runOnce<T>(
  lent: Lending,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const client = await lent.take()
  // A connection lost while in use is reported by the query that runs; without a listener it would end the process.
  const onLoss = (): void => undefined
  client.on('error', onLoss)
  let broken = false
  let failure: unknown
  const tx = openTx(client, options)
  try {
    const result = await work(tx)
    if (!tx.hasEnded()) await tx.commitWith([])
    return result
  } catch (error) {
    failure = error
    if (tx.hasBegun())
      broken = await client.query('rollback').then(
        () => false,
        () => true,
      )
    throw error
  } finally {
    client.off('error', onLoss)
    lent.giveBack(client, broken, failure)
  }
}

const beginText = ({ isolation, readOnly }: TransactionOptions): string =>
  `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`

type OpenTx = Tx & { readonly hasBegun: () => boolean; readonly hasEnded: () => boolean }

function openTx(client: pg.PoolClient, options: TransactionOptions): OpenTx {
  let roundTrips = 0
  let ended = false
  const ask = <T>(statement: Statement): Promise<Answered<T>> => {
    roundTrips++
    gather(client)
    return send<T>(client, statement)
  }
  const query = <T>(statement: Statement): Promise<Rows<T>> => {
    // Whatever keeps a transaction from beginning fails the statement that comes with it too.
    if (roundTrips === 0) ask({ text: beginText(options), values: [] }).catch(() => undefined)
    return ask<T>(statement)
  }
  const commit = async (): Promise<void> => {
    const { command } = await ask({ text: 'commit', values: [] })
    // PostgreSQL answers so when a statement failed and its failure was passed over.
    if (command === 'ROLLBACK') throw new Error('A transaction with a failed statement cannot be committed')
  }
  return {
    query,
    together: <T>(statements: readonly Statement[]) =>
      Promise.all(statements.map((statement) => query<T>(statement))),
    async commitWith(statements) {
      const last = statements.map((statement) => query(statement))
      ended = true
      if (roundTrips === 0) return
      for (const done of await Promise.allSettled([...last, commit()]))
        if (done.status === 'rejected') throw done.reason
    },
    get roundTrips() {
      return roundTrips
    },
    hasBegun: () => roundTrips > 0,
    hasEnded: () => ended,
  }
}

type Corked = { readonly connection?: { readonly stream?: { cork(): void; uncork(): void } } }

/** What is asked for until control returns leaves in one packet: each write to a socket costs as much as a small statement. */
function gather(client: pg.PoolClient): void {
  const stream = (client as Corked).connection?.stream
  if (!stream) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

type Answered<T> = Rows<T> & { readonly command: string }

async function send<T>(to: pg.PoolClient, statement: Statement): Promise<Answered<T>> {
  const { rows, rowCount, command } = await new Promise<Answer>((resolve, reject) => {
    to.query(new Query(statement, (error, answer) => (error === null ? resolve(answer) : reject(error))))
  }).catch(rethrow)
  return { rows: rows as T[], count: rowCount ?? 0, command }
}

function rethrow(error: unknown): never {
  const kind = failureKind(error as ServerError)
  // Where the driver read the answer says nothing; who asked does.
  if (error instanceof Error) Error.captureStackTrace(error, rethrow)
  throw kind === null ? error : new DatabaseFailure(kind, error as ServerError)
}
