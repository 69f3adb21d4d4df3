// From a layout and what was read to what stands on paper, as texts; how it is drawn is the server's.
import { Decimal, formatDecimal, parseDecimal } from '#base/values/decimal'
import type { Environment, Me } from '#kernel/formula'
import {
  type Label,
  type PrintLayout,
  type pictureSides,
  type Row,
  type TextFormatRule,
  textFormat,
  type Value,
} from '#kernel/schema'
import type { Block, Column, CompiledLayout, Named, Printable, Woven } from './compile.ts'
import { isNumeric, type Language, type Saying, said } from './said.ts'

/** As what a code is drawn. */
export type Drawn = NonNullable<TextFormatRule['code']>

/** The pictures of a file field, by the ids of the files. */
export type Pictures = readonly string[]
/** What stands in a table: a text, or the pictures of a file field. */
export type PrintedCell = string | Pictures

export type PrintedBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly under: readonly string[] }
  | {
      readonly kind: 'facts'
      readonly columns: number
      readonly facts: readonly {
        readonly label: string
        readonly text: string
        readonly code?: Drawn
        readonly pictures?: Pictures
      }[]
    }
  | {
      readonly kind: 'lines'
      readonly title: string
      readonly columns: readonly {
        readonly label: string
        readonly width: number
        readonly isNumeric: boolean
      }[]
      readonly rows: readonly (readonly PrintedCell[])[]
      /** A cell for each column; null where nothing is added up. */
      readonly sums: readonly string[] | null
    }
  | { readonly kind: 'text'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'seal'
      readonly parties: readonly { readonly label: string; readonly under: readonly string[] }[]
    }
  | {
      readonly kind: 'picture'
      readonly pictures: Pictures
      /** Millimetres at the most. */
      readonly height: number
      readonly side: (typeof pictureSides)[number]
    }
  | {
      readonly kind: 'code'
      readonly value: string
      readonly drawn: Drawn
      readonly under: readonly string[]
    }

export type PrintedDocument = {
  readonly paper: NonNullable<PrintLayout['paper']>
  readonly landscape: boolean
  readonly language: Language
  /** The layout and the record, as the file is called. */
  readonly title: string
  readonly blocks: readonly PrintedBlock[]
  readonly foot: string
}

/** What was read with the reader's rights: rows by the paths that were asked for. */
export type Read = {
  readonly row: Row
  /** Whether the reader may see all that a value of the record is made of. */
  readonly sees: (printable: Printable) => boolean
  /** The records of each table, by the place of its block. */
  readonly tables: ReadonlyMap<number, { readonly rows: readonly Row[]; readonly sees: Read['sees'] }>
  /** Where the record is found in a browser. */
  readonly address: string
}

export type Printing = Saying & { readonly me: Me; readonly now: string }

const sumLabel: Label = { 'zh-CN': '合计', en: 'Total' }
const placeLabel: Label = { 'zh-CN': '序号', en: 'No.' }

/** What the reader may not see is absent: a fact, a column, or a line of text that would weave it in. */
export function documentOf(compiled: CompiledLayout, read: Read, printing: Printing): PrintedDocument {
  const { layout, object } = compiled
  const { language } = printing
  const writer = writerFor(read.row, read.sees, printing)
  const blocks = compiled.blocks.flatMap((block, place) => {
    const { rows = [], sees = read.sees } = read.tables.get(place) ?? {}
    const one =
      block.kind === 'lines'
        ? table(
            block,
            rows.map((row) => writerFor(row, sees, printing)),
            sees,
            language,
          )
        : drawn(block, writer, read, language)
    return one ? [one] : []
  })
  const foot = compiled.blocks.flatMap((block) =>
    block.kind === 'foot' ? lines(block.text, writer, language) : [],
  )
  const name = String(read.row[object.title] ?? '')
  return {
    paper: layout.paper ?? 'A4',
    landscape: layout.landscape === true,
    language,
    title: [layout.label[language], name].filter(Boolean).join(' '),
    blocks,
    foot: foot.join('  '),
  }
}

/** Writes the values of one record. */
type Writer = {
  readonly sees: Read['sees']
  readonly value: (printable: Printable) => Value
  readonly text: (printable: Printable, value?: Value) => string
}

function writerFor(row: Row, sees: Read['sees'], printing: Printing): Writer {
  const environment = surroundings(row, printing)
  const value = (printable: Printable): Value => printable.formula.evaluate(environment)
  return {
    sees,
    value,
    text: (printable, known = value(printable)) => said(printable, known, row, printing),
  }
}

/** Values read along paths, as formulas look for them: each record that is referred to by its id. */
function surroundings(row: Row, { me, now, zone }: Printing): Environment {
  const records = new Map<string, Row>()
  for (const [path, value] of Object.entries(row)) {
    const dot = path.lastIndexOf('.')
    const id = dot < 0 ? null : row[path.slice(0, dot)]
    if (typeof id === 'string') records.set(id, { ...records.get(id), id, [path.slice(dot + 1)]: value })
  }
  return { row, follow: (_, id) => records.get(id), me, now, zone }
}

/** A line whose values are all blank says nothing and is left out, as is one that weaves in what is hidden. */
function lines(woven: Woven, writer: Writer, language: Language): readonly string[] {
  const paragraphs = woven[language]
  const written = paragraphs.flatMap((pieces) => {
    const values = pieces.filter((piece): piece is Printable => typeof piece !== 'string')
    if (!values.every(writer.sees)) return []
    const texts = pieces.map((piece) => (typeof piece === 'string' ? piece : writer.text(piece)))
    const isEmpty =
      values.length > 0 && pieces.every((piece, at) => typeof piece === 'string' || texts[at] === '')
    return isEmpty ? [] : [texts.join('')]
  })
  return written.every((line) => line === '') ? [] : written
}

function drawn(
  block: Exclude<Block, { kind: 'lines' }>,
  writer: Writer,
  { address }: Read,
  language: Language,
): PrintedBlock | null {
  const under = (text: Woven): readonly string[] => lines(text, writer, language)
  switch (block.kind) {
    case 'foot':
      return null
    case 'heading':
      return { kind: 'heading', text: under(block.text).join('\n'), under: under(block.under) }
    case 'facts': {
      const facts = block.facts.filter(writer.sees).map((fact) => ({
        label: fact.label[language],
        text: writer.text(fact),
        ...drawnAs(fact),
        ...(isFiles(fact) ? { pictures: filesOf(writer.value(fact)) } : {}),
      }))
      return facts.length === 0 ? null : { kind: 'facts', columns: block.columns, facts }
    }
    case 'text': {
      const text = under(block.text)
      return text.length === 0 ? null : { kind: 'text', title: block.title?.[language] ?? '', lines: text }
    }
    case 'seal':
      return {
        kind: 'seal',
        parties: block.parties.map((party) => ({ label: party.label[language], under: under(party.under) })),
      }
    case 'picture': {
      const { kind, height, side, value } = block
      const pictures = writer.sees(value) ? filesOf(writer.value(value)) : []
      return pictures.length === 0 ? null : { kind, pictures, height, side }
    }
    case 'code': {
      if (block.value !== null && !writer.sees(block.value)) return null
      const value = block.value === null ? address : writer.text(block.value)
      const { code = 'square' } = block.value === null ? {} : drawnAs(block.value)
      return value === '' ? null : { kind: 'code', value, drawn: code, under: under(block.under) }
    }
  }
}

/** What a field of codes is drawn as. */
function drawnAs({ field }: Printable): { readonly code?: Drawn } {
  const format = field && 'format' in field ? field.format : undefined
  const { code }: Pick<TextFormatRule, 'code'> = format === undefined ? {} : textFormat(format)
  return code === undefined ? {} : { code }
}

const isFiles = ({ field }: Printable): boolean => field?.type === 'file'
const filesOf = (value: Value): Pictures =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []

/** Every picture of a document, each once, in the order in which it stands there. */
export const picturesIn = ({ blocks }: PrintedDocument): Pictures => [
  ...new Set(
    blocks.flatMap((block) => {
      if (block.kind === 'picture') return block.pictures
      if (block.kind === 'facts') return block.facts.flatMap(({ pictures = [] }) => pictures)
      return block.kind === 'lines' ? block.rows.flat().flatMap((cell) => picturesOf(cell)) : []
    }),
  ),
]
const picturesOf = (cell: PrintedCell): Pictures => (typeof cell === 'string' ? [] : cell)

function table(
  block: Extract<Block, { kind: 'lines' }>,
  writers: readonly Writer[],
  sees: Read['sees'],
  language: Language,
): PrintedBlock | null {
  const columns = block.columns.filter(sees)
  if (columns.length === 0) return null
  const place = block.numbered ? [{ label: placeLabel[language], width: placeWidth, isNumeric: false }] : []
  const rows = writers.map((writer, index) => [
    ...(block.numbered ? [String(index + 1)] : []),
    ...columns.map((column) => (isFiles(column) ? filesOf(writer.value(column)) : writer.text(column))),
  ])
  return {
    kind: 'lines',
    title: block.title?.[language] ?? '',
    columns: [...place, ...columns.map((column) => headOf(column, language))],
    rows,
    sums: columns.some(({ sum }) => sum) ? sums(columns, writers, block.numbered, language) : null,
  }
}

const placeWidth = 0.5
const headOf = (column: Named & { readonly width: number }, language: Language) => ({
  label: column.label[language],
  width: column.width,
  isNumeric: isNumeric(column),
})

/** The first cell says that these are sums, unless something is added up in it. */
function sums(
  columns: readonly Column[],
  writers: readonly Writer[],
  isNumbered: boolean,
  language: Language,
): readonly string[] {
  const cells = [
    ...(isNumbered ? [''] : []),
    ...columns.map((column) => (column.sum ? sumOf(column, writers) : '')),
  ]
  return cells[0] === '' ? [sumLabel[language], ...cells.slice(1)] : cells
}

/** Amounts of several currencies have no sum. */
function sumOf(column: Column, writers: readonly Writer[]): string {
  const values = writers.map((writer) => parseDecimal(writer.value(column)) ?? new Decimal(0))
  const total = formatDecimal(values.reduce((sum, value) => sum.plus(value), new Decimal(0)))
  const written = new Set(writers.map((writer) => writer.text(column, total)))
  return written.size === 1 ? ([...written][0] ?? '') : ''
}
