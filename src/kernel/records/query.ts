// A question as data.
import { type FormulaText, type Schema, systemFields, type Value } from '#kernel/schema'

export type Comparison =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'in'
  | 'notIn'
  | 'contains'
  | 'startsWith'
  | 'blank'
  | 'notBlank'
  | 'between'

/** Which records: nested conditions over field paths (`customer.region`), or a formula. */
export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly field: string; readonly is: Comparison; readonly value?: Value | readonly Value[] }
  | { readonly formula: FormulaText }

export type Query = {
  readonly object: string
  /** Field paths. A reference field gives its id; its shown name comes as `<field>$title`. Absent: every readable own field. */
  readonly fields?: readonly string[]
  readonly filter?: Filter
  /** Field paths, a leading "-" for descending; the id is always the last key. */
  readonly sort?: readonly string[]
  /** Words to find in the object's search fields: Chinese, Latin, or pinyin initials. */
  readonly search?: string
  /** 1–500, 50 when absent. */
  readonly limit?: number
  /** The cursor of a former answer. */
  readonly after?: string
  /** Lines to bring along, by name of the lines field. */
  readonly lines?: Readonly<Record<string, { readonly fields?: readonly string[] }>>
  /** Also count all matching records, up to 10,000 (then "10000+"). */
  readonly count?: boolean
}

/** Every own value, without the names of what is referred to: they cost a join each and decide nothing. */
export function ownFields(schema: Schema, object: string): readonly string[] {
  const own = schema.object(object)?.fields.filter((field) => field.column !== null) ?? []
  return [...systemFields, ...own.map((field) => field.name)]
}

export type Page<T> = {
  readonly rows: readonly T[]
  /** Present when more rows follow. */
  readonly next?: string
  readonly total?: { readonly value: number; readonly exact: boolean }
}

/** A question for how many and how much, over all records that a query finds and not one page of them. */
export type Summary = Pick<Query, 'object' | 'filter' | 'search'> & {
  /** Field paths by whose values the records are told apart, at most three; instants count for their day. */
  readonly by?: readonly string[]
  /** Numeric field paths that are added up, at most ten. */
  readonly sums?: readonly string[]
  /** Field paths of which the values that are not blank are counted, at most ten; a sum over its count is an average. */
  readonly counts?: readonly string[]
}

/** Records with the same values: `title` names what a reference refers to, `sums` are exact, blank when there was nothing to add. */
export type Group = {
  readonly key: readonly (string | null)[]
  readonly title: readonly (string | null)[]
  readonly count: number
  readonly sums: readonly (string | null)[]
  /** Present when asked for. */
  readonly counts?: readonly number[]
}
