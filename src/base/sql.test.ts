import fc from 'fast-check'
import { expect, test } from 'vitest'
import { empty, ident, join, named, raw, sql } from './sql.ts'

test('values become numbered parameters and never text', () => {
  const statement = sql`select * from t where a = ${"'; drop table t"} and b = ${2}`
  expect(statement.text).toBe('select * from t where a = $1 and b = $2')
  expect(statement.values).toEqual(["'; drop table t", 2])
})

test('a piece brings its parameters along, numbered where it stands', () => {
  const inner = sql`b = ${2} or c = ${3}`
  const outer = sql`a = ${1} and (${inner}) and d = ${4}`
  expect(outer.text).toBe('a = $1 and (b = $2 or c = $3) and d = $4')
  expect(outer.values).toEqual([1, 2, 3, 4])
})

test('names are quoted whatever they hold', () => {
  expect(ident('ws_1', 'sales order"; --').text).toBe('"ws_1"."sales order""; --"')
  expect(() => ident('')).toThrow()
  expect(() => ident('a\0b')).toThrow()
})

test('lists are joined, none is empty', () => {
  expect(join([]).text).toBe('')
  expect(sql`in (${join([1, 2, 3])})`).toMatchObject({ text: 'in ($1, $2, $3)', values: [1, 2, 3] })
  expect(join([ident('a'), sql`b = ${1}`], ' and ').text).toBe('"a" and b = $1')
  expect(sql`select 1${empty}${raw(' limit 1')}`.text).toBe('select 1 limit 1')
})

test('a named statement keeps text and values', () => {
  expect(named('find', sql`select ${1}`)).toEqual({ name: 'find', text: 'select $1', values: [1] })
})

test('however pieces are nested, text and values agree', () => {
  const tree = fc.letrec<{ node: ReturnType<typeof sql> }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.integer().map((value) => sql`x ${value} y`),
      fc.constant(raw('z')),
      fc.array(tie('node'), { maxLength: 4 }).map((pieces) => sql`(${join(pieces)})`),
    ),
  }))
  fc.assert(
    fc.property(tree.node, (statement) => {
      const numbers = [...statement.text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]))
      expect(numbers).toEqual(statement.values.map((_, index) => index + 1))
    }),
    { seed: 20250101 },
  )
})
