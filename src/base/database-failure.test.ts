import { expect, test } from 'vitest'
import { constraintName, DatabaseFailure, failureKind, isRetryable } from './database-failure.ts'

test.each([
  ['23505', 'unique'],
  ['23503', 'foreignKey'],
  ['23514', 'check'],
  ['23502', 'notNull'],
  ['40001', 'serialization'],
  ['40P01', 'deadlock'],
  ['57014', 'timeout'],
  ['08006', 'connection'],
  ['57P01', 'connection'],
  ['ECONNREFUSED', 'connection'],
])('%s is %s', (code, kind) => {
  expect(failureKind({ code })).toBe(kind)
})

test('a mistake in SQL is not an expected failure', () => {
  expect(failureKind({ code: '42601' })).toBeNull()
  expect(failureKind({ message: 'something else' })).toBeNull()
})

test('a commit lost on a shard may be repeated, a lost connection may not', () => {
  const kind = failureKind({
    code: 'XX000',
    message: 'could not commit transaction for shard 102008 on any node',
  })
  expect(kind).toBe('serialization')
  expect(isRetryable('serialization')).toBe(true)
  expect(isRetryable('connection')).toBe(false)
})

test.each([
  [{ constraint: 'uq_0192' + 'ab' }, 'uq_0192ab'],
  [{ constraint: 'uq_orderNo_102008' }, 'uq_orderNo'],
  [{ message: 'duplicate key value violates unique constraint "uq_orderNo"' }, 'uq_orderNo'],
  [{ message: 'duplicate key value violates unique constraint "uq_orderNo_102008"' }, 'uq_orderNo'],
  [{ message: 'new row violates check constraint "ck_""odd"""' }, 'ck_"odd"'],
  [{ message: 'nothing named' }, null],
])('the constraint of %j is %s', (error, name) => {
  expect(constraintName(error)).toBe(name)
})

test('a failure keeps its cause', () => {
  const cause = { code: '23505', message: 'twice', constraint: 'uq_a', table: 't' }
  const failure = new DatabaseFailure('unique', cause)
  expect(failure).toMatchObject({ kind: 'unique', constraint: 'uq_a', table: 't', column: null, cause })
})
