// A pasted table on its way into a list: what each column fills, which record each row means, what was put right, and what it comes to.
import { useEffect, useMemo, useState } from 'react'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { useListLayout } from '../data/preferences.ts'
import { askPage } from '../data/records.ts'
import { cellsOf, type PastedTable, pastedValues, tableOf } from '../paste/pasted-table.ts'
import {
  identityOf,
  isPasted,
  matchRows,
  missingFields,
  type PlannedRow,
  planRow,
  type Way,
} from '../paste/plan.ts'
import { useFormat } from '../ui/format-context.tsx'
import { askAllIds } from './ask-all-ids.ts'
import { columnsIn } from './list-layout.ts'
import type { PasteProps } from './paste-into.tsx'
import { askRows } from './use-bulk.ts'
import type { Anchor } from './use-cells.ts'

export const mostPasted = 1000

export type PasteColumn = {
  readonly key: string
  /** What the copied table calls it; null for a column that it lacks. */
  readonly head: string | null
  readonly field: FieldMetadata | undefined
}

export type Pasted = {
  readonly columns: readonly PasteColumn[]
  /** The cells as they were copied. */
  readonly texts: readonly (readonly string[])[]
  /** Null while records are being looked up. */
  readonly rows: readonly PlannedRow[] | null
  /** Looks them up again where that failed; null where it did not. */
  readonly retry: (() => void) | null
  readonly isTooLong: boolean
  readonly way: Way
  readonly ways: readonly Way[]
  readonly identity: FieldMetadata | undefined
  readonly setWay: (way: Way) => void
  /** Gives a column another field, or none. */
  readonly setField: (index: number, name: string | null) => void
  /** Puts a cell right; where the table lacks the column, all its blank cells. */
  readonly correct: (id: string, column: PasteColumn, values: Row) => void
}

type Looked = {
  readonly values: readonly Row[]
  readonly found: ReadonlyMap<string, Row>
  readonly places: readonly Row[]
}

export function usePasted({
  ...props
}: PasteProps & { readonly text: string; readonly anchor: Anchor | null }): Pasted {
  const { object, anchor, text } = props
  const layout = useListLayout(object.name)
  const [begun] = useState(() => {
    const cells = cellsOf(text, mostPasted + 2) ?? [[text.trim()]]
    const drawn = columnsIn(object, props.columns, layout).map(({ field }) => field)
    const table = tableOf(cells, drawn, object.fields, anchor?.column ?? 0)
    const isHeaded = table.rows.length < cells.length
    const rows = table.rows.slice(0, mostPasted)
    return {
      table: { columns: once(table.columns), rows },
      heads: isHeaded ? (cells[0] ?? []) : null,
      isTooLong: table.rows.length > mostPasted,
      ids: rows.map(() => newId()),
    }
  })
  const { heads, isTooLong, ids } = begun
  const [fields, setFields] = useState(begun.table.columns)
  const table = useMemo(() => ({ columns: fields, rows: begun.table.rows }), [fields, begun])
  const identity = identityOf(fields)
  const { looked, retry } = useLooked(table, identity, props)
  const ways = waysOf(identity, anchor)
  const [wished, setWay] = useState<Way | null>(null)
  const usual: Way = anchor !== null && heads === null ? 'place' : identity === undefined ? 'new' : 'identity'
  const way = wished !== null && ways.includes(wished) ? wished : usual
  const [fixes, setFixes] = useState<ReadonlyMap<string, Row>>(new Map())
  const matched = useMemo(
    () => looked && matchedRows(looked, table, ids, fixes, way, identity),
    [looked, table, ids, fixes, way, identity],
  )
  const isMaking = matched?.some(({ stored }) => stored === null) === true
  const missing = useMemo(() => (isMaking ? missingFields(object, fields) : []), [isMaking, object, fields])
  const rows = useMemo(() => {
    const written = [
      ...fields.filter((one) => one !== undefined && isPasted(one)),
      ...missing,
    ] as FieldMetadata[]
    return matched?.map((row) => planRow(object, writtenBy(row.stored, written, missing), row)) ?? null
  }, [matched, object, fields, missing])
  return {
    columns: [
      ...fields.map((field, at) => ({ key: String(at), head: heads?.[at] ?? '', field })),
      ...missing.map((field) => ({ key: field.name, head: null, field })),
    ],
    texts: table.rows,
    ...{ rows, retry, isTooLong, way, ways, identity, setWay },
    setField: (index, name) =>
      setFields((known) =>
        known.map((one, at) =>
          at === index
            ? object.fields.find((field) => field.name === name)
            : one?.name === name
              ? undefined
              : one,
        ),
      ),
    correct: (id, column, values) => setFixes((known) => corrected(known, matched ?? [], id, column, values)),
  }
}

/** A field that two columns claim is the first one's. */
const once = (columns: PastedTable['columns']): PastedTable['columns'] =>
  columns.map((field, at) => (columns.indexOf(field) < at ? undefined : field))

/** What only new records need is asked of new records alone. */
const writtenBy = (
  stored: Row | null | undefined,
  written: readonly FieldMetadata[],
  missing: readonly FieldMetadata[],
): readonly FieldMetadata[] => (stored === null ? written : written.filter((one) => !missing.includes(one)))

const waysOf = (identity: FieldMetadata | undefined, anchor: Anchor | null): readonly Way[] => [
  ...(identity === undefined ? [] : ['identity' as const]),
  ...(anchor === null ? [] : ['place' as const]),
  'new',
]

function matchedRows(
  { values, found, places }: Looked,
  table: PastedTable,
  ids: readonly string[],
  fixes: ReadonlyMap<string, Row>,
  way: Way,
  identity: FieldMetadata | undefined,
) {
  const at = table.columns.findIndex((field) => field !== undefined && field === identity)
  const rows = values.map((value, index) => {
    const id = ids[index] ?? ''
    const fix = fixes.get(id) ?? {}
    const fixed = identity === undefined ? undefined : fix[identity.name]
    const key = fixed === undefined ? (table.rows[index]?.[at] ?? '') : String(fixed ?? '')
    return { id, values: { ...value, ...fix }, key }
  })
  return matchRows(rows, way, identity, found, places)
}

function corrected(
  known: ReadonlyMap<string, Row>,
  rows: readonly { readonly id: string; readonly values: Row }[],
  id: string,
  { head, field }: PasteColumn,
  values: Row,
): ReadonlyMap<string, Row> {
  const next = new Map(known)
  const isBlank = (row: Row): boolean => field !== undefined && (row[field.name] ?? null) === null
  for (const row of rows)
    if (row.id === id || (head === null && isBlank(row.values)))
      next.set(row.id, { ...next.get(row.id), ...values })
  return next
}

/** Names and records that the table means, asked of the server; null while that lasts, and where it failed. */
function useLooked(
  table: PastedTable,
  identity: FieldMetadata | undefined,
  { object, query, selection, anchor }: PasteProps & { readonly anchor: Anchor | null },
) {
  const catalog = useCatalog()
  const { zone } = useFormat()
  const [looked, setLooked] = useState<{ readonly of: PastedTable; readonly found: Looked | null }>()
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list as it was when the table was pasted is what it goes into
  useEffect(() => {
    let isCurrent = true
    const order = selection.order.current
    void Promise.all([
      pastedValues(table, catalog, zone),
      identity === undefined ? [] : askBy(object, identity, table),
      anchor?.id == null ? [] : askFrom(object, query, anchor.id, order, table),
    ])
      .then(([values, found, places]) => ({
        ...{ values, places },
        found: new Map(found.map((row) => [String(row[identity?.name ?? 'id']), row])),
      }))
      .then(
        (found) => isCurrent && setLooked({ of: table, found }),
        () => isCurrent && setLooked({ of: table, found: null }),
      )
    return () => {
      isCurrent = false
    }
  }, [table, tries])
  const current = looked?.of === table ? looked : undefined
  const retry = (): void => {
    setLooked(undefined)
    setTries(tries + 1)
  }
  return { looked: current?.found ?? null, retry: current?.found === null ? retry : null }
}

const namesIn = ({ columns }: PastedTable): readonly string[] =>
  columns.flatMap((field) => (field === undefined ? [] : [field.name]))

const most = 500

async function askBy(
  object: ObjectMetadata,
  identity: FieldMetadata,
  table: PastedTable,
): Promise<readonly Row[]> {
  const at = table.columns.indexOf(identity)
  const wanted = [...new Set(table.rows.map((row) => row[at] ?? ''))].filter((text) => text !== '')
  const rows: Row[] = []
  for (let from = 0; from < wanted.length; from += most) {
    const filter = { field: identity.name, is: 'in', value: wanted.slice(from, from + most) } as const
    const fields = [...new Set([object.title, identity.name, ...namesIn(table)])]
    rows.push(...(await askPage({ object: object.name, fields, filter, limit: most })).rows)
  }
  return rows
}

/** As many records as the table has rows, in the order of the list, from one on. */
async function askFrom(
  object: ObjectMetadata,
  query: Query,
  first: string,
  drawn: readonly string[],
  table: PastedTable,
): Promise<readonly Row[]> {
  const from = (ids: readonly string[]): readonly string[] =>
    ids.includes(first) ? ids.slice(ids.indexOf(first), ids.indexOf(first) + table.rows.length) : []
  const near = from(drawn)
  const ids = near.length < table.rows.length ? from(await askAllIds(query)) : near
  const rows = new Map((await askRows(object, ids, namesIn(table))).map((row) => [String(row.id), row]))
  return ids.map((id) => rows.get(id)).filter((row) => row !== undefined)
}
