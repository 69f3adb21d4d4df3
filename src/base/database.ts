// The only door to PostgreSQL: transactions, statements, and what they can fail with.
import pg from 'pg'
import { DatabaseFailure, failureKind, isRetryable, type ServerError } from './database-failure.ts'
import { valueParsers } from './database-values.ts'
import type { Statement } from './sql.ts'

export { DatabaseFailure, type FailureKind } from './database-failure.ts'

/** A row by column name. Numbers that JavaScript cannot hold exactly come as text (see database-values.ts). */
export type Row = Readonly<Record<string, unknown>>

/** The rows of a statement; `count` is how many rows it returned or changed. */
export type Rows<T> = { readonly rows: readonly T[]; readonly count: number }

/** One open transaction. It ends with the function it was given to; never keep it longer. */
export type Tx = {
  /** Runs one statement. Fails with DatabaseFailure for the kinds that callers tell apart. */
  readonly query: <T = Row>(statement: Statement) => Promise<Rows<T>>
  /** Statements sent so far, `begin` included: the figure the record engine is held to. */
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
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    types,
    options: sessionSettings(options),
    connectionTimeoutMillis: 10_000,
  })
  let isClosing = false
  // The server may end sooner than the connections that were told to close: nothing is lost then.
  pool.on('error', (error) => isClosing || options.onLostConnection?.(error))
  return {
    transaction: (work, how = {}) => withRetries(() => runOnce(pool, work, how)),
    query: (statement) => send(pool, statement),
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
    ...(options.role === undefined ? {} : { role: options.role }),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
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
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const client = await pool.connect().catch(rethrow)
  // A connection lost while in use is reported by the query that runs; without a listener it would end the process.
  const onLoss = (): void => undefined
  client.on('error', onLoss)
  let broken = false
  try {
    const tx = openTx(client)
    await tx.query({ text: beginText(options), values: [] })
    const result = await work(tx)
    await tx.query({ text: 'commit', values: [] })
    return result
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    throw error
  } finally {
    client.off('error', onLoss)
    client.release(broken)
  }
}

function beginText({ isolation, readOnly }: TransactionOptions): string {
  return `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`
}

function openTx(client: pg.PoolClient): Tx {
  let roundTrips = 0
  return {
    get roundTrips() {
      return roundTrips
    },
    query: (statement) => {
      roundTrips++
      return send(client, statement)
    },
  }
}

async function send<T>(to: pg.Pool | pg.PoolClient, { text, values, name }: Statement): Promise<Rows<T>> {
  const result = await to
    .query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
    .catch(rethrow)
  return { rows: result.rows as T[], count: result.rowCount ?? 0 }
}

function rethrow(error: unknown): never {
  const kind = failureKind(error as ServerError)
  throw kind === null ? error : new DatabaseFailure(kind, error as ServerError)
}
