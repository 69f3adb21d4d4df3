// Making kinds fit: one value to what a place asks for, several to a kind they have in common.
import { isUuid } from '#base/ids'
import { parseDate, parseInstant } from '#base/values/date'
import type { Node } from './ast.ts'
import { castOf } from './casts.ts'
import type { Kind } from './contract.ts'

/** The node as one of the kinds, converted where there is a conversion; undefined where there is none. */
export function coerce(node: Node, kinds: readonly Kind[], prints: boolean): Node | undefined {
  const { kind } = node
  if (kind === 'blank') return { op: 'literal', kind: kinds[0] ?? 'text', value: null }
  if (kinds.includes(kind)) return node
  for (const to of kinds) {
    const literal = literalAs(node, to)
    if (literal) return literal
    const cast = castOf(kind, to)
    if (cast && (prints || !cast.prints)) return { op: 'cast', kind: to, arg: node }
  }
  return undefined
}

const readers: Partial<Record<Kind, (text: unknown) => string | undefined>> = {
  date: parseDate,
  datetime: parseInstant,
  record: (text) => (isUuid(text) ? text : undefined),
}

/** A text written in the formula may be a date, an instant or an id: `orderDate > '2026-01-31'`. */
function literalAs(node: Node, kind: Kind): Node | undefined {
  if (node.op !== 'literal' || node.kind !== 'text') return undefined
  const value = readers[kind]?.(node.value)
  return value === undefined ? undefined : { op: 'literal', kind, value }
}

export type Misfit = {
  readonly ok: false
  /** Which of the values does not fit. */
  readonly at: number
  readonly expected: readonly Kind[]
  /** Two different objects whose records can never be the same. */
  readonly objects?: readonly [string, string]
}

// Tried in this order: an id is compared as a record, an instant beside a date as a date.
const candidates: readonly Kind[] = [
  'record',
  'date',
  'datetime',
  'number',
  'boolean',
  'list',
  'json',
  'text',
]

/** All values as one kind out of `allowed`. */
export function common(
  nodes: readonly Node[],
  allowed: readonly Kind[],
): { readonly ok: true; readonly nodes: readonly Node[] } | Misfit {
  const present = new Set(nodes.map(({ kind }) => kind).filter((kind) => kind !== 'blank'))
  const alien = nodes.findIndex(({ kind }) => kind !== 'blank' && !allowed.includes(kind))
  if (alien >= 0) return { ok: false, at: alien, expected: allowed }
  const kinds =
    present.size === 0 ? allowed.slice(0, 1) : candidates.filter((kind) => isCandidate(kind, present))
  for (const kind of kinds) {
    const fitted = nodes.map((node) => coerce(node, [kind], false))
    if (fitted.every((node) => node !== undefined)) return sameObject(fitted)
  }
  const first = nodes.find(({ kind }) => kind !== 'blank')?.kind
  const at = nodes.findIndex(({ kind }) => kind !== 'blank' && kind !== first)
  return { ok: false, at, expected: first && first !== 'blank' ? [first] : allowed }
}

const isCandidate = (kind: Kind, present: ReadonlySet<Kind>): boolean =>
  present.has(kind) || (kind === 'date' && present.has('datetime') && present.size > 1)

/** Records of two objects are never the same, and a list of ids is no list of texts. */
function sameObject(nodes: readonly Node[]): { readonly ok: true; readonly nodes: readonly Node[] } | Misfit {
  const known = nodes.filter(({ op }) => op === 'read' || op === 'call')
  const objects = known.flatMap((node) =>
    'object' in node && node.object !== undefined ? [node.object] : [],
  )
  const left = objects[0]
  const right = objects.find((object) => object !== left)
  if (left !== undefined && right !== undefined) {
    const at = nodes.findIndex((node) => 'object' in node && node.object === right)
    return {
      ok: false,
      at,
      expected: [nodes[at]?.kind === 'list' ? 'list' : 'record'],
      objects: [left, right],
    }
  }
  const isMixed = nodes[0]?.kind === 'list' && objects.length > 0 && objects.length < known.length
  if (isMixed) return { ok: false, at: 1, expected: ['list'] }
  return { ok: true, nodes: left === undefined ? nodes : nodes.map((node) => blankOf(node, left)) }
}

/** A blank beside lists of ids is a blank list of ids. */
const blankOf = (node: Node, object: string): Node =>
  node.op === 'literal' && node.kind === 'list' ? { ...node, object } : node
