// A table copied from a spreadsheet becomes rows of values: columns by their heads or by where it was pasted, names looked up, nothing lost.
import type { FieldMetadata } from '#kernel/module'
import { listed, namable, namedAs, type Row, target, type Value } from '#kernel/schema'
import type { Catalog } from '../data/catalog.ts'
import { askPage } from '../data/records.ts'
import { isTyped } from '../fields/typed.ts'
import { type ParsedCell, parseCell } from './parse-cell.ts'

const maxPasted = 500

/** Cells of a copied table, by rows; at most 500 rows unless more are wanted. One cell alone is no table. */
export function cellsOf(text: string, most = maxPasted): readonly (readonly string[])[] | null {
  const cells = rowsIn(text.replace(/\r\n?/g, '\n').replace(/\n$/, '')).slice(0, most)
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1 ? cells : null
}

/** A cell of its own: in quotes where it holds a tab, a line's end or quotes, which are then written twice. */
const cellPattern = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y

function rowsIn(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  cellPattern.lastIndex = 0
  for (let found = cellPattern.exec(text); found !== null; found = cellPattern.exec(text)) {
    const [, quoted, plain = '', end] = found
    rows.at(-1)?.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim())
    if (end === '\n') rows.push([])
    if (end === '') break
  }
  return rows
}

export type PastedTable = {
  /** The field of each column; undefined where nothing of the line is meant. */
  readonly columns: readonly (FieldMetadata | undefined)[]
  readonly rows: readonly (readonly string[])[]
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:_()（）]/g, '')

const isNamed = (field: FieldMetadata, head: string): boolean =>
  [field.name, field.label['zh-CN'], field.label.en].some((name) => plain(name) === plain(head))

/** With heads (two or more, or all, name fields) columns go where they belong; without, they go right from where they were pasted. */
export function tableOf(
  cells: readonly (readonly string[])[],
  drawn: readonly FieldMetadata[],
  all: readonly FieldMetadata[],
  from: number,
): PastedTable {
  const [heads = []] = cells
  const named = heads.map((head) => all.find((field) => isNamed(field, head)))
  const count = named.filter((field) => field !== undefined).length
  if (count >= 2 || (count > 0 && count === heads.length)) return { columns: named, rows: cells.slice(1) }
  return { columns: heads.map((_head, across) => drawn[from + across]), rows: cells }
}

/** The values of each pasted row; a cell that is not understood keeps its text under `<field>$pasted`. */
export async function pastedValues(
  { columns, rows }: PastedTable,
  catalog: Catalog,
  zone: string,
): Promise<readonly Row[]> {
  const found = new Map<FieldMetadata, ReadonlyMap<string, { id: string; title: string }>>()
  for (const [index, field] of columns.entries())
    if (field !== undefined && isTyped(field)) {
      const texts = rows.flatMap((row) => soughtIn(parseCell(row[index] ?? '', field, zone)))
      if (texts.length > 0) found.set(field, await recordsFor(field, catalog, texts))
    }
  return rows.map((row) =>
    Object.assign(
      {},
      ...columns.map((field, index) =>
        field === undefined || !isTyped(field) || !field.writable
          ? {}
          : pastedCell(field, row[index] ?? '', found.get(field), zone),
      ),
    ),
  )
}

const soughtIn = (cell: ParsedCell): readonly string[] => (cell.kind === 'sought' ? cell.texts : [])

function pastedCell(
  field: FieldMetadata,
  text: string,
  found: ReadonlyMap<string, { id: string; title: string }> | undefined,
  zone: string,
): Row {
  const cell = parseCell(text, field, zone)
  const mark = `${field.name}$pasted`
  if (cell.kind === 'value') return { [field.name]: cell.value, [mark]: null }
  const records = soughtIn(cell).map((one) => found?.get(one.toLowerCase()))
  const [record] = records
  if (record !== undefined && !records.includes(undefined))
    return listed(field) === null
      ? { [field.name]: record.id, [`${field.name}$title`]: record.title, [mark]: null }
      : { [field.name]: records.flatMap((one) => one?.id ?? []), [mark]: null }
  return { [field.name]: keptText(field, text), [mark]: text }
}

/** What could not be read stays in its input; a choice can hold no text. */
const keptText = (field: FieldMetadata, text: string): Value =>
  ['number', 'decimal', 'money', 'percent', 'text', 'longText'].includes(field.type) ? text : null

/** The records that texts name, by what the field holds of them; where it may be one of several objects, the first that has one. */
async function recordsFor(
  field: FieldMetadata,
  catalog: Catalog,
  texts: readonly string[],
): Promise<ReadonlyMap<string, { id: string; title: string }>> {
  const one = target(field)
  const found = new Map<string, { id: string; title: string }>()
  for (const object of one === null ? namable(field) : [one])
    for (const [text, record] of await namedRecords(catalog, object, texts))
      if (!found.has(text))
        found.set(
          text,
          field.type === 'anyReference' ? { ...record, id: namedAs({ object, id: record.id }) } : record,
        )
  return found
}

const mostNames = 100

/** The records that texts name exactly, by lower-cased text: by their title or any field they are searched by; twice found is not found. */
async function namedRecords(
  catalog: Catalog,
  object: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, { id: string; title: string }>> {
  const definition = catalog.object(object)
  const found = new Map<string, { id: string; title: string }>()
  const doubtful = new Set<string>()
  if (definition === undefined) return found
  const own = new Set(definition.fields.map(({ name }) => name))
  const by = [...new Set([...(definition.search ?? []), definition.title])].filter((name) => own.has(name))
  const wanted = [...new Set(texts.filter((text) => text !== ''))]
  for (let at = 0; at < wanted.length; at += mostNames) {
    const value = wanted.slice(at, at + mostNames)
    const filter = { or: by.map((field) => ({ field, is: 'in' as const, value })) }
    const page = await askPage({ object, fields: [...by], filter, limit: 500 })
    for (const row of page.rows)
      for (const name of by) {
        const key = String(row[name] ?? '').toLowerCase()
        const record = { id: String(row.id), title: String(row[definition.title] ?? '') }
        if (found.has(key) && found.get(key)?.id !== record.id) doubtful.add(key)
        found.set(key, record)
      }
  }
  for (const key of doubtful) found.delete(key)
  return found
}
