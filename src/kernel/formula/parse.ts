// Tokens into a tree, by binding power (Pratt, "Top down operator precedence", 1973).
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Ast, Segment } from './ast.ts'
import { maxDepth, maxDigits, maxNodes, scale } from './limits.ts'
import { infix, type Operator, postfix, prefix, valueWords } from './operators.ts'
import { type Token, tokenize } from './token.ts'

/** Raised only inside this file, to leave a deep recursion at the first fault. */
class Fault extends Error {
  readonly problem: Problem
  constructor(fault: Problem) {
    super(fault.code)
    this.problem = fault
  }
}

/**
 * Reads a formula's text. Never throws, whatever the text. Problems: formula.syntax, formula.unfinished,
 * formula.unclosed, formula.tooLong, formula.tooDeep, formula.numberTooLarge.
 */
export function parseFormula(text: string): Result<Ast> {
  const tokens = tokenize(text)
  if (!tokens.ok) return tokens
  try {
    return ok(new Parser(tokens.value).whole())
  } catch (fault) {
    if (fault instanceof Fault) return failed(fault.problem)
    throw fault
  }
}

const end: Token = { type: 'end', text: '', from: 0, to: 0 }

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #nodes = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Ast {
    const tree = this.#expression(0)
    const rest = this.#peek()
    if (rest.type !== 'end') throw unexpected(rest)
    return tree
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? this.#tokens.at(-1) ?? end
  }

  #next(): Token {
    const token = this.#peek()
    this.#at++
    return token
  }

  #isSign(sign: string): boolean {
    const token = this.#peek()
    return token.type === 'sign' && token.text === sign
  }

  #take(sign: string): Token {
    const token = this.#peek()
    if (this.#isSign(sign)) return this.#next()
    throw token.type === 'end' ? unclosed(token, sign) : unexpected(token)
  }

  #made<T extends Ast>(node: T): T {
    if (++this.#nodes > maxNodes) throw new Fault(problem('formula.tooLong', [], { limit: maxNodes }))
    return node
  }

  /** A value and every operator after it that binds tighter than `power`. */
  #expression(power: number): Ast {
    const { from, to } = this.#peek()
    if (++this.#depth > maxDepth)
      throw new Fault(problem('formula.tooDeep', [], { from, to, limit: maxDepth }))
    let left = this.#operand()
    for (let next = this.#following(power); next; next = this.#following(power))
      left = this.#after(left, next)
    this.#depth--
    return left
  }

  #following(power: number): Operator | undefined {
    const token = this.#peek()
    if (token.type !== 'sign') return undefined
    const operator = infix.get(token.text) ?? postfix.get(token.text)
    return operator && operator.power > power ? operator : undefined
  }

  #after(left: Ast, operator: Operator): Ast {
    const token = this.#next()
    if (operator.position === 'postfix') return this.#call(operator, token, [left])
    if (operator.name === 'IN' && this.#isSign('('))
      return this.#call(operator, token, [left, ...this.#arguments()])
    const right = this.#expression(operator.chain === 'right' ? operator.power - 1 : operator.power)
    const after = operator.chain === 'none' ? this.#following(operator.power - 1) : undefined
    if (after?.power === operator.power) throw unexpected(this.#peek())
    return this.#call(operator, token, [left, right])
  }

  #call(operator: Operator, token: Token, args: readonly Ast[]): Ast {
    const from = Math.min(token.from, args[0]?.from ?? token.from)
    const to = Math.max(token.to, args.at(-1)?.to ?? token.to)
    const name: Segment = { text: operator.name, from: token.from, to: token.to }
    return this.#made({ node: 'call', name, args, from, to })
  }

  #operand(): Ast {
    const token = this.#next()
    if (token.type === 'number') return this.#made(numberOf(token))
    if (token.type === 'text')
      return this.#made({ node: 'text', value: token.text, from: token.from, to: token.to })
    if (token.type === 'word' || token.type === 'name') return this.#nameOrCall(token)
    if (token.type === 'end') throw unfinished(token)
    return this.#signed(token)
  }

  #signed(token: Token): Ast {
    if (token.text === '(') {
      const inner = this.#expression(0)
      return { ...inner, from: token.from, to: this.#take(')').to }
    }
    if (callWords.has(token.text) && this.#isSign('(')) return this.#callOf(token)
    const operator = prefix.get(token.text)
    if (!operator) throw unexpected(token)
    return this.#call(operator, token, [this.#expression(operator.power)])
  }

  #nameOrCall(first: Token): Ast {
    if (first.type === 'word' && this.#isSign('(')) return this.#callOf(first)
    const value = first.type === 'word' ? valueWords.get(first.text.toLowerCase()) : undefined
    if (value !== undefined && !this.#isSign('.')) return this.#made(wordValue(value, first))
    const path = [first]
    while (this.#isSign('.')) {
      this.#next()
      path.push(this.#segment())
    }
    const to = path.at(-1)?.to ?? first.to
    return this.#made({ node: 'name', path: path.map(segmentOf), from: first.from, to })
  }

  #segment(): Token {
    const token = this.#next()
    if (token.type === 'word' || token.type === 'name') return token
    if (token.type === 'sign' && /^\p{L}/u.test(token.text)) return token
    throw token.type === 'end' ? unfinished(token) : unexpected(token)
  }

  #callOf(name: Token): Ast {
    const args = this.#arguments()
    const to = this.#tokens[this.#at - 1]?.to ?? name.to
    return this.#made({ node: 'call', name: segmentOf(name), args, from: name.from, to })
  }

  #arguments(): readonly Ast[] {
    this.#take('(')
    const args: Ast[] = []
    while (!this.#isSign(')')) {
      // At the end of the text it is the bracket that is missing.
      if (args.length > 0) this.#take(this.#peek().type === 'end' ? ')' : ',')
      args.push(this.#expression(0))
    }
    this.#take(')')
    return args
  }
}

/** Words that are operators and functions alike. */
const callWords: ReadonlySet<string> = new Set(['and', 'or', 'in'])

const segmentOf = ({ text, from, to }: Token): Segment => ({ text, from, to })

const wordValue = (value: boolean | null, { from, to }: Token): Ast =>
  value === null ? { node: 'blank', from, to } : { node: 'boolean', value, from, to }

function numberOf({ text, from, to }: Token): Ast {
  const [whole = '', fraction = ''] = text.split('.')
  if (whole.replace(/^0+/, '').length > maxDigits || fraction.length > scale)
    throw new Fault(problem('formula.numberTooLarge', [], { from, to, digits: maxDigits, scale }))
  return { node: 'number', text, from, to }
}

const unexpected = (token: Token): Fault =>
  token.type === 'end'
    ? unfinished(token)
    : new Fault(problem('formula.syntax', [], { from: token.from, to: token.to, found: token.text }))

const unfinished = ({ from, to }: Token): Fault => new Fault(problem('formula.unfinished', [], { from, to }))

const unclosed = ({ from, to }: Token, expected: string): Fault =>
  new Fault(problem('formula.unclosed', [], { from, to, expected }))
