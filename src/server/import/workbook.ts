// What the sheets of a workbook share: their names and places, the words, and which numbers are dates.

import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { readPart } from './sheet-xml.ts'

export type Parts = ReadonlyMap<string, () => Readable>

export type SheetPlace = { readonly name: string; readonly part: string }

export type Workbook = { readonly sheets: readonly SheetPlace[]; readonly since1904: boolean }

const home = 'xl/'

/** The sheets in the order in which people see them. Throws RangeError where there is no workbook. */
export async function workbookOf(parts: Parts): Promise<Workbook> {
  const whole = parts.get(`${home}workbook.xml`)?.()
  if (whole === undefined) throw new RangeError('There is no workbook in it')
  const targets = new Map<string, string>()
  await readPart(parts.get(`${home}_rels/workbook.xml.rels`)?.(), {
    begin: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, posix.resolve(`/${home}`, Target).slice(1))
    },
    end: () => undefined,
  })
  const sheets: SheetPlace[] = []
  let since1904 = false
  await readPart(whole, {
    begin: (element, attributes) => {
      if (element === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      const id = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1]
      const part = targets.get(id ?? '')
      if (element === 'sheet' && part !== undefined && parts.has(part))
        sheets.push({ name: attributes.name ?? '', part })
    },
    end: () => undefined,
  })
  return { sheets, since1904 }
}

/** Formats of dates and times that need no definition (ECMA-376-1, 18.8.30), those of East Asia among them. */
const isKnownDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Without what it shows as it stands and what stands in brackets. */
const isDateCode = (code: string): boolean =>
  /[ymdhsb]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '').replace(/general/gi, ''))

/** Whether a cell of each style shows its number as a date. */
export async function dateStyles(parts: Parts): Promise<readonly boolean[]> {
  const codes = new Map<number, string>()
  const styles: boolean[] = []
  let isInCells = false
  await readPart(parts.get(`${home}styles.xml`)?.(), {
    begin(name, { numFmtId = '0', formatCode = '' }) {
      const id = Number(numFmtId)
      if (name === 'numFmt') codes.set(id, formatCode)
      if (name === 'cellXfs') isInCells = true
      const code = codes.get(id)
      if (name === 'xf' && isInCells) styles.push(code === undefined ? isKnownDate(id) : isDateCode(code))
    },
    end(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}

export type Words = { readonly at: (index: number) => string }

const pageSize = 1024

type Page = { readonly bytes: Buffer; readonly ends: Uint32Array }

/** The words that cells refer to, packed as bytes: as text each would cost several times its length. */
export async function sharedWords(parts: Parts): Promise<Words> {
  const pages: Page[] = []
  let open: string[] = []
  const close = (): void => {
    const pieces = open.map((word) => Buffer.from(word))
    let end = 0
    const ends = Uint32Array.from(pieces, ({ length }) => {
      end += length
      return end
    })
    pages.push({ bytes: Buffer.concat(pieces), ends })
    open = []
  }
  const text = textReader()
  await readPart(parts.get(`${home}sharedStrings.xml`)?.(), {
    begin(name) {
      if (name === 'si') text.take()
      text.begin(name)
    },
    text: text.text,
    end(name) {
      text.end(name)
      if (name === 'si') open.push(text.take())
      if (open.length === pageSize) close()
    },
  })
  close()
  return {
    at(index) {
      const { bytes, ends } = pages[Math.floor(index / pageSize)] ?? { bytes: Buffer.alloc(0), ends: [] }
      const place = index % pageSize
      const end = ends[place]
      return end === undefined ? '' : bytes.toString('utf8', place === 0 ? 0 : ends[place - 1], end)
    },
  }
}

/** Texts of a word or cell, in one piece or in runs; how Japanese is read aloud is no part of it. */
export function textReader() {
  let found = ''
  let isInText = false
  let isAloud = false
  return {
    begin(name: string): void {
      if (name === 'rPh') isAloud = true
      isInText = name === 't' && !isAloud
    },
    text(piece: string): void {
      if (isInText) found += piece
    },
    end(name: string): void {
      if (name === 'rPh') isAloud = false
      isInText = false
    },
    /** What was gathered, with the signs that XML cannot hold. */
    take(): string {
      const whole = found
      found = ''
      return unescaped(whole)
    },
  }
}

/** `_x000D_` is the sign of that code (ECMA-376-1, 22.4.2.4). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
