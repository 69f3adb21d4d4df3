// What a list shows, as data: words, order and filters, written to the address and read back from it.
import type { ObjectMetadata } from '#kernel/module'
import type { Comparison, Filter, Query } from '#kernel/records'
import type { Field, Value } from '#kernel/schema'
import { rangeOf } from './day-range.ts'
import {
  daysBetween,
  type FilterGroup,
  filterText,
  meaningOf,
  meant,
  type Reader,
  readFilter,
} from './filter-tree.ts'
import { type PaintRule, paintText, readPaint } from './paint.ts'
import { isOffered, type ViewKind, viewKinds } from './view-kinds.ts'

export type ListState = {
  readonly search: string
  /** Field names, a leading "-" for descending. */
  readonly sort: readonly string[]
  /** By field: chosen keys or ids (`me` for the reader), or one day range by name or as `from..to`. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  /** What was put together in the filter builder; holds together with `filters`. */
  readonly where: FilterGroup | null
  readonly view: ViewKind
  /** Columns in order where an address or a saved view names them; as the reader has them when empty. */
  readonly columns: readonly string[]
  /** The field whose values the rows are gathered by; empty for none. */
  readonly group: string
  /** Number fields whose summary is an average where it would be a sum, and the other way round. */
  readonly turned: readonly string[]
  /** What the columns of its board are made of, as usual when empty, and which of them are folded; of a tree what is opened. */
  readonly by: string
  readonly folded: readonly string[]
  /** How its view draws, by name: fields, spans, shapes. Each view reads its own and takes the usual for what it cannot use. */
  readonly ways: Readonly<Partial<Record<Way, string>>>
  /** By which conditions rows are coloured. */
  readonly paint: readonly PaintRule[]
  /** The id of the saved view that this began with, or `all` where the reader's own first view is not wanted. */
  readonly saved: string
}

/** Parameters of the address that say how a view draws. `at` is the day that is looked at: it is browsed, and no part of a saved view. */
const wayNames = ['from', 'to', 'span', 'shape', 'sum', 'part', 'image', 'at'] as const
export type Way = (typeof wayNames)[number]
const longestWay = 80

export const plainState: ListState = {
  ...{ search: '', sort: [], filters: {}, where: null, view: 'list' },
  ...{ columns: [], group: '', turned: [], by: '', folded: [], ways: {}, paint: [], saved: '' },
}

/** Whether fewer than all records are asked for. */
export const isNarrowed = ({ search, filters, where }: ListState): boolean =>
  search !== '' || where !== null || Object.values(filters).some((values) => values.length > 0)

/** Parameters of an address, all text. */
export type AddressSearch = { readonly [name: string]: string | undefined }

const filterPrefix = 'f.'
const maxValues = 50

/** The fields that a list can be filtered by with one click. */
export const isFilterable = ({ type, hidden }: Field): boolean =>
  !hidden && ['select', 'person', 'department', 'date', 'datetime', 'boolean'].includes(type)

/** Reads an address. What the object does not know is dropped, so that an old link never breaks. */
export function listStateOf(search: AddressSearch, object: ObjectMetadata): ListState {
  const names = new Set(object.fields.map(({ name }) => name))
  const filters: Record<string, readonly string[]> = {}
  for (const [key, text] of Object.entries(search)) {
    const name = key.slice(filterPrefix.length)
    if (!key.startsWith(filterPrefix) || !names.has(name) || !text) continue
    filters[name] = text.split(',').filter(Boolean).slice(0, maxValues)
  }
  const sort = (search.sort ?? '').split(',').filter((key) => names.has(key.replace(/^-/, '')))
  const view = viewKinds.find((kind) => kind === search.view && isOffered(kind, object)) ?? 'list'
  const ways = wayNames.flatMap((name) => {
    const text = search[name] ?? ''
    return text === '' || text.length > longestWay ? [] : [[name, text] as const]
  })
  const where = readFilter(search.where, object.fields)
  const own = (text: string | undefined): readonly string[] =>
    (text ?? '').split(',').filter((name) => names.has(name))
  return {
    ...{ search: (search.q ?? '').slice(0, 200), sort, filters, where, view },
    columns: own(search.cols),
    group: own(search.group)[0] ?? '',
    turned: own(search.turn),
    by: own(search.by)[0] ?? '',
    folded: (search.fold ?? '').split(',').filter(Boolean).slice(0, maxValues),
    ways: Object.fromEntries(ways),
    paint: readPaint(search.paint, object.fields),
    saved: (search.saved ?? '').slice(0, 40),
  }
}

/** The address of a list; nothing is written for what is as usual. */
export function addressOf(state: ListState): Record<string, string> {
  const { search, sort, filters, where, view } = state
  const address: Record<string, string> = {}
  if (search !== '') address.q = search
  if (sort.length > 0) address.sort = sort.join(',')
  if (view !== 'list') address.view = view
  if (where !== null && where.of.length > 0) address.where = filterText(where)
  if (state.columns.length > 0) address.cols = state.columns.join(',')
  if (state.group !== '') address.group = state.group
  if (state.turned.length > 0) address.turn = state.turned.join(',')
  if (state.by !== '') address.by = state.by
  if (state.folded.length > 0) address.fold = state.folded.join(',')
  for (const name of wayNames) if (state.ways[name]) address[name] = state.ways[name]
  if (state.paint.length > 0) address.paint = paintText(state.paint)
  if (state.saved !== '') address.saved = state.saved
  for (const [name, values] of Object.entries(filters))
    if (values.length > 0) address[`${filterPrefix}${name}`] = values.join(',')
  return address
}

/** What a list shows as one text, whichever saved view it began with: two of the same text show the same. */
export function contentOf(state: ListState): string {
  const { at: _browsed, ...ways } = state.ways
  const entries = Object.entries(addressOf({ ...state, ways, saved: '' }))
  return new URLSearchParams(entries.toSorted(([left], [right]) => (left < right ? -1 : 1))).toString()
}

/** The state that a saved text describes. */
export const stateOfContent = (text: string, object: ObjectMetadata, saved: string): ListState => ({
  ...listStateOf(Object.fromEntries(new URLSearchParams(text)), object),
  saved,
})

/** The question that a list asks. Columns are added by who draws them. */
export function queryOf(state: ListState, object: ObjectMetadata, reader: Reader): Query {
  const conditions = Object.entries(state.filters).flatMap(([name, values]) => {
    const field = object.fields.find((candidate) => candidate.name === name)
    return field === undefined || values.length === 0 ? [] : conditionOf(field, values, reader)
  })
  const built = state.where === null ? undefined : meaningOf(state.where, object.fields, reader)
  if (built !== undefined) conditions.push(built)
  const sort = state.sort.length > 0 ? state.sort : object.list?.sort
  return {
    object: object.name,
    ...(conditions.length > 0 ? { filter: { and: conditions } } : {}),
    ...(state.search.trim() === '' ? {} : { search: state.search.trim() }),
    ...(sort === undefined ? {} : { sort }),
  }
}

function conditionOf(field: Field, values: readonly string[], reader: Reader): readonly Filter[] {
  if (field.type === 'date' || field.type === 'datetime')
    return daysBetween(
      field.name,
      rangeOf(values[0] ?? '', reader) ?? ['', ''],
      field.type === 'datetime',
      reader,
    )
  const compare = (is: Comparison, value?: Value): Filter =>
    value === undefined ? { field: field.name, is } : { field: field.name, is, value }
  if (field.type === 'boolean') return [compare('eq', values[0] === 'true')]
  const wanted = values
    .filter((value) => value !== 'none')
    .flatMap((value) => meant(value, field.type, reader))
  const among = wanted.length > 0 ? [compare('in', wanted)] : []
  const blank = values.includes('none') ? [compare('blank')] : []
  const either = [...among, ...blank]
  return either.length > 1 ? [{ or: either }] : either
}

/** Sorting by a column: ascending, then descending, then as usual. */
export function nextSort(sort: readonly string[], name: string): readonly string[] {
  if (sort[0] === name) return [`-${name}`]
  return sort[0] === `-${name}` ? [] : [name]
}
