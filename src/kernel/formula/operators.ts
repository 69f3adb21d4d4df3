// The signs and words between values: how tightly each binds. The parser and the printer read this one table.

export type Operator = {
  /** The function it calls. */
  readonly name: string
  /** As it is printed; spaces included for words. */
  readonly sign: string
  /** Higher binds tighter. */
  readonly power: number
  readonly position: 'infix' | 'prefix' | 'postfix'
  /** How a chain of it groups; comparisons do not chain. */
  readonly chain?: 'left' | 'right' | 'none'
}

export const operators: readonly Operator[] = [
  { name: 'OR', sign: 'or', power: 1, position: 'infix', chain: 'left' },
  { name: 'AND', sign: 'and', power: 2, position: 'infix', chain: 'left' },
  { name: 'NOT', sign: 'not', power: 3, position: 'prefix' },
  ...['=', '<>', '<', '<=', '>', '>='].map(
    (sign): Operator => ({ name: sign, sign, power: 4, position: 'infix', chain: 'none' }),
  ),
  { name: 'IN', sign: 'in', power: 4, position: 'infix', chain: 'none' },
  { name: '&', sign: '&', power: 5, position: 'infix', chain: 'left' },
  { name: '+', sign: '+', power: 6, position: 'infix', chain: 'left' },
  { name: '-', sign: '-', power: 6, position: 'infix', chain: 'left' },
  { name: '*', sign: '*', power: 7, position: 'infix', chain: 'left' },
  { name: '/', sign: '/', power: 7, position: 'infix', chain: 'left' },
  { name: 'NEGATIVE', sign: '-', power: 8, position: 'prefix' },
  { name: '^', sign: '^', power: 9, position: 'infix', chain: 'right' },
  { name: '%', sign: '%', power: 10, position: 'postfix' },
]

const at = (position: Operator['position']): ReadonlyMap<string, Operator> =>
  new Map(operators.filter((each) => each.position === position).map((each) => [each.sign, each]))

export const infix = at('infix')
export const prefix = at('prefix')
export const postfix = at('postfix')

/** The signs and words a person may write instead, full-width and Chinese ones included. */
export const otherSigns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '==': '=',
    '!=': '<>',
    '≠': '<>',
    '≤': '<=',
    '≥': '>=',
    '×': '*',
    '÷': '/',
    且: 'and',
    并且: 'and',
    或: 'or',
    或者: 'or',
    非: 'not',
    属于: 'in',
  }),
)

/** Words that stand for a value. */
export const valueWords: ReadonlyMap<string, true | false | null> = new Map<string, true | false | null>([
  ['true', true],
  ['false', false],
  ['blank', null],
  ['是', true],
  ['否', false],
  ['空', null],
])
