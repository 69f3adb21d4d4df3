// One operation of the HTTP interface, as the tables of them name it.
import type { TSchema } from 'typebox'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Operation<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  readonly method: Method
  /** As Fastify writes it: parameters begin with a colon. */
  readonly path: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Name of the answer's schema in the document; absent where the answer is free. */
  readonly answer?: string
  readonly status?: number
  /** Changes nothing though it is a POST: a token that may only read may ask it. */
  readonly isQuestion?: true
  /** Answers without a session. */
  readonly isOpen?: true
  /** Also for somebody who is still to choose a password of their own. */
  readonly isBeforePassword?: true
  /** Bytes of body it takes; one mebibyte when absent. */
  readonly bodyLimit?: number
}
export type AnyOperation = Operation<TSchema, TSchema, TSchema>

export const operation = <P extends TSchema, Q extends TSchema, B extends TSchema>(
  entry: Operation<P, Q, B>,
): Operation<P, Q, B> => entry

export const kibibyte = 1024
export const mebibyte = 1024 * kibibyte
