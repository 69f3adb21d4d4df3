// The shape of one entry of the function table, and the small words entries are written in.
import type { Sql } from '#base/sql'
import type { Label, Row, Value } from '#kernel/schema'
import type { Node } from './ast.ts'
import type { Kind, SqlHost } from './contract.ts'
import type { Gather } from './gather.ts'
import type { Inner, Run } from './inner.ts'

/**
 * What may stand in one place. `like`: all places of the same letter hold one common kind. `whole`: a whole number
 * written out in the formula, between two bounds. `oneOf`: one of these texts, written out in any letter case.
 * `prints`: numbers, dates and instants are turned into text.
 */
export type Parameter = {
  readonly name: string
  readonly kinds: readonly Kind[]
  readonly like?: 'T' | 'U'
  readonly whole?: readonly [number, number]
  readonly oneOf?: readonly string[]
  readonly prints?: boolean
}

/** An argument on its way into SQL. `condition` may be null where it means false; it can use an index. */
export type SqlArgument = {
  readonly node: Node
  readonly value: () => Sql
  readonly condition: () => Sql
}

/** A formula and what it gives in the surroundings of `exampleEnvironment`. */
export type Example = { readonly formula: string; readonly value: Value; readonly row?: Row }

/**
 * One function or operator: everything the parser, the checker, both interpreters and the manual know of it.
 * `fixed` arguments come first, then groups of `repeat`, then perhaps `optional`.
 * A `predicate`'s SQL may be null where it means false.
 */
export type FunctionEntry = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly group: 'operator' | 'logic' | 'number' | 'text' | 'date' | 'list' | 'record'
  readonly fixed: readonly Parameter[]
  readonly repeat?: readonly Parameter[]
  readonly optional?: readonly Parameter[]
  readonly result: Kind | 'T' | 'U' | 'blank'
  readonly predicate?: true
  /** It asks which days are worked. */
  readonly calendar?: true
  /** The entry that is meant where its arguments name related records: itself, where it needs some. */
  readonly gathers?: string
  /** How it gathers from them; then `run` and `sql` are not asked. */
  readonly gather?: Gather
  /** The entry that is meant instead for these arguments. */
  readonly variant?: (args: readonly Node[]) => string | undefined
  /** The name it is written under, where that is another entry's. */
  readonly spelling?: string
  readonly run: (args: readonly Run[], nodes: readonly Node[]) => Run
  readonly sql: (args: readonly SqlArgument[], host: SqlHost) => Sql
  readonly doc: Label
  readonly examples: readonly Example[]
}

export const orderable: readonly Kind[] = ['number', 'text', 'date', 'datetime']
export const comparable: readonly Kind[] = [...orderable, 'boolean', 'record']
export const anything: readonly Kind[] = [...comparable, 'list', 'json']

export const one = (kind: Kind, name: string): Parameter => ({ name, kinds: [kind] })
export const like = (letter: 'T' | 'U', name: string, kinds = anything): Parameter => ({
  name,
  kinds,
  like: letter,
})
export const whole = (name: string, least: number, most: number): Parameter => ({
  name,
  kinds: ['number'],
  whole: [least, most],
})
export const oneOf = (name: string, texts: readonly string[]): Parameter => ({
  name,
  kinds: ['text'],
  oneOf: texts,
})
export const printed = (name: string): Parameter => ({ name, kinds: ['text'], prints: true })

export const doc = (zh: string, en: string): Label => ({ 'zh-CN': zh, en })

/** `[formula, value]` pairs as examples. */
export const examples = (...pairs: readonly (readonly [string, Value])[]): readonly Example[] =>
  pairs.map(([formula, value]) => ({ formula, value }))

type Native = {
  text: string
  number: bigint
  boolean: boolean
  date: string
  datetime: string
  record: string
  list: readonly string[]
}
type Natives<K extends readonly (keyof Native)[]> = { [I in keyof K]: Native[K[I]] }

/** Runs `compute` on arguments that the checker has made these kinds; blank as soon as one of them is blank. */
export const given =
  <const K extends readonly (keyof Native)[]>(
    _kinds: K,
    compute: (...values: Natives<K>) => Inner,
  ): FunctionEntry['run'] =>
  (args) =>
  (environment) => {
    const values: Inner[] = []
    for (const arg of args) {
      const value = arg(environment)
      if (value === null) return null
      values.push(value)
    }
    return compute(...(values as unknown as Natives<K>))
  }

/** What is written out in the formula for a `whole` or a `oneOf`; `otherwise` where the argument is left out. */
export const writtenOut = (argument: SqlArgument | undefined, otherwise = ''): string =>
  argument?.node.op === 'literal' ? String(argument.node.value) : otherwise

/** SQL of the arguments' values, in order. */
export const values =
  (write: (...values: Sql[]) => Sql): FunctionEntry['sql'] =>
  (args) =>
    write(...args.map((arg) => arg.value()))

/** SQL of all arguments' values as a list. */
export const valueList =
  (write: (values: readonly Sql[]) => Sql): FunctionEntry['sql'] =>
  (args) =>
    write(args.map((arg) => arg.value()))
