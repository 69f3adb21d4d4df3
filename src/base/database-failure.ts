// What a statement can fail with, as a closed set, whatever the driver and the server call it.

/** The ways a statement fails that callers tell apart. Everything else is a bug and stays an exception. */
export type FailureKind =
  | 'unique'
  | 'foreignKey'
  | 'check'
  | 'notNull'
  | 'serialization'
  | 'deadlock'
  | 'timeout'
  | 'connection'

/** A failed statement. `constraint` is the name we gave it, without what a distributed server appends. */
export class DatabaseFailure extends Error {
  readonly kind: FailureKind
  readonly constraint: string | null
  readonly table: string | null
  readonly column: string | null

  constructor(kind: FailureKind, cause: ServerError) {
    super(cause.message ?? kind, { cause })
    this.name = 'DatabaseFailure'
    this.kind = kind
    this.constraint = constraintName(cause)
    this.table = cause.table ?? null
    this.column = cause.column ?? null
  }
}

/** The fields of an error that the driver hands on from the server. */
export type ServerError = {
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly constraint?: string | undefined
  readonly table?: string | undefined
  readonly column?: string | undefined
}

// SQLSTATE codes: PostgreSQL documentation, appendix A. Two characters stand for a whole class.
const kinds: Readonly<Record<string, FailureKind>> = {
  '23505': 'unique',
  '23P01': 'unique',
  '23503': 'foreignKey',
  '23001': 'foreignKey',
  '23514': 'check',
  '23502': 'notNull',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '57014': 'timeout',
  '55P03': 'timeout',
  '25P03': 'timeout',
  '25P04': 'timeout',
  '08': 'connection',
  '57P01': 'connection',
  '57P02': 'connection',
  '57P03': 'connection',
  '53300': 'connection',
  ECONNREFUSED: 'connection',
  ECONNRESET: 'connection',
  EPIPE: 'connection',
  ETIMEDOUT: 'connection',
  ENOTFOUND: 'connection',
}

// Citus reports a lost commit on a shard without a code of its own; the driver a closed socket without any code.
const texts: readonly (readonly [RegExp, FailureKind])[] = [
  [/could not commit transaction for shard/, 'serialization'],
  [/Connection terminated|timeout exceeded when trying to connect|not queryable/, 'connection'],
]

/** The kind of an error, or null when it is none that callers tell apart. */
export function failureKind({ code = '', message = '' }: ServerError): FailureKind | null {
  const byText = texts.find(([pattern]) => pattern.test(message))
  return byText?.[1] ?? kinds[code] ?? (/^\d/.test(code) ? kinds[code.slice(0, 2)] : undefined) ?? null
}

/**
 * The name of the constraint that refused, from the error's field or its text. A distributed server names the
 * constraint of a shard `name_<digits>`; ours never end in `_<digits>`, so those are taken off.
 */
export function constraintName({ constraint, message = '' }: ServerError): string | null {
  const found = constraint ?? /constraint "((?:[^"]|"")+)"/.exec(message)?.[1]
  return found?.replaceAll('""', '"').replace(/_\d+$/, '') ?? null
}

/** Whether running the whole transaction again may succeed. */
export const isRetryable = (kind: FailureKind): boolean => kind === 'serialization' || kind === 'deadlock'
