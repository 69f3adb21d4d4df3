// What an action asks for before it runs, what is sent of what was typed, and where its faults belong. Pure.
import { parseDecimal } from '#base/values/decimal'
import type { ObjectMetadata } from '#kernel/module'
import { type ActionInput, isLinesInput, type LinesInput } from '#kernel/records'
import type { Json, Row, Value } from '#kernel/schema'
import type { SaidProblem } from '../data/api.ts'
import type { Draft, DraftLine } from '../data/drafts.ts'
import { plainValues } from './form-changes.ts'

export type DrawnPick = {
  readonly object: ObjectMetadata
  readonly show: readonly ObjectMetadata['fields'][number][]
}

/** The object of the lines and the fields to draw of them; undefined where the person may not see how much is open. */
export function drawnPick(
  object: ObjectMetadata,
  { pick }: LinesInput,
  objectOf: (name: string) => ObjectMetadata | undefined,
): DrawnPick | undefined {
  const field = object.fields.find(({ name }) => name === pick.lines)
  const inner = field?.type === 'lines' ? objectOf(field.object) : undefined
  const find = (name: string) => inner?.fields.find((candidate) => candidate.name === name)
  if (inner === undefined || find(pick.open) === undefined) return undefined
  return { object: inner, show: pick.show.flatMap((name) => find(name) ?? []) }
}

/**
 * Inputs that a person can fill in: lines where they can be drawn; other structured ones that may be left out are the
 * program's business.
 */
export const askedInputs = (
  object: ObjectMetadata,
  input: readonly ActionInput[],
  objectOf: (name: string) => ObjectMetadata | undefined,
): readonly ActionInput[] =>
  input.filter((one) => {
    if (one.hidden || one.type === 'lines') return false
    if (isLinesInput(one)) return drawnPick(object, one, objectOf) !== undefined
    return one.type !== 'json' || one.required === true
  })

/** Lines of which there is something to take, in their order. */
export const openLines = ({ pick }: LinesInput, rows: readonly Row[]): readonly Row[] =>
  rows.filter((row) => parseDecimal(row[pick.open])?.gt(0))

/** How much of a line is taken: what was typed, else all that is open or nothing, as the input begins. */
export function takenOf({ pick }: LinesInput, row: Row, typed: readonly DraftLine[]): Value {
  const line = typed.find(({ id }) => id === row.id)
  if (line !== undefined && pick.quantity.name in line.values) return line.values[pick.quantity.name] ?? null
  return pick.startsBlank ? null : (row[pick.open] ?? null)
}

const isTaken = (quantity: Value): boolean =>
  quantity !== null && quantity !== '' && parseDecimal(quantity)?.isZero() !== true

/**
 * The lines as they are sent. Null when nobody has touched them and the input begins with all that is open: that means
 * everything there is when it arrives.
 */
export function pickedLines(
  input: LinesInput,
  rows: readonly Row[],
  typed: readonly DraftLine[],
): readonly { readonly line: string; readonly quantity: Json }[] | null {
  if (typed.length === 0 && !input.pick.startsBlank) return null
  return openLines(input, rows).flatMap((row) => {
    const quantity = takenOf(input, row, typed)
    return isTaken(quantity) ? [{ line: String(row.id), quantity: quantity as Json }] : []
  })
}

/** What is sent of a draft. `rowsOf` gives the record's lines by field. */
export function inputOf(
  asked: readonly ActionInput[],
  draft: Draft,
  rowsOf: (field: string) => readonly Row[],
): { readonly [name: string]: Json } {
  const picked = asked.filter(isLinesInput).map((input): readonly [string, Json] => {
    const typed = draft.lines[input.name] ?? []
    return [input.name, pickedLines(input, rowsOf(input.pick.lines), typed)]
  })
  // What was typed is JSON by construction: texts, booleans and lists of ids.
  const values = plainValues(draft.values) as { readonly [name: string]: Json }
  return { ...values, ...Object.fromEntries(picked) }
}

/** Inputs that must be filled and are blank; lines that somebody touched and then took none of are among them. */
export const missingInputs = (
  asked: readonly ActionInput[],
  sent: { readonly [name: string]: Json },
): readonly ActionInput[] =>
  asked.filter((input) => {
    const value = sent[input.name] ?? null
    if (isLinesInput(input)) return Array.isArray(value) && value.length === 0
    return input.required && !input.default && value === null
  })

export type PlacedFaults = {
  /** Sentences by input; what names no input is under the empty name. */
  readonly inputs: Readonly<Record<string, string>>
  /** Sentences by the id of a line. */
  readonly lines: Readonly<Record<string, string>>
}

export const noFaults: PlacedFaults = { inputs: {}, lines: {} }

/** Puts every problem at its input, and at its line where it names one: `path` is the change, the input, the line's place. */
export function placeFaults(
  sent: { readonly [name: string]: Json },
  asked: readonly ActionInput[],
  problems: readonly SaidProblem[],
  say: (problem: SaidProblem) => string,
): PlacedFaults {
  const names = new Set(asked.map(({ name }) => name))
  const inputs: Record<string, string> = {}
  const lines: Record<string, string> = {}
  for (const problem of problems) {
    const at = problem.path.findIndex((part) => names.has(part))
    const name = problem.path[at] ?? ''
    const line = lineAt(sent[name], problem.path[at + 1])
    const [place, key] = line === undefined ? [inputs, name] : [lines, line]
    place[key] = place[key] === undefined ? say(problem) : `${place[key]} ${say(problem)}`
  }
  return { inputs, lines }
}

function lineAt(sent: Json | undefined, place: string | undefined): string | undefined {
  const entry: Json | undefined = Array.isArray(sent) ? sent[Number(place)] : undefined
  const isLine = typeof entry === 'object' && entry !== null && 'line' in entry
  return isLine ? String(entry.line) : undefined
}
