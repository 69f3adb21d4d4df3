// A question as data.
import type { FormulaText, Value } from '#kernel/schema'

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

/** Numbers over every record that the same filter and words find, whole or group by group. */
export type SummaryQuestion = Pick<Query, 'object' | 'filter' | 'search'> & {
  /** The field path whose values make the groups; a reference makes one for each record it refers to. */
  readonly by?: string
  /** Number fields and what is taken of them, at most fifty. */
  readonly measures?: readonly { readonly field: string; readonly take: 'sum' | 'average' }[]
}

export type Summary = {
  /** In the order of their titles, blank last; one in all without `by`. */
  readonly groups: readonly SummaryGroup[]
  /** False when there are more than a thousand groups. */
  readonly isWhole: boolean
}

export type SummaryGroup = {
  readonly key: string | null
  readonly title: string | null
  readonly rows: number
  /** One for each measure. Blank over no values, and where amounts are in several currencies. */
  readonly values: readonly { readonly value: string | null; readonly currency: string | null }[]
}

export type Page<T> = {
  readonly rows: readonly T[]
  /** Present when more rows follow. */
  readonly next?: string
  readonly total?: { readonly value: number; readonly exact: boolean }
}
