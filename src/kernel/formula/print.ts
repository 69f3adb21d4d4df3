// The checked tree back to text, with today's labels or with names.
import type { Json } from '#kernel/schema'
import type { Node, Read } from './ast.ts'
import type { Scope } from './contract.ts'
import { functionNamed } from './functions/index.ts'
import { labelsOf } from './names.ts'
import { infix, type Operator, operators, otherSigns, postfix, prefix, valueWords } from './operators.ts'
import { relationLabel } from './relations.ts'

/** Names are what is stored; a language shows the labels of today. */
export type Spelling = 'names' | 'zh-CN' | 'en'

const tightest = 20

/** Writes a checked formula. Reading the text again in the same scope gives the same tree. */
export function print(node: Node, scope: Scope, spelling: Spelling): string {
  return written(node, scope, spelling).text
}

type Written = { readonly text: string; readonly power: number }

const plain = (text: string): Written => ({ text, power: tightest })

function written(node: Node, scope: Scope, spelling: Spelling): Written {
  if (node.op === 'literal') return literalText(node)
  if (node.op === 'read') return plain(readText(node, scope, spelling))
  if (node.op === 'cast') return written(node.arg, scope, spelling)
  const args = node.args.map((arg) => written(arg, scope, spelling))
  const name = functionNamed(node.name)?.spelling ?? node.name
  const operator = operators.find((each) => each.name === name && arity(each) === args.length)
  return operator ? operation(operator, args) : plain(`${name}(${args.map(({ text }) => text).join(', ')})`)
}

const arity = ({ position }: Operator): number => (position === 'infix' ? 2 : 1)

function literalText({ kind, value }: Extract<Node, { op: 'literal' }>): Written {
  if (value === null) return plain('blank')
  if (typeof value === 'boolean') return plain(String(value))
  if (kind !== 'number') return plain(quoted(value))
  return value.startsWith('-') ? { text: value, power: prefix.get('-')?.power ?? 0 } : plain(value)
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function operation({ sign, power, position, chain }: Operator, args: readonly Written[]): Written {
  const [left = plain(''), right = plain('')] = args
  const space = /^\p{L}/u.test(sign) ? ' ' : ''
  if (position === 'prefix') return { text: `${sign}${space}${inside(left, power)}`, power }
  if (position === 'postfix') return { text: `${inside(left, power)}${sign}`, power }
  const before = inside(left, chain === 'left' ? power : power + 1)
  const after = inside(right, chain === 'right' ? power : power + 1)
  return { text: `${before} ${sign} ${after}`, power }
}

const inside = ({ text, power }: Written, needed: number): string => (power < needed ? `(${text})` : text)

function readText(read: Read, scope: Scope, spelling: Spelling): string {
  const labels = read.relation
    ? labelsOf(read.path, 'row', [], { ...scope, object: read.relation.object })
    : labelsOf(read.path, read.from, read.through, scope)
  const steps = read.path.map((name, at) => {
    const label = spelling === 'names' ? undefined : labels[at]?.[spelling]
    return segment(label ?? name, read.from === 'variable' && at === 0)
  })
  if (read.from === 'related') return relatedText(read, steps, scope, spelling)
  return read.from === 'me' ? ['me', ...steps].join('.') : steps.join('.')
}

/** Related records by themselves are written without their id. */
function relatedText(
  { relation, path }: Read,
  steps: readonly string[],
  scope: Scope,
  spelling: Spelling,
): string {
  const called =
    relation && spelling !== 'names' ? relationLabel(relation.name, scope)?.[spelling] : undefined
  const start = segment(called ?? relation?.name ?? '', false)
  return path[0] === 'id' ? start : [start, ...steps].join('.')
}

const word = /^[\p{L}_][\p{L}\p{N}_]*$/u

function segment(name: string, isVariable: boolean): string {
  if (isVariable)
    return name
      .split('.')
      .map((part) => segment(part, false))
      .join('.')
  return spelt(name)
}

/** A name as it is written in a formula: in brackets where it is no plain word. */
export const spelt = (name: string): string =>
  word.test(name) && !isReserved(name) ? name : `[${name.replaceAll(']', ']]')}]`

const isReserved = (name: string): boolean => {
  const lower = name.toLowerCase()
  return infix.has(lower) || prefix.has(lower) || postfix.has(lower) || reservedWords.has(lower)
}

const reservedWords: ReadonlySet<string> = new Set([...valueWords.keys(), ...otherSigns.keys(), 'me'])

/** The text of a compiled formula's `ast`, for storing (names) or showing (labels of today). */
export const printFormula = (ast: Json, scope: Scope, spelling: Spelling): string =>
  print(ast as unknown as Node, scope, spelling)
