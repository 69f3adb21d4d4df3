// A printed document as what pdfmake draws. Plain data made anew each time: pdfmake writes into what it is given.
import { code128 } from '#base/values/code128'
import type { Drawn, Pictures as Ids, PrintedBlock, PrintedCell, PrintedDocument } from '#kernel/print'
import type { Label } from '#kernel/schema'
import type { Pictures } from './pictures.ts'

/** What pdfmake is given; it checks nothing, so that nothing here is taken from a layout as it stands. */
export type Content = { readonly [name: string]: unknown }
export type Page = {
  readonly definition: Content
  readonly foot: { readonly text: string; readonly page: string; readonly margin: number }
}

const margin = 36
const footHeight = 12
/** Points of the narrow and the long side. */
const sides = { A4: [595.28, 841.89], A5: [419.53, 595.28] } as const

const pageWords: Label = { 'zh-CN': '第 {page} 页 共 {pages} 页', en: 'Page {page} of {pages}' }
const sealWords: Label = { 'zh-CN': '（签章）', en: '(signature and seal)' }
const colon: Label = { 'zh-CN': '：', en: ': ' }
const pictureWords: Label = { 'zh-CN': '（图片）', en: '(picture)' }
const noneWords: Label = { 'zh-CN': '（没有明细）', en: '(no lines)' }

/** What a block is drawn with: points of room on a page, and the pictures that it may name. */
type Drawing = {
  readonly width: number
  readonly height: number
  readonly language: keyof Label
  readonly pictures: Pictures
}

export function pageOf(document: PrintedDocument, now: Date, pictures: Pictures): Page {
  const { paper, landscape, language, title } = document
  const [narrow, long] = sides[paper]
  const [across, down] = landscape ? [long, narrow] : [narrow, long]
  const drawing = { width: across - 2 * margin, height: down - 2 * margin - footHeight, language, pictures }
  return {
    definition: {
      pageSize: paper,
      pageOrientation: landscape ? 'landscape' : 'portrait',
      pageMargins: [margin, margin, margin, margin + footHeight],
      info: { title, creationDate: now },
      language,
      defaultStyle: { font: 'sans', fontSize: paper === 'A5' ? 8 : 9, lineHeight: 1.15 },
      images: Object.fromEntries(
        [...pictures].flatMap(([id, { data }]) => (data === null ? [] : [[id, data]])),
      ),
      content: document.blocks.map((block) => contentOf(block, drawing)),
    },
    foot: { text: shown(document.foot), page: pageWords[language], margin },
  }
}

function contentOf(block: PrintedBlock, drawing: Drawing): Content {
  switch (block.kind) {
    case 'heading':
      return {
        stack: [
          { text: shown(block.text), fontSize: 17, bold: true, alignment: 'center' },
          ...block.under.map((text) => ({ text: shown(text), alignment: 'center', color: '#444444' })),
        ],
        margin: [0, 0, 0, 10],
      }
    case 'facts':
      return facts(block, drawing)
    case 'lines':
      return lines(block, drawing)
    case 'text':
      return {
        stack: [
          ...(block.title === '' ? [] : [{ text: shown(block.title), bold: true, margin: [0, 0, 0, 2] }]),
          ...block.lines.map((text) => ({ text: shown(text) || ' ' })),
        ],
        margin: [0, 0, 0, 10],
      }
    case 'seal':
      return seal(block, drawing.language)
    case 'code':
      return code(block, drawing.width)
    case 'picture':
      return picture(block, drawing)
  }
}

/** Pairs of a name and a value side by side, row by row; a row that is not full ends blank. */
function facts({ columns, facts: all }: Extract<PrintedBlock, { kind: 'facts' }>, drawing: Drawing): Content {
  const rows = Array.from({ length: Math.ceil(all.length / columns) }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const fact = all[row * columns + column]
      return fact === undefined ? { text: '' } : factOf(fact, drawing.width / columns - 10, drawing)
    }),
  )
  const widths = Array.from({ length: columns }, () => `${100 / columns}%`)
  return { table: { widths, body: rows }, layout: 'facts', margin: [0, 0, 0, 8] }
}

const smallHeight = 56

/** The name and the text, with the code or the pictures under it. */
function factOf(
  { label, text, code, pictures = [] }: Extract<PrintedBlock, { kind: 'facts' }>['facts'][number],
  room: number,
  drawing: Drawing,
): Content {
  const named = { text: label === '' ? '' : `${shown(label)}${colon[drawing.language]}`, color: '#555555' }
  const said = { text: [named, shown(text)] }
  const under = [
    ...(code === undefined || text === '' ? [] : [codeOf(text, code, smallHeight, room)]),
    ...(pictures.length === 0 ? [] : [besides(pictures, [room, smallHeight], drawing)]),
  ]
  return under.length === 0
    ? said
    : { stack: [said, ...under.map((one) => ({ ...one, margin: [0, 3, 0, 3] }))] }
}

type Side = Extract<PrintedBlock, { kind: 'picture' }>['side']

const mostBeside = 4
const pictureGap = 6

/** Pictures side by side, row after row, none larger than its share of the room. */
function besides(
  ids: Ids,
  [width, height]: readonly [number, number],
  drawing: Drawing,
  side: Side = 'left',
): Content {
  const beside = Math.min(ids.length, mostBeside)
  const rows = Array.from({ length: Math.ceil(ids.length / beside) }, (_, row) =>
    ids.slice(row * beside, (row + 1) * beside),
  )
  const room = [width / beside - (beside > 1 ? pictureGap : 0), height - pictureGap] as const
  const rest = { width: '*', text: '' }
  return {
    stack: rows.map((row) => ({
      unbreakable: true,
      columnGap: pictureGap,
      columns: [
        ...(side === 'left' ? [] : [rest]),
        ...row.map((id) => ({ width: 'auto', margin: [0, 0, 0, 3], ...pictureOf(id, room, drawing) })),
        ...(side === 'center' ? [rest] : []),
      ],
    })),
  }
}

/** What cannot be drawn stands by its name; what the reader may not open has none. */
function pictureOf(id: string, fit: readonly [number, number], { pictures, language }: Drawing): Content {
  const { data = null, name = pictureWords[language] } = pictures.get(id) ?? {}
  return data === null ? { text: shown(name) } : { image: id, fit }
}

const pointsPerMillimetre = 72 / 25.4

function picture(
  { pictures: ids, height, side }: Extract<PrintedBlock, { kind: 'picture' }>,
  drawing: Drawing,
): Content {
  // What is higher than a page is lost.
  const room = [drawing.width, Math.min(height * pointsPerMillimetre, drawing.height - pictureGap)] as const
  const [first = '', ...others] = ids
  if (others.length > 0) return { ...besides(ids, room, drawing, side), margin: [0, 0, 0, 8] }
  return { ...pictureOf(first, room, drawing), alignment: side, margin: [0, 0, 0, 8] }
}

function lines(
  { title, columns, rows, sums }: Extract<PrintedBlock, { kind: 'lines' }>,
  drawing: Drawing,
): Content {
  const shares = columns.reduce((sum, column) => sum + column.width, 0)
  // Borders and paddings of each column stand beside its width.
  const inner = drawing.width - columns.length * 8.4 - 0.4
  const alignment = (place: number): string => (columns[place]?.isNumeric ? 'right' : 'left')
  const widths = columns.map((column) => Math.max(6, (inner * column.width) / shares))
  const cell = (held: PrintedCell, place: number): Content => {
    if (typeof held === 'string') return { text: shown(held), alignment: alignment(place) }
    // Of several pictures the first stands for all of them, so that lines are no higher than they need be.
    const [first] = held
    return first === undefined ? { text: '' } : pictureOf(first, [widths[place] ?? 0, smallHeight], drawing)
  }
  const none = [
    { text: noneWords[drawing.language], colSpan: columns.length, alignment: 'center', color: '#777777' },
    ...columns.slice(1).map(() => ({})),
  ]
  const table = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: isShort(rows[0] ?? []) ? 1 : 0,
      widths,
      body: [
        columns.map(({ label }, place) => ({ ...cell(label, place), bold: true })),
        ...(rows.length === 0 ? [none] : rows.map((row) => row.map(cell))),
        ...(sums === null || rows.length === 0
          ? []
          : [sums.map((text, place) => ({ ...cell(text, place), bold: true }))]),
      ],
    },
    layout: 'lines',
    margin: [0, 0, 0, 10],
  }
  if (title === '') return table
  return { stack: [{ text: shown(title), bold: true, margin: [0, 0, 0, 3] }, table] }
}

/** What is kept together and fills more than a page is lost: only what is short is. */
const isShort = (texts: readonly PrintedCell[]): boolean =>
  texts.reduce((sum, text) => sum + text.length, 0) < 500

/** Room for a seal of 40 millimetres beside each other party; never torn apart by the end of a page. */
const seal = ({ parties }: Extract<PrintedBlock, { kind: 'seal' }>, language: keyof Label): Content => ({
  unbreakable: isShort(parties.flatMap(({ under }) => under)),
  columnGap: 24,
  margin: [0, 8, 0, 10],
  columns: parties.map(({ label, under }) => ({
    width: '*',
    stack: [
      { text: `${shown(label)}${sealWords[language]}`, bold: true },
      { text: ' ', fontSize: 62 },
      ...under.map((text) => ({ text: shown(text) || ' ', margin: [0, 2, 0, 0] })),
    ],
  })),
})

/** Bytes that a QR code of this size is still read at; what is longer stands as text alone. */
const mostCoded = 1000

const barHeight = 34
/** Points that a module of a barcode is wide where there is room: 0.25 mm is read from any paper. */
const usualModule = 0.75

function codeOf(value: string, drawn: Drawn, fit: number, room: number): Content {
  const widths = drawn === 'bars' ? code128(value) : undefined
  if (widths !== undefined) {
    const modules = widths.reduce((sum, width) => sum + width, 0)
    const module = Math.min(usualModule, room / modules)
    let x = 0
    const canvas = widths.flatMap((width, place) => {
      const bar = { type: 'rect', x, y: 0, w: width * module, h: barHeight, color: '#000000' }
      x += width * module
      return place % 2 === 0 ? [bar] : []
    })
    return { canvas }
  }
  return drawn === 'bars' || Buffer.byteLength(value) > mostCoded
    ? { text: shown(value) }
    : { qr: value, fit, eccLevel: 'M', mode: 'octet' }
}

const code = ({ value, drawn, under }: Extract<PrintedBlock, { kind: 'code' }>, width: number): Content => ({
  unbreakable: isShort([value, ...under]),
  margin: [0, 0, 0, 8],
  stack: [
    codeOf(value, drawn, 72, width),
    ...under.map((text) => ({ text: shown(text), fontSize: 7, margin: [0, 2, 0, 0] })),
  ],
})

// Controls and marks of direction have no shape and confuse who lays text out; a lone half of a character is none.
const shapeless = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Cs}]/gu

/** Text as it can be drawn. */
const shown = (text: string): string =>
  text.replace(/\t/g, ' ').replace(/\r?\n/g, '\u2028').replace(shapeless, '').replaceAll('\u2028', '\n')
