// Steps back and forth through a design in the making. What is typed into one place in one go is one step. Pure.
import type { Design } from './design.ts'

export type History = {
  /** The designs before, oldest first, and those that were gone back from, the next one first. */
  readonly past: readonly Design[]
  readonly future: readonly Design[]
  /** Where and when the last step was made. */
  readonly place: string
  readonly atMs: number
}

export const noHistory: History = { past: [], future: [], place: '', atMs: 0 }
export const mostSteps = 50
const oneGoMs = 1500

/** The history after a step from one design to the next. */
export function stepped(history: History, before: Design, after: Design, atMs: number): History {
  const place = placeOf(before, after)
  const goesOn = place !== '' && place === history.place && atMs - history.atMs < oneGoMs
  const past = goesOn && history.past.length > 0 ? history.past : [...history.past, before].slice(-mostSteps)
  return { past, future: [], place, atMs }
}

export type Turn = { readonly history: History; readonly design: Design }

/** One step back from the design; null where there is none. */
export function undone({ past, future }: History, design: Design): Turn | null {
  const last = past.at(-1)
  return last === undefined
    ? null
    : { design: last, history: { ...noHistory, past: past.slice(0, -1), future: [design, ...future] } }
}

/** One step forth again; null where there is none. */
export function redone({ past, future }: History, design: Design): Turn | null {
  const [next, ...rest] = future
  return next === undefined
    ? null
    : { design: next, history: { ...noHistory, past: [...past, design], future: rest } }
}

/** The one place in which two texts differ, as a path; blank where more differs, or something else than a text. */
function placeOf(before: unknown, after: unknown, path = '/'): string {
  if (typeof before === 'string' && typeof after === 'string') return path
  if (!isTree(before) || !isTree(after)) return ''
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  const differing = [...keys].filter((key) => !isSame(before[key], after[key]))
  const [only] = differing
  return differing.length === 1 && only !== undefined
    ? placeOf(before[only], after[only], `${path}${only}/`)
    : ''
}

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null
const isSame = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right)
