// What is counted of fields while people read and write: which were seen with a value, and at which a write was refused.
import type { Problem } from '#base/problem'
import type { Actor } from '#kernel/access'
import type { Change, Page, Query } from '#kernel/records'
import { type Row, type Schema, systemFields } from '#kernel/schema'
import type { FieldTime } from './engine.ts'

/**
 * listed: answers that named the field and had a value in it · opened: the same of whole records · spent: milliseconds in forms ·
 * refused: writes refused at the field, the one kind that is counted by person.
 */
export type TallyKind = 'listed' | 'opened' | 'spent' | 'refused'

export type Counted = {
  readonly object: string
  readonly field: string
  readonly kind: TallyKind
  readonly by?: number
  readonly person?: string
}

const notCounted: ReadonlySet<string> = new Set(systemFields)

/** One for each field of an answer in which a person saw at least one value. */
export function seenIn(schema: Schema, { kind }: Actor, query: Query, page: Page<Row>): readonly Counted[] {
  if (kind !== 'person' || page.rows.length === 0) return []
  const counted = valuedIn(schema, query.object, page.rows, query.fields ? 'listed' : 'opened')
  const lines = Object.entries(query.lines ?? {}).flatMap(([name, { fields }]) => {
    const field = schema.object(query.object)?.byName.get(name)
    if (field?.type !== 'lines') return []
    const rows = page.rows.flatMap((row) => (Array.isArray(row[name]) ? (row[name] as unknown as Row[]) : []))
    return valuedIn(schema, field.object, rows, fields ? 'listed' : 'opened')
  })
  return [...counted, ...lines]
}

function valuedIn(
  schema: Schema,
  object: string,
  rows: readonly Row[],
  kind: 'listed' | 'opened',
): readonly Counted[] {
  const known = schema.object(object)?.byName
  return Object.keys(rows[0] ?? {}).flatMap((name) => {
    const field = notCounted.has(name) ? undefined : known?.get(name)
    if (field === undefined || field.type === 'lines') return []
    return rows.some((row) => (row[name] ?? null) !== null) ? [{ object, field: name, kind }] : []
  })
}

/** One for each field that a refused write of a person is to be mended at; what they may not do at all is no mistake of theirs. */
export function refusedIn(
  schema: Schema,
  { kind, id }: Actor,
  changes: readonly Change[],
  problems: readonly Problem[],
): readonly Counted[] {
  if (kind !== 'person') return []
  const places = new Map<string, Counted>()
  for (const { code, path } of problems) {
    const [index = '', field = ''] = path.map(String)
    const change = changes[Number(index)]
    if (change === undefined || code.startsWith('access.')) continue
    if (!schema.object(change.object)?.byName.has(field)) continue
    places.set(`${index} ${field}`, { object: change.object, field, kind: 'refused', person: id })
  }
  return [...places.values()]
}

/** Longer than this nobody is at one field between two saves: the page was left standing. */
const longestMs = 600_000

/** Time in forms, of fields that there are; by nobody's name. */
export const spentIn = (schema: Schema, { kind }: Actor, times: readonly FieldTime[]): readonly Counted[] =>
  times.flatMap(({ object, field, ms }) =>
    kind === 'person' && ms > 0 && schema.object(object)?.byName.has(field)
      ? [{ object, field, kind: 'spent' as const, by: Math.min(Math.round(ms), longestMs) }]
      : [],
  )
