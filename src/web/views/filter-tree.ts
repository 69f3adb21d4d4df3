// A filter that somebody builds: conditions in groups, written to the address and turned into the question. Pure.
import type { Comparison, Filter } from '#kernel/records'
import type { Field, Value } from '#kernel/schema'
import { dayOf, endOfDay, rangeOf, type Standpoint, startOfDay } from './day-range.ts'

/** What a condition may say; beyond the comparisons of a question those that people speak in. */
export type Operator = Comparison | 'notContains' | 'within' | 'notWithin'

export type Condition = {
  readonly field: string
  readonly is: Operator
  /** As the address has them: keys, ids, `me`, numbers, days by name. A condition that lacks them asks nothing. */
  readonly values: readonly string[]
}
export type FilterGroup = { readonly join: 'and' | 'or'; readonly of: readonly FilterNode[] }
export type FilterNode = Condition | FilterGroup

/** Who filters, and from which day. */
export type Reader = Standpoint & { readonly id: string; readonly department: string | null }

export const isGroup = (node: FilterNode): node is FilterGroup => 'join' in node

export const limits = { depth: 4, nodes: 60, values: 50, text: 6000 } as const

/** Kinds of fields by what can be asked of them. */
export type FilterKind = 'text' | 'number' | 'date' | 'datetime' | 'choice' | 'record' | 'tags' | 'boolean'

const kinds: Readonly<Partial<Record<Field['type'], FilterKind>>> = {
  text: 'text',
  longText: 'text',
  richText: 'text',
  autoNumber: 'text',
  number: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  select: 'choice',
  multiSelect: 'choice',
  person: 'record',
  department: 'record',
  reference: 'record',
  persons: 'record',
  departments: 'record',
  references: 'record',
  anyReference: 'record',
  tags: 'tags',
  boolean: 'boolean',
}

/** Null for what cannot be filtered by: lines, files and JSON. */
export function filterKind(field: Field): FilterKind | null {
  if (field.type !== 'formula' && field.type !== 'rollup') return kinds[field.type] ?? null
  if (field.type === 'formula' && field.options !== undefined) return 'choice'
  return field.result === 'text' ? 'text' : (kinds[field.result] ?? null)
}

const days: readonly Operator[] = [
  ...(['within', 'notWithin', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between'] as const),
  ...(['blank', 'notBlank'] as const),
]
/** Every comparison that a kind of field has, the most asked-for first. */
export const operators: Readonly<Record<FilterKind, readonly Operator[]>> = {
  text: ['contains', 'notContains', 'startsWith', 'eq', 'ne', 'blank', 'notBlank'],
  number: ['ge', 'gt', 'le', 'lt', 'eq', 'ne', 'between', 'blank', 'notBlank'],
  date: days,
  datetime: days,
  choice: ['in', 'notIn', 'blank', 'notBlank'],
  record: ['in', 'notIn', 'blank', 'notBlank'],
  tags: ['in', 'notIn', 'blank', 'notBlank'],
  boolean: ['eq', 'ne', 'blank', 'notBlank'],
}

/** How many values an operator takes; many is Infinity. */
export const valuesTaken = (is: Operator): number =>
  is === 'blank' || is === 'notBlank'
    ? 0
    : is === 'between'
      ? 2
      : is === 'in' || is === 'notIn'
        ? Infinity
        : 1

const signs = { and: '&', or: '|' } as const

type Written = readonly (string | Written)[]

const written = (node: FilterNode): Written =>
  isGroup(node) ? [signs[node.join], ...node.of.map(written)] : [node.field, node.is, ...node.values]

/** A filter as a parameter of an address: nested lists, `["&",["due","within","next7"],["|",…]]`. */
export const filterText = (group: FilterGroup): string => JSON.stringify(written(group))

/** Reads a parameter; what the object's fields do not allow is dropped. Null when nothing is left. */
export function readFilter(text: string | undefined, fields: readonly Field[]): FilterGroup | null {
  if (!text || text.length > limits.text) return null
  const budget = { nodes: limits.nodes }
  const node = readNode(parsed(text), new Map(fields.map((field) => [field.name, field])), budget, 0)
  if (node === null || !isGroup(node)) return null
  return node.of.length > 0 ? node : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function readNode(
  value: unknown,
  fields: ReadonlyMap<string, Field>,
  budget: { nodes: number },
  depth: number,
): FilterNode | null {
  budget.nodes--
  if (!Array.isArray(value) || budget.nodes < 0 || depth > limits.depth) return null
  const [first, ...rest]: readonly unknown[] = value
  if (first !== signs.and && first !== signs.or) return readCondition(value, fields)
  return {
    join: first === signs.or ? 'or' : 'and',
    of: rest.flatMap((part) => readNode(part, fields, budget, depth + 1) ?? []),
  }
}

function readCondition(value: readonly unknown[], fields: ReadonlyMap<string, Field>): Condition | null {
  const texts = value.slice(0, limits.values + 2).filter((part) => typeof part === 'string')
  const [name = '', is = '', ...values] = texts
  const field = fields.get(name)
  const kind = field && filterKind(field)
  const operator = kind ? operators[kind].find((one) => one === is) : undefined
  return operator === undefined ? null : { field: name, is: operator, values }
}

export const conditionCount = (node: FilterNode): number =>
  isGroup(node) ? node.of.reduce((sum, part) => sum + conditionCount(part), 0) : 1

/** What a filter means to this reader today; undefined where it asks nothing yet. */
export function meaningOf(node: FilterNode, fields: readonly Field[], reader: Reader): Filter | undefined {
  if (!isGroup(node)) {
    const field = fields.find(({ name }) => name === node.field)
    return field && conditionMeaning(node, field, reader)
  }
  const parts = node.of.flatMap((part) => meaningOf(part, fields, reader) ?? [])
  if (parts.length < 2) return parts[0]
  return node.join === 'and' ? { and: parts } : { or: parts }
}

type Meaning = (condition: Condition, field: Field, reader: Reader) => Filter | undefined

/** `reads` says which texts are values; any other asks nothing, as if it were still being typed. */
const plain =
  (read: (text: string) => Value, reads: RegExp): Meaning =>
  ({ field, is, values }) => {
    const [first = '', second = ''] = values
    if (!reads.test(first)) return undefined
    if (is === 'notContains') return { not: { field, is: 'contains', value: read(first) } }
    if (is !== 'between') return { field, is: is as Comparison, value: read(first) }
    return reads.test(second) ? { field, is, value: [read(first), read(second)] } : undefined
  }

const among: Meaning = ({ field, is, values }, { type }, reader) => {
  const wanted = values.flatMap((value) => meant(value, type, reader))
  // "Mine" of somebody without a department is nobody's, and not everybody's.
  return values.length === 0 ? undefined : { field, is: is as Comparison, value: wanted }
}

/** `me` is the reader, or the reader's department. */
export function meant(value: string, type: Field['type'], { id, department }: Reader): readonly string[] {
  if (value !== 'me') return [value]
  return type === 'department' || type === 'departments' ? (department === null ? [] : [department]) : [id]
}

/** Days from the first to the last, either end open; of instants those that lie in these days in the reader's zone. */
export function daysBetween(
  field: string,
  [first, last]: readonly [string, string],
  isInstant: boolean,
  at: Standpoint,
): readonly Filter[] {
  return [
    ...(first ? [{ field, is: 'ge' as const, value: isInstant ? startOfDay(first, at) : first }] : []),
    ...(last && !isInstant ? [{ field, is: 'le' as const, value: last }] : []),
    ...(last && isInstant ? [{ field, is: 'lt' as const, value: endOfDay(last, at) }] : []),
  ]
}

const onDays: Meaning = ({ field, is, values: [first = '', second = ''] }, { type, ...rest }, reader) => {
  const isInstant = type === 'datetime' || ('result' in rest && rest.result === 'datetime')
  const between = (range: readonly [string, string] | undefined): Filter | undefined =>
    range && { and: daysBetween(field, range, isInstant, reader) }
  const not = (filter: Filter | undefined): Filter | undefined => filter && { not: filter }
  const within = (): Filter | undefined => between(rangeOf(first, reader))
  const [from, to] = [dayOf(first, reader), dayOf(second, reader)]
  if (is === 'within') return within()
  if (is === 'notWithin') return not(within())
  if (from === undefined) return undefined
  if (is === 'between') return to === undefined ? undefined : between([from, to])
  if (is === 'eq') return between([from, from])
  if (is === 'ne') return not(between([from, from]))
  if (is === 'ge') return between([from, ''])
  if (is === 'le') return between(['', from])
  return is === 'lt'
    ? { field, is, value: isInstant ? startOfDay(from, reader) : from }
    : { field, is: isInstant ? 'ge' : 'gt', value: isInstant ? endOfDay(from, reader) : from }
}

const meanings: Readonly<Record<FilterKind, Meaning>> = {
  text: plain((text) => text, /./),
  number: plain((text) => text, /^-?\d{1,20}(\.\d{1,10})?$/),
  date: onDays,
  datetime: onDays,
  choice: among,
  record: among,
  tags: among,
  boolean: plain((text) => text === 'true', /^(true|false)$/),
}

function conditionMeaning(condition: Condition, field: Field, reader: Reader): Filter | undefined {
  const kind = filterKind(field)
  if (kind === null) return undefined
  if (condition.is === 'blank' || condition.is === 'notBlank')
    return { field: condition.field, is: condition.is }
  return meanings[kind](condition, field, reader)
}
