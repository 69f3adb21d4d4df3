import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ast } from './ast.ts'
import { exampleScope } from './example-scope.ts'
import { compileFormula, parseFormula, printFormula } from './index.ts'
import { type Leaves, pick, randomFormula, seeded } from './random-formula.ts'

const shape = (ast: Ast): string => {
  if (ast.node === 'call') return `${ast.name.text}(${ast.args.map(shape).join(' ')})`
  if (ast.node === 'name') return ast.path.map(({ text }) => text).join('.')
  if (ast.node === 'number') return ast.text
  return ast.node === 'blank' ? 'blank' : JSON.stringify(ast.value)
}

function read(text: string): string {
  const parsed = parseFormula(text)
  return parsed.ok ? shape(parsed.value) : parsed.problems.map(({ code }) => code).join()
}

const firstProblem = (text: string) => {
  const parsed = parseFormula(text)
  return parsed.ok ? undefined : parsed.problems[0]
}

describe('binding', () => {
  test.each([
    ['a or b and c', 'OR(a AND(b c))'],
    ['not a = b', 'NOT(=(a b))'],
    ['not a and b', 'AND(NOT(a) b)'],
    ['a & b + c = d', '=(&(a +(b c)) d)'],
    ['a - b - c', '-(-(a b) c)'],
    ['a + b * c', '+(a *(b c))'],
    ['-2 ^ 2', 'NEGATIVE(^(2 2))'],
    ['2 ^ 3 ^ 2', '^(2 ^(3 2))'],
    ['-5%', 'NEGATIVE(%(5))'],
    ['(a + b) * c', '*(+(a b) c)'],
    ['a in (1, 2) and b', 'AND(IN(a 1 2) b)'],
    ['a in me.roles', 'IN(a me.roles)'],
    ['AND(a, b) or IN(a, b)', 'OR(and(a b) in(a b))'],
  ])('[FM5] %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test('[FM5] comparisons do not chain', () => {
    expect(firstProblem('1 < 2 < 3')).toMatchObject({
      code: 'formula.syntax',
      params: { from: 6, found: '<' },
    })
  })
})

describe('writing', () => {
  test.each([
    ['数量＊单价＋（１）', '+(*(数量 单价) 1)'],
    ['（数量＋1）＊2', '*(+(数量 1) 2)'],
    ['IF（加急，1，2）', 'IF(加急 1 2)'],
    ['甲 且 非 乙 或 是', 'OR(AND(甲 NOT(乙)) true)'],
    ['甲 属于 （1，2）', 'IN(甲 1 2)'],
    ['a ≠ b', '<>(a b)'],
    ['a ≥ 空', '>=(a blank)'],
    ['“接力”', '"接力"'],
    ["'it''s'", '"it\'s"'],
    ['"（a）"', '"（a）"'],
    ['[客户 名称].地区', '客户 名称.地区'],
    ['[a]]b]', 'a]b'],
    ['a == b', '=(a b)'],
    ['TRUE and False', 'AND(true false)'],
  ])('[FM4] %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('bounds', () => {
  test.each([
    ['', 'formula.unfinished'],
    ['1 +', 'formula.unfinished'],
    ['(1', 'formula.unclosed'],
    ["'abc", 'formula.unclosed'],
    ['[abc', 'formula.unclosed'],
    ['1 2', 'formula.syntax'],
    ['1a', 'formula.syntax'],
    ['#', 'formula.syntax'],
    ['a\0b', 'formula.syntax'],
    ["'\ud83d'", 'formula.syntax'],
    [`'${'x'.repeat(1001)}'`, 'formula.tooLong'],
    ['x'.repeat(4001), 'formula.tooLong'],
    ['('.repeat(61), 'formula.tooDeep'],
    ['-'.repeat(3999), 'formula.tooDeep'],
    [`1${'+1'.repeat(260)}`, 'formula.tooLong'],
    ['9'.repeat(31), 'formula.numberTooLarge'],
    [`0.${'1'.repeat(21)}`, 'formula.numberTooLarge'],
  ])('[FM3] %j is refused', (text, code) => {
    expect(read(text)).toBe(code)
  })

  test('[FM3] where a text ends inside a call, it is the closing bracket that is missing', () => {
    for (const text of ['ROUND(1', 'ROUND(1, 2', 'a in (1, 2']) {
      const parsed = parseFormula(text)
      expect(parsed.ok ? [] : parsed.problems, text).toMatchObject([{ params: { expected: ')' } }])
    }
  })

  test('[FM3] what is just within the bounds is read', () => {
    expect(read(`${'('.repeat(59)}1${')'.repeat(59)}`)).toBe('1')
    expect(parseFormula(`1${'+1'.repeat(249)}`).ok).toBe(true)
    expect(parseFormula(`'${'x'.repeat(1000)}'`).ok).toBe(true)
    expect(parseFormula('9'.repeat(30)).ok).toBe(true)
  })

  test('[FM3] no text makes it throw', () => {
    const pieces = fc.constantFrom(
      ...'()[],.+-*/%^&=<>\'"“”‘’，（）'.split(''),
      'IF(',
      ' and ',
      '数量',
      'me.',
      '1',
      '😀',
      '\u202e',
    )
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(hostile, (text) => {
        const compiled = compileFormula(text, exampleScope)
        for (const { code } of compiled.ok ? [] : compiled.problems) expect(code).toMatch(/^formula\./)
      }),
      { seed: 7, numRuns: 1000 },
    )
    expect(read('x+'.repeat(500_000))).toBe('formula.tooLong')
  })
})

describe('printing', () => {
  const leaves: Leaves = {
    text: ['name', '客户.名称', '[备 注]', "'it''s'", 'before.name'],
    number: ['quantity', '单价', '1.50', '-3', 'input.quantity', '客户.信用额度'],
    boolean: ['rush', 'true', '否'],
    date: ['promised', 'TODAY()', 'DATE(2024, 2, 29)'],
    datetime: ['shippedAt', 'createdAt'],
    list: ['tags', 'before.tags'],
    record: ['customer', 'customer.parent'],
    json: ['extra'],
    inside: {
      text: ['parts.name', 'name', "'x'"],
      number: ['明细.数量', 'parts.price', '单价', '2'],
      boolean: ['明细.已检', 'rush'],
      date: ['parts.date', 'promised'],
      datetime: ['明细.制造时间', 'shippedAt'],
      list: ['tags'],
      record: ['明细', 'parts.maker'],
      json: ['extra'],
    },
  }
  const kinds = ['text', 'number', 'boolean', 'date', 'datetime', 'list', 'record', 'json'] as const

  test.each(['names', 'zh-CN', 'en'] as const)('[FM7] what is printed with %s reads the same', (spelling) => {
    const random = seeded(11)
    let compared = 0
    for (let run = 0; run < 300; run++) {
      const kind = pick(random, kinds)
      const compiled = compileFormula(randomFormula(random, kind, leaves, 3), exampleScope, kind)
      if (!compiled.ok) continue
      const printed = printFormula(compiled.value.ast, exampleScope, spelling)
      const again = compileFormula(printed, exampleScope, kind)
      if (!again.ok) throw new Error(`${printed}: ${JSON.stringify(again.problems)}`)
      expect(JSON.stringify(again.value.ast)).toBe(JSON.stringify(compiled.value.ast))
      compared++
    }
    expect(compared).toBeGreaterThan(200)
  })

  test('[FM7] labels are stored as names and shown as the labels of today', () => {
    const compiled = compileFormula("数量 * (单价 - 1) > 客户.信用额度 且 [备 注] = 'x'", exampleScope)
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
    const { ast } = compiled.value
    expect(printFormula(ast, exampleScope, 'names')).toBe(
      "quantity * (price - 1) > customer.credit and note = 'x'",
    )
    expect(printFormula(ast, exampleScope, 'zh-CN')).toBe(
      "数量 * (单价 - 1) > 客户.信用额度 and [备 注] = 'x'",
    )
    expect(printFormula(ast, exampleScope, 'en')).toBe(
      "Quantity * (Price - 1) > Customer.Credit and [Note text] = 'x'",
    )
  })
})
