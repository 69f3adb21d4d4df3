// A printed document as what pdfmake draws. Plain data made anew each time: pdfmake writes into what it is given.
import { code128 } from '#base/values/code128'
import type { Drawn, PrintedBlock, PrintedDocument } from '#kernel/print'
import type { Label } from '#kernel/schema'

/** What pdfmake is given; it checks nothing, so that nothing here is taken from a layout as it stands. */
export type Content = { readonly [name: string]: unknown }
export type Page = {
  readonly definition: Content
  readonly foot: { readonly text: string; readonly page: string; readonly margin: number }
}

const margin = 36
/** Points of the narrow and the long side. */
const sides = { A4: [595.28, 841.89], A5: [419.53, 595.28] } as const

const pageWords: Label = { 'zh-CN': '第 {page} 页 共 {pages} 页', en: 'Page {page} of {pages}' }
const sealWords: Label = { 'zh-CN': '（签章）', en: '(signature and seal)' }
const colon: Label = { 'zh-CN': '：', en: ': ' }
const noneWords: Label = { 'zh-CN': '（没有明细）', en: '(no lines)' }

export function pageOf(document: PrintedDocument, now: Date): Page {
  const { paper, landscape, language, title } = document
  const [narrow, long] = sides[paper]
  const width = (landscape ? long : narrow) - 2 * margin
  return {
    definition: {
      pageSize: paper,
      pageOrientation: landscape ? 'landscape' : 'portrait',
      pageMargins: [margin, margin, margin, margin + 12],
      info: { title, creationDate: now },
      language,
      defaultStyle: { font: 'sans', fontSize: paper === 'A5' ? 8 : 9, lineHeight: 1.15 },
      content: document.blocks.map((block) => contentOf(block, width, language)),
    },
    foot: { text: shown(document.foot), page: pageWords[language], margin },
  }
}

function contentOf(block: PrintedBlock, width: number, language: keyof Label): Content {
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
      return facts(block, width, language)
    case 'lines':
      return lines(block, width, language)
    case 'text':
      return {
        stack: [
          ...(block.title === '' ? [] : [{ text: shown(block.title), bold: true, margin: [0, 0, 0, 2] }]),
          ...block.lines.map((text) => ({ text: shown(text) || ' ' })),
        ],
        margin: [0, 0, 0, 10],
      }
    case 'seal':
      return seal(block, language)
    case 'code':
      return code(block, width)
  }
}

/** Pairs of a name and a value side by side, row by row; a row that is not full ends blank. */
function facts(
  { columns, facts: all }: Extract<PrintedBlock, { kind: 'facts' }>,
  width: number,
  language: keyof Label,
): Content {
  const rows = Array.from({ length: Math.ceil(all.length / columns) }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const fact = all[row * columns + column]
      return fact === undefined
        ? { text: '' }
        : withCode(
            {
              text: [
                { text: fact.label === '' ? '' : `${shown(fact.label)}${colon[language]}`, color: '#555555' },
                shown(fact.text),
              ],
            },
            fact,
            width / columns - 10,
          )
    }),
  )
  const widths = Array.from({ length: columns }, () => `${100 / columns}%`)
  return { table: { widths, body: rows }, layout: 'facts', margin: [0, 0, 0, 8] }
}

/** The text with its code under it, where it is one. */
const withCode = (
  text: Content,
  fact: { readonly text: string; readonly code?: Drawn },
  room: number,
): Content =>
  fact.code === undefined || fact.text === ''
    ? text
    : { stack: [text, { ...codeOf(fact.text, fact.code, 56, room), margin: [0, 3, 0, 3] }] }

function lines(
  { title, columns, rows, sums }: Extract<PrintedBlock, { kind: 'lines' }>,
  width: number,
  language: keyof Label,
): Content {
  const shares = columns.reduce((sum, column) => sum + column.width, 0)
  // Borders and paddings of each column stand beside its width.
  const inner = width - columns.length * 8.4 - 0.4
  const alignment = (place: number): string => (columns[place]?.isNumeric ? 'right' : 'left')
  const cell = (text: string, place: number) => ({ text: shown(text), alignment: alignment(place) })
  const none = [
    { text: noneWords[language], colSpan: columns.length, alignment: 'center', color: '#777777' },
    ...columns.slice(1).map(() => ({})),
  ]
  const table = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: isShort(rows[0] ?? []) ? 1 : 0,
      widths: columns.map((column) => Math.max(6, (inner * column.width) / shares)),
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
const isShort = (texts: readonly string[]): boolean => texts.reduce((sum, text) => sum + text.length, 0) < 500

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
