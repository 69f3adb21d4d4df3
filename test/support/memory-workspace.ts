// A workspace's rows as plain data, for tests of pure parts: a Reader over a map, and the rounds of a write.

import { derivedId } from '#base/derived-id'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { empty, type Sql } from '#base/sql'
import type { Formula, Me } from '#kernel/formula'
import type { Action, Change, Diff, Filter, Query, Reaction, Reader, Values } from '#kernel/records'
import type { Field, ResolvedObject, Row, Schema, Value } from '#kernel/schema'

export type Rows = Map<string, Row>
const keyOf = (object: string, id: string): string => `${object}/${id}`

export const put = (rows: Rows, object: string, row: Row): void => {
  rows.set(keyOf(object, String(row.id)), { version: 1, ...row })
}

export const rowsOf = (rows: Rows, object: string): readonly Row[] =>
  [...rows].filter(([key]) => key.startsWith(`${object}/`)).map(([, row]) => row)

/** Answers questions made of and, or, eq, ne, in, le, gt, blank, notBlank and formulas given as functions. */
export function ask(rows: Rows, query: Query, formulas: Formulas = {}): readonly Row[] {
  const matches = (row: Row, filter: Filter): boolean => {
    if ('and' in filter) return filter.and.every((one) => matches(row, one))
    if ('or' in filter) return filter.or.some((one) => matches(row, one))
    if ('not' in filter) return !matches(row, filter.not)
    if ('formula' in filter) return formulas[filter.formula]?.(row, {}) === true
    const value = row[filter.field] ?? null
    const wanted = filter.value ?? null
    if (filter.is === 'in') return Array.isArray(wanted) && wanted.includes(value)
    if (filter.is === 'notBlank') return value !== null
    if (filter.is === 'blank') return value === null
    if (value === null || wanted === null) return false
    const answers: Readonly<Record<string, boolean>> = {
      eq: value === wanted,
      ne: value !== wanted,
      le: String(value) <= String(wanted),
      gt: String(value) > String(wanted),
    }
    return answers[filter.is] ?? false
  }
  const { filter, limit = 50 } = query
  return rowsOf(rows, query.object)
    .filter((row) => filter === undefined || matches(row, filter))
    .toSorted((left, right) => (String(left.id) < String(right.id) ? -1 : 1))
    .slice(0, limit)
}

/** Formulas as functions, by their text; a test's own little language. */
export type Formulas = Readonly<Record<string, (row: Row, more: More) => Value>>
export type More = {
  readonly follow?: (object: string, id: string) => Row | undefined
  readonly variables?: Readonly<Record<string, Value>>
}

export const formulaOf = (
  text: string,
  formulas: Formulas,
  reads: readonly (readonly string[])[] = [],
): Result<Formula> => {
  const run = formulas[text]
  if (run === undefined) return failed({ code: 'formula.syntax', path: [], params: {} })
  const sql = (): Sql => empty
  const evaluate: Formula['evaluate'] = ({ row, follow, variables = {} }) => run(row, { follow, variables })
  return ok({
    text,
    result: { kind: 'boolean' },
    tax: undefined,
    reads,
    calendar: false,
    gathers: [],
    ast: null,
    evaluate,
    toSql: sql,
    toCondition: sql,
  })
}

/** A schema of objects with fields, enough for following references. */
export function schemaOf(objects: Readonly<Record<string, readonly Field[]>>): Schema {
  const resolved = Object.entries(objects).map(([name, fields]): [string, ResolvedObject] => {
    const own = fields.map((field) => ({ ...field, layer: 'system' as const, column: field.name }))
    const byName = new Map(own.map((field) => [field.name, field]))
    const common = { name, kind: 'record' as const, title: 'title', layer: 'system' as const, table: name }
    return [name, { ...common, label: { 'zh-CN': name, en: name }, fields: own, byName, ownerField: null }]
  })
  const all = new Map(resolved)
  return {
    version: 1,
    namespace: 'w_test',
    objects: all,
    object: (name) => all.get(name),
    incomingRollups: () => [],
  }
}

export const person = (id: string, more: Partial<Me> = {}): Reader['actor'] => ({
  ...{
    kind: 'person',
    id,
    name: id,
    locale: 'zh-CN',
    department: null,
    departments: [],
    headed: [],
    roles: [],
  },
  ...more,
})

export type Writing = {
  readonly rows: Rows
  readonly reaction?: Reaction
  readonly actions?: readonly Action[]
  readonly actor: Reader['actor']
  readonly now: string
}

export type Wrote = {
  readonly problems: readonly Problem[]
  /** Every question asked of the store. */
  readonly queries: readonly Query[]
  readonly events: readonly {
    object: string
    id: string
    kind: 'create' | 'update'
    at: string
    after: Row
  }[]
}

/** One write: actions, then rounds of the reaction until nothing more is wanted; all or nothing. */
export async function write(writing: Writing, changes: readonly Change[]): Promise<Wrote> {
  const { rows, reaction, actor, now } = writing
  const before: Rows = new Map(rows)
  const current: Rows = new Map(rows)
  const queries: Query[] = []
  let count = 0
  const reader: Reader = {
    isOff: () => false,
    read: async (query) => {
      queries.push(query)
      return ask(before, query)
    },
    row: async (object, id) => current.get(keyOf(object, id)) ?? null,
    rows: async (object, ids, options) => {
      if (options?.lock) queries.push({ object, filter: { field: 'id', is: 'in', value: ids } })
      return new Map(
        ids.flatMap((id): [string, Row][] => {
          const row = current.get(keyOf(object, id))
          return row ? [[id, row]] : []
        }),
      )
    },
    now,
    zone: 'Asia/Shanghai',
    gather: async () => () => undefined,
    newId: () => derivedId('test', now, `${count++}`),
    actor,
    origin: { source: 'form' },
  }
  let wanted: readonly Wish[] = await wishes(writing, reader, current, changes)
  const problems = wanted.flatMap((wish) => ('problems' in wish ? wish.problems : []))
  const stopped = (found: readonly Problem[]): Wrote => ({ problems: found, queries, events: [] })
  if (problems.length > 0) return stopped(problems)
  for (let round = 0; wanted.length > 0; round++) {
    if (round > 100) throw new Error('the rounds do not end')
    const diffs = wanted.flatMap((wish) => ('values' in wish ? apply(current, wish) : []))
    const more = diffs.length === 0 ? {} : await reaction?.beforeCommit(reader, diffs)
    if (more?.problems?.length) return stopped(more.problems)
    wanted = (more?.changes ?? []).map((change) => wishOf(change, null))
  }
  return { problems: [], queries, events: commit(rows, current, now) }
}

type Wish =
  | {
      readonly object: string
      readonly id: string
      readonly values: Values | null
      readonly action: string | null
    }
  | { readonly problems: readonly Problem[] }

function wishOf(change: Change, action: string | null): Wish {
  if (change.kind === 'act') throw new Error('an action of an action')
  if (change.kind === 'restore') throw new Error('a workspace in memory has no log to restore from')
  if (change.kind === 'override') throw new Error('actions override no stages')
  const { object, id } = change
  return { object, id, values: change.kind === 'remove' ? null : change.values, action }
}

async function wishes(
  { actions = [] }: Writing,
  reader: Reader,
  current: Rows,
  changes: readonly Change[],
): Promise<readonly Wish[]> {
  const wanted = changes.map(async (change): Promise<readonly Wish[]> => {
    if (change.kind !== 'act') return [wishOf(change, null)]
    const action = actions.find(({ name, object }) => name === change.action && object === change.object)
    if (action === undefined) throw new Error(`no action ${change.action}`)
    const record = current.get(keyOf(change.object, change.id ?? '')) ?? null
    const outcome = await action.run({ ...reader, record }, change.input)
    if (!outcome.ok) return [{ problems: outcome.problems }]
    return outcome.value.changes.map((one) => wishOf(one, change.action))
  })
  return (await Promise.all(wanted)).flat()
}

function apply(current: Rows, wish: Extract<Wish, { values: unknown }>): readonly Diff[] {
  const { object, id, values, action } = wish
  const before = current.get(keyOf(object, id)) ?? null
  if (values === null) {
    current.delete(keyOf(object, id))
    return [{ object, id, before, after: null, changed: [], action }]
  }
  const changed = Object.keys(values).filter(
    (name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(values[name] ?? null),
  )
  if (before !== null && changed.length === 0) return []
  const after: Row = { ...before, ...values, id, version: Number(before?.version ?? 0) + 1 }
  current.set(keyOf(object, id), after)
  return [{ object, id, before, after, changed, action }]
}

function commit(rows: Rows, current: Rows, at: string): Wrote['events'] {
  const events = [...current].flatMap(([key, row]) => {
    const old = rows.get(key)
    if (old === row) return []
    const names = Object.keys(row).filter((name) => old?.[name] !== row[name])
    const after = Object.fromEntries(names.map((name) => [name, row[name] ?? null]))
    const object = key.slice(0, key.lastIndexOf('/'))
    const kind = old === undefined ? ('create' as const) : ('update' as const)
    return [{ object, id: String(row.id), kind, at, after }]
  })
  for (const key of rows.keys()) if (!current.has(key)) rows.delete(key)
  for (const [key, row] of current) rows.set(key, row)
  return events
}
