// Text into tokens: names, numbers, texts and signs, each with its position.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Segment } from './ast.ts'
import { maxLiteral, maxText } from './limits.ts'
import { otherSigns } from './operators.ts'

/** `text` is the meaning: the inside of a text literal or bracketed name, the plain form of a sign. */
export type Token = Segment & { readonly type: 'number' | 'text' | 'word' | 'name' | 'sign' | 'end' }

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
])
const spaces = /[\s\u3000]+/y
const number = /[0-9]+(?:\.[0-9]+)?/y
const word = /[\p{L}_][\p{L}\p{N}_]*/uy
const sign = /<>|<=|>=|==|!=|[-+*/%^&=<>(),.≠≤≥×÷]/y
// A NUL or half of a surrogate pair can stand in no PostgreSQL text.
const unwritable = /\0|\p{Surrogate}/u

/**
 * Splits a formula. Full-width signs are read as the plain ones. Problems: formula.tooLong, formula.syntax,
 * formula.unclosed.
 */
export function tokenize(text: string): Result<readonly Token[]> {
  if (text.length > maxText) return failed(problem('formula.tooLong', [], { limit: maxText }))
  const bad = unwritable.exec(text)
  if (bad) return failed(syntax(bad.index, bad.index + 1, '\uFFFD'))
  const plain = narrow(text)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const blank = match(spaces, plain, at)
    const next = blank === undefined ? tokenAt(text, plain, at) : undefined
    if (next && 'code' in next) return failed(next)
    if (next) tokens.push(next)
    at = next?.to ?? at + (blank?.length ?? 1)
  }
  return ok([...tokens, { type: 'end', text: '', from: text.length, to: text.length }])
}

/** Full-width ASCII as ASCII, one unit for one unit, so that positions stay true. */
const narrow = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

const syntax = (from: number, to: number, found: string): Problem =>
  problem('formula.syntax', [], { from, to, found })

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function tokenAt(text: string, plain: string, at: number): Token | Problem {
  const first = plain[at] ?? ''
  const close = closers.get(first)
  if (close !== undefined) return quoted(plain, text, at, close, 'text')
  if (first === '[') return quoted(plain, text, at, ']', 'name')
  const digits = match(number, plain, at)
  if (digits !== undefined) return afterNumber(plain, at, digits)
  const letters = match(word, plain, at)
  if (letters !== undefined) return wordAt(letters, at)
  const mark = match(sign, plain, at)
  if (mark !== undefined)
    return { type: 'sign', text: otherSigns.get(mark) ?? mark, from: at, to: at + mark.length }
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return syntax(at, at + found.length, found)
}

function afterNumber(plain: string, at: number, digits: string): Token | Problem {
  const to = at + digits.length
  const glued = match(word, plain, to)
  if (glued !== undefined) return syntax(at, to + glued.length, digits + glued)
  return { type: 'number', text: digits, from: at, to }
}

function wordAt(text: string, at: number): Token {
  const lower = text.toLowerCase()
  const meant = otherSigns.get(text) ?? (signWords.has(lower) ? lower : undefined)
  return { type: meant === undefined ? 'word' : 'sign', text: meant ?? text, from: at, to: at + text.length }
}

const signWords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in'])

/** Reads to the closing mark; the mark written twice stands for itself. */
function quoted(
  plain: string,
  text: string,
  at: number,
  close: string,
  type: 'text' | 'name',
): Token | Problem {
  let inside = ''
  let from = at + 1
  for (;;) {
    const end = plain.indexOf(close, from)
    if (end < 0) return problem('formula.unclosed', [], { from: at, to: text.length, expected: close })
    inside += text.slice(from, end)
    if (plain[end + 1] !== close) return literal(type, inside, at, end + 1)
    inside += close
    from = end + 2
  }
}

const literal = (type: 'text' | 'name', text: string, from: number, to: number): Token | Problem =>
  text.length > maxLiteral
    ? problem('formula.tooLong', [], { from, to, limit: maxLiteral })
    : { type, text, from, to }
