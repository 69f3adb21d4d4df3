// What a cell copied from a spreadsheet means for a field: a value, a name to be looked up, or what is wrong with it. Pure.
import { instantOf, parseDate, parseInstant } from '#base/values/date'
import { type Field, mostRich, type Option, readJson, type Value } from '#kernel/schema'
import { readMinutes, readNumber, readPercent } from '../ui/format.ts'

/** Records that the text names, one or several; who asks the server decides whether there is exactly one of each. */
export type Sought = { readonly kind: 'sought'; readonly texts: readonly string[] }
/** `code` is the end of a text `paste.<code>`, said with `params`. */
export type CellProblem = {
  readonly kind: 'problem'
  readonly code:
    | 'noNumber'
    | 'noDate'
    | 'noMoment'
    | 'noOption'
    | 'noTruth'
    | 'noJson'
    | 'computed'
    | 'tooLong'
  readonly params: Readonly<Record<string, string | number>>
}
export type ParsedCell = { readonly kind: 'value'; readonly value: Value } | Sought | CellProblem

const value = (found: Value): ParsedCell => ({ kind: 'value', value: found })
const wrong = (code: CellProblem['code'], params: CellProblem['params'] = {}): ParsedCell => ({
  kind: 'problem',
  code,
  params,
})
const orWrong = (found: string | undefined, code: CellProblem['code'], text: string): ParsedCell =>
  found === undefined ? wrong(code, { text }) : value(found)

/**
 * Reads one cell. Understood: 1,234.00, full-width digits, ￥ $ €, 万 and 亿, (1,234.00) as negative, 13% and 0.13 of a ratio,
 * 2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, days with a time (in `zone`), 是/否 yes/no ✓, options by key and by either
 * label. A blank cell is null. A reference, person or department is `sought`,
 * and so is each of several.
 */
export function parseCell(typed: string, field: Field, zone: string): ParsedCell {
  const text = typed.normalize('NFKC').trim()
  if (field.type === 'text' || field.type === 'longText') return readText(typed.trim(), field.maxLength)
  if (field.type === 'richText') return readText(typed.trim(), mostRich.letters)
  if (text === '') return value(null)
  switch (field.type) {
    case 'json':
      return readStructure(text)
    case 'number':
      return orWrong(field.shownAs === 'duration' ? readMinutes(text) : readAmount(text), 'noNumber', text)
    case 'decimal':
    case 'money':
      return orWrong(readAmount(text), 'noNumber', text)
    case 'percent':
      return orWrong(text.endsWith('%') ? readPercent(text) : readAmount(text), 'noNumber', text)
    case 'date':
      return orWrong(readDay(text), 'noDate', text)
    case 'datetime':
      return orWrong(readMoment(text, zone), 'noMoment', text)
    case 'boolean':
      return readTruth(text)
    case 'select':
      return orWrong(readOption(field.options, text), 'noOption', text)
    case 'multiSelect':
      return readOptions(field.options, text)
    case 'reference':
    case 'anyReference':
    case 'person':
    case 'department':
      return { kind: 'sought', texts: [typed.trim()] }
    case 'references':
    case 'persons':
    case 'departments':
      return { kind: 'sought', texts: listedIn(typed) }
    case 'tags':
      return value(listedIn(typed))
    default:
      return wrong('computed')
  }
}

/** What a cell says in JSON. */
function readStructure(text: string): ParsedCell {
  const read = readJson(text)
  return 'value' in read ? value(read.value) : wrong('noJson', { ...read.fault })
}

const readText = (text: string, maxLength: number | undefined): ParsedCell =>
  text === ''
    ? value(null)
    : maxLength !== undefined && [...text].length > maxLength
      ? wrong('tooLong', { most: maxLength })
      : value(text)

/** Accountants write a negative amount in brackets. */
function readAmount(text: string): string | undefined {
  const [, bracketed] = /^\((.+)\)$/.exec(text) ?? []
  return readNumber(bracketed === undefined ? text : `-${bracketed}`)
}

const dayPattern = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/

/** The day that a text says, year first; undefined when there is no such day. */
export function readDay(text: string): string | undefined {
  const [, year, month = '', day = ''] = dayPattern.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  return year === undefined
    ? undefined
    : parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

function readMoment(text: string, zone: string): string | undefined {
  if (parseInstant(text) !== undefined) return text
  const [, day = '', hours = '0', minutes = '0'] =
    /^(\S+)(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(text) ?? []
  const date = readDay(day)
  const clock = Number(hours) * 60 + Number(minutes)
  return date === undefined || Number(hours) > 23 || Number(minutes) > 59
    ? undefined
    : instantOf(date, clock, zone)
}

const truths: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...['是', '对', '有', 'yes', 'y', 'true', '1', '√', '✓', '✔'].map((text) => [text, true]),
  ...['否', '错', '无', 'no', 'n', 'false', '0', '×', '✗'].map((text) => [text, false]),
])

function readTruth(text: string): ParsedCell {
  const truth = truths[text.toLowerCase()]
  return truth === undefined ? wrong('noTruth', { text }) : value(truth)
}

const readOption = (options: readonly Option[], text: string): string | undefined =>
  options.find(({ key, label, retired }) =>
    retired === true
      ? false
      : [key, label['zh-CN'], label.en].some((name) => name.toLowerCase() === text.toLowerCase()),
  )?.key

/** What a cell lists, each once and as it is written. */
const listedIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,，;；、|\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]

function readOptions(options: readonly Option[], text: string): ParsedCell {
  const wanted = listedIn(text)
  const keys = wanted.map((part) => readOption(options, part))
  const missing = wanted.find((_part, index) => keys[index] === undefined)
  return missing === undefined
    ? value([...new Set(keys.filter((key) => key !== undefined))])
    : wrong('noOption', { text: missing })
}
