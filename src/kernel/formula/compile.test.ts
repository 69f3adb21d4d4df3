import { describe, expect, test } from 'vitest'
import { ident, type Sql } from '#base/sql'

const toStatement = ({ text, values }: Sql) => ({ text, values })

import type { Row } from '#kernel/schema'
import type { Kind, Scope } from './contract.ts'
import { exampleScope } from './example-scope.ts'
import {
  alone,
  compileFormula,
  type Environment,
  exampleEnvironment,
  type Formula,
  functionTable,
  printFormula,
  type SqlHost,
} from './index.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { mostPlaces, nestedCall } from './nested-call.ts'

function compiled(text: string, scope: Scope = exampleScope, expected?: Kind): Formula {
  const result = compileFormula(text, scope, expected)
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.problems)}`)
  return result.value
}

function problemOf(text: string, expected?: Kind) {
  const result = compileFormula(text, exampleScope, expected)
  return result.ok ? undefined : result.problems[0]
}

const { me } = exampleEnvironment
const party: Row = { id: me.id, name: '接力', region: 'east', credit: '100', parent: null }
const environment = (row: Row, more: Partial<Environment> = {}): Environment => ({
  ...exampleEnvironment,
  row,
  follow: (object, id) => (object === 'test.party' && id === party.id ? party : undefined),
  ...more,
})
const run = (text: string, row: Row = {}, more: Partial<Environment> = {}) =>
  compiled(text).evaluate(environment(row, more))

const host: SqlHost = {
  ...exampleEnvironment,
  moment: exampleEnvironment,
  column: (path) => ident(...path),
}
const condition = (text: string) => toStatement(compiled(text).toCondition(host))
const value = (text: string) => toStatement(compiled(text).toSql(host))

describe('records that refer to the record', () => {
  const parties: Scope = { ...exampleScope, object: 'test.party' }
  const codesOf = (text: string, scope: Scope = exampleScope) => {
    const result = compileFormula(text, scope)
    return result.ok ? [] : result.problems.map(({ code }) => code)
  }

  test('[FM24] lines are named by their field, others by their object; either as a label', () => {
    const same = [
      'SUM(明细.数量 * quantity)',
      'SUMIF(parts.quantity * 数量)',
      '条件求和(明细.[quantity] * quantity)',
    ].map((text) => JSON.stringify(compiled(text).ast))
    expect(new Set(same.map((ast) => ast.replaceAll('SUM"', 'SUMIF"'))).size).toBe(1)
    const [gathering] = compiled('SUMIF(parts.quantity, parts.kind = status)').gathers
    expect(gathering?.relation).toEqual({ name: 'parts', object: 'test.part', by: 'line' })
    expect([...(gathering?.reads ?? [])]).toEqual(['quantity', 'kind'])
    expect(compiled('SUMIF(parts.quantity, parts.kind = status)').reads).toEqual([['status']])
    const orders = compiled('COUNTIF([test.line.customer], [test.line.customer].rush)', parties)
    expect(orders.gathers[0]?.relation).toMatchObject({ object: 'test.line', by: 'customer' })
    expect(printFormula(orders.ast, parties, 'zh-CN')).toBe('COUNTIF([test.line], [test.line].加急)')
    expect(printFormula(compiled('LASTOF(parts.price, parts.date)').ast, exampleScope, 'zh-CN')).toBe(
      'LASTOF(明细.单价, 明细.日期)',
    )
  })

  test('[FM24] the least of several sums, and a sum of the lesser of two fields, are each what they say', () => {
    const parts = [
      { id: 'a', quantity: '2', price: '5' },
      { id: 'b', quantity: '4', price: '3' },
    ]
    const gather: Environment['gather'] = (gathering, around) => gathering.over(parts, around)
    expect(run('MIN(SUM(parts.quantity), SUM(parts.price), 7)', {}, { gather })).toBe('6')
    expect(run('SUMIF(MIN(parts.quantity, parts.price))', {}, { gather })).toBe('5')
    expect(run('SUM(COUNT(parts), 1)', {}, { gather })).toBe('3')
  })

  test.each([
    ['parts', 'formula.lines'],
    ['明细.数量 + 1', 'formula.lines'],
    ['SUMIF(quantity, rush)', 'formula.noRelated'],
    ['SUMIF(parts.quantity, parts.quantity)', 'formula.wrongKind.boolean'],
    ['SUMIF(parts.quantity, COUNTIF(parts) > 1)', 'formula.nested'],
    ["COUNTIF(parts, parts.maker.name = 'x')", 'formula.ownFields'],
    ['MAXIF(parts.updatedAt)', 'formula.unknownName'],
    ["COUNTIF(parts, parts.kind = '扳手')", 'formula.unknownOption'],
    [Array.from({ length: 11 }, () => 'SUM(parts.price)').join(' + '), 'formula.tooManyGathered'],
  ])('[FM25] %s is refused', (text, code) => {
    expect(codesOf(text)).toEqual([code])
  })

  test('[FM25] one call looks at one set of records, and some places at none', () => {
    expect(codesOf('COUNTIF([test.part.maker], [test.line.customer].rush)', parties)).toEqual([
      'formula.otherRelation',
    ])
    const bare: Scope = { ...exampleScope, without: alone }
    expect(codesOf('SUM(parts.quantity) > 1', bare)).toEqual(['formula.notHere'])
    expect(codesOf('quantity > 1', bare)).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['quantity', '数量'],
    ['Quantity', 'quantity'],
    ['customer.region', '客户.地区'],
    ['[备 注]', 'note'],
    ['创建时间', 'createdAt'],
    ['me.department', '我.部门'],
    ['before.status', 'before.状态'],
  ])('[FM6] %s means %s', (one, other) => {
    expect(compiled(one).ast).toStrictEqual(compiled(other).ast)
  })

  test('[FM6] variables may be dotted, records, or whole rows', () => {
    expect(run('input.quantity * 2', {}, { variables: { 'input.quantity': '1.5' } })).toBe('3')
    const variables = { before: { id: me.id, quantity: '4', customer: party.id ?? null } }
    expect(run('before.quantity', {}, { variables })).toBe('4')
    expect(run('before.customer.region', {}, { variables })).toBe('east')
    expect(run('before.id = before', {}, { variables })).toBe(true)
  })

  test('[FM8] an unknown name or function lists the closest ones', () => {
    expect(problemOf('1 + quantty')).toMatchObject({
      code: 'formula.unknownName',
      params: { from: 4, to: 11, name: 'quantty', choices: expect.arrayContaining(['quantity']) },
    })
    expect(problemOf('客户.地去')?.params.choices).toContain('地区')
    expect(problemOf('RUND(1)')).toMatchObject({
      code: 'formula.unknownFunction',
      params: { name: 'RUND', choices: expect.arrayContaining(['ROUND']) },
    })
  })

  test('[FM8] no more than ten problems are listed', () => {
    const many = compileFormula(Array.from({ length: 200 }, (_, at) => `x${at}`).join('+'), exampleScope)
    expect(many.ok ? 0 : many.problems.length).toBe(10)
  })

  test('[FM8] what can hold no value says so', () => {
    expect(problemOf('parts')?.code).toBe('formula.lines')
    expect(problemOf('quantity.region')?.code).toBe('formula.noRecord')
    expect(problemOf('me')?.code).toBe('formula.noRecord')
  })

  test('[FM10] every path is read once, and the id of a reference is the reference', () => {
    expect(
      compiled('customer.region = name and customer.region <> me.id and quantity > limit').reads,
    ).toEqual([['customer', 'region'], ['name'], ['quantity']])
    expect(compiled('customer.id = customer').reads).toEqual([['customer']])
  })

  test('[FM9] a choice is meant by its key or by its label', () => {
    expect(compiled("状态 = '草稿'").ast).toStrictEqual(compiled("status = 'draft'").ast)
    expect(compiled("status in ('Draft', '已确认')").ast).toStrictEqual(
      compiled("status in ('draft', 'confirmed')").ast,
    )
    expect(compiled("'重点' in tags").ast).toStrictEqual(compiled("'vip' in tags").ast)
    expect(compiled("CONTAINSANY(tags, '重点', 'New')").ast).toStrictEqual(
      compiled("CONTAINSANY(tags, 'vip', 'new')").ast,
    )
    expect(run("SWITCH(status, '草稿', 'no choice', '已确认')", { status: 'draft' })).toBe('no choice')
    expect(problemOf("status = 'drft'")).toMatchObject({ code: 'formula.unknownOption', params: { from: 9 } })
  })
})

describe('kinds', () => {
  test.each([
    ["1 + 'a'", 'formula.wrongKind.number'],
    ['IF(1, 2, 3)', 'formula.wrongKind.boolean'],
    ['IF(1, blank)', 'formula.wrongKind.boolean'],
    ["IF(true, 1, 'a')", 'formula.wrongKind.number'],
    ['tags = tags', 'formula.wrongKind'],
    ['customer < customer', 'formula.wrongKind'],
    ['customer = owner', 'formula.differentRecords'],
    ['customer in me.departments', undefined],
    ['IF(rush, me.departments, tags)', 'formula.wrongKind.list'],
    ['ROUND(1, quantity)', 'formula.wholeNumber'],
    ['ROUND(1, 21)', 'formula.wholeNumber'],
    ['2 ^ 0.5', 'formula.wholeNumber'],
    ["DATEDIF(promised, ordered, 'W')", 'formula.oneOf'],
    ['DATEDIF(promised, ordered, name)', 'formula.oneOf'],
    ["FORMATDATE(promised, 'yyyy年m月d日')", undefined],
    ['IF(true)', 'formula.arguments'],
    ['TODAY(1)', 'formula.arguments'],
    ['SWITCH(1, 2)', 'formula.arguments'],
  ])('[FM11] %s: %s', (text, code) => {
    expect(problemOf(text)?.code).toBe(code)
  })

  test('[FM11] the whole must give what is expected of it', () => {
    expect(problemOf('quantity', 'boolean')).toMatchObject({
      code: 'formula.wrongKind.boolean',
      params: { written: 'quantity', found: 'number' },
    })
    expect(compiled('shippedAt', exampleScope, 'date').result).toEqual({ kind: 'date' })
    expect(compiled('blank', exampleScope, 'number').result).toEqual({ kind: 'number' })
    expect(compiled('me.department').result).toEqual({ kind: 'record', object: 'identity.department' })
  })

  test('[FM11] an instant beside a date is its date in the zone', () => {
    const row = { shippedAt: '2026-03-31T16:30:00.000Z', promised: '2026-04-01' }
    expect(run('shippedAt = promised', row)).toBe(true)
    expect(run('shippedAt = promised', row, { zone: 'UTC' })).toBe(false)
    expect(run("shippedAt >= '2026-04-01'", row)).toBe(true)
  })
})

describe('running', () => {
  test('[FM12] money is exact', () => {
    const row = { quantity: '3', price: '33.3333', discount: '0.05' }
    expect(run('ROUND(数量 * 单价 * (1 - 折扣), 2)', row)).toBe('95')
    expect(run('quantity / 7 * 7', row)).toBe('3.00000000000000000001')
    expect(run('quantity * quantity', { quantity: '999999999999999.5' })).toBe(
      '999999999999999000000000000000.25',
    )
    expect(run('quantity * quantity', { quantity: '1000000000000000' })).toBeNull()
    const nearTie = ['999999999999999999994999999999', '999999999999999999999999999999']
    expect(run(nearTie.map((whole) => `${whole}.${'9'.repeat(20)}`).join(' / '))).toBe(`0.${'9'.repeat(20)}`)
  })

  test('[FM13] blanks', () => {
    expect([run('quantity <> 1'), run('NOT(quantity = 1)'), run('rush'), run('IF(rush, 1, 2)')]).toEqual([
      false,
      true,
      null,
      '2',
    ])
    expect([run('ISBLANK(tags)', { tags: [] }), run("COALESCE(name, '无')", { name: '' })]).toEqual([
      true,
      '无',
    ])
  })

  test('[FM14] text a formula makes is at most 10,000 characters', () => {
    const name = '😀'.repeat(9_000)
    expect([...String(run('name & name', { name }))].length).toBe(10_000)
    expect([...String(run("SUBSTITUTE(name, '😀', 'ab')", { name }))].length).toBe(10_000)
  })

  test('[FM15] nothing leaves the years 1900–2999', () => {
    expect(run('ADDDAYS(promised, 1)', { promised: '2999-12-31' })).toBeNull()
    expect(run('DATEOF(shippedAt)', { shippedAt: '2999-12-31T20:00:00.000Z' })).toBeNull()
    expect(run('ADDMONTHS(promised, -1)', { promised: '1900-01-31' })).toBeNull()
  })

  test('[FM16] a text that is no id is no record', () => {
    expect([
      run("customer = 'abc'", { customer: 'abc' }),
      run("customer <> 'abc'", { customer: me.id }),
    ]).toEqual([false, false])
    expect(run('createdBy = owner.id', { createdBy: me.id, owner: me.id })).toBe(true)
  })

  test('[FM17] whatever the row holds, evaluating gives a value', () => {
    const junk: unknown[] = [
      {},
      [],
      7,
      Number.NaN,
      'x',
      '1e9',
      true,
      null,
      undefined,
      '2026-02-30',
      Symbol.iterator,
      () => 1,
    ]
    const texts = [
      'quantity + 1',
      "name & '!'",
      'DAY(promised)',
      'shippedAt > NOW()',
      'COUNT(tags)',
      'customer.region',
      'ISBLANK(extra)',
      'NOT(rush)',
      ...functionTable.flatMap((entry) =>
        Array.from({ length: mostPlaces }, (_, place) => nestedCall(entry, place, 1) ?? 'rush'),
      ),
    ]
    const names = ['quantity', 'name', 'promised', 'shippedAt', 'tags', 'customer', 'rush', 'extra']
    for (const text of new Set(texts))
      for (const each of junk) {
        const row = Object.fromEntries(names.map((name) => [name, each])) as Row
        expect(() => run(text, row, { zone: 'Nowhere/At_All' })).not.toThrow()
      }
    expect(run('TODAY()', {}, { zone: '+08:00' })).toBeNull()
    expect(run('customer.region', { customer: 'gone' })).toBeNull()
  })
})

describe('SQL', () => {
  test('[FM18] plain comparisons stay plain in a condition', () => {
    expect(condition("owner = me.id and status = '草稿' or department in me.departments")).toEqual({
      text: '((("owner" = $1::uuid) and ("status" = $2::text)) or ("department" = any($3::uuid[])))',
      values: [me.id, 'draft', me.departments],
    })
    expect(condition('promised < TODAY()')).toEqual({
      text: '("promised" < $1::date)',
      values: ['2026-04-01'],
    })
    expect(condition("BETWEEN(promised, '2026-01-01', '2026-01-31')")).toEqual({
      text: '("promised" between $1::date and $2::date)',
      values: ['2026-01-01', '2026-01-31'],
    })
  })

  test('[FM18] an id that is no id is blank, never an error', () => {
    const strange = { ...host, me: { ...me, id: 'nobody', departments: ['x', me.id] } }
    expect(toStatement(compiled('owner = me.id').toCondition(strange)).values).toEqual([null])
    expect(toStatement(compiled('department in me.departments').toCondition(strange)).values).toEqual([
      [me.id],
    ])
  })

  test('[FM18] what is false is not null in a value, nor under a not', () => {
    expect(value('quantity = 1').text).toBe('(("quantity" = $1::numeric) is true)')
    expect(condition('not (quantity = 1)').text).toBe('((("quantity" = $1::numeric)) is not true)')
  })

  test('[FM18] SQL grows in proportion to the formula', () => {
    const nested = (levels: number): number => {
      const text = `${'ROUNDUP(1/'.repeat(levels)}quantity${', 2)'.repeat(levels)}`
      return value(text).text.length
    }
    expect(nested(26) - nested(25)).toBe(nested(12) - nested(11))
  })

  test('[FM18] SQL grows in proportion wherever a function stands inside itself', () => {
    const length = (text: string): number => compiled(text).toSql(host).strings.join('').length
    for (const entry of functionTable)
      for (let place = 0; place < mostPlaces; place++) {
        const [one, two, three] = [2, 3, 4].map((levels) => nestedCall(entry, place, levels))
        if (one === undefined || two === undefined || three === undefined) continue
        const more = length(two) - length(one)
        expect([entry.name, place, length(three) - length(two)]).toEqual([entry.name, place, more])
      }
  })

  test('[FM19] a path through the actor or a variable is a parameter', () => {
    const follow = (object: string) => (object === 'identity.department' ? { code: 'sales' } : undefined)
    const sql = compiled("me.department.code = 'sales'").toCondition({ ...host, follow })
    expect(toStatement(sql)).toEqual({ text: '($1::text = $2::text)', values: ['sales', 'sales'] })
    const before = compiled('before.quantity < quantity').toCondition({
      ...host,
      variables: { before: { quantity: '2' } },
    })
    expect(toStatement(before)).toEqual({ text: '($1::numeric < "quantity")', values: ['2'] })
  })
})

test('[FM20] both languages say every problem, with the same parameters', () => {
  const params = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
  expect(Object.keys(en)).toEqual(Object.keys(zh))
  for (const [code, text] of Object.entries(en)) {
    const other = (zh as Record<string, string>)[code] ?? ''
    expect([code, params(other)]).toEqual([code, params(text)])
  }
})

test.each([
  '1 +',
  '(1',
  '#',
  '9'.repeat(31),
  '('.repeat(70),
  'x'.repeat(5000),
  'nope',
  'me',
  'parts',
  'NOPE(1)',
  'IF(1)',
  '1 + rush',
  'name + 1',
  'customer = owner',
  'ROUND(1, 99)',
  "DATEDIF(promised, ordered, 'W')",
  "status = 'nope'",
  'tags = tags',
  'rush + 1',
])('[FM20] the problem of %j has its text and every parameter that the text shows', (text) => {
  const found = problemOf(text)
  const words = (en as Record<string, string>)[found?.code ?? ''] ?? ''
  expect(words).not.toBe('')
  const shown = (words.match(/\{\w+\}/g) ?? []).map((each) => each.slice(1, -1))
  expect(Object.keys(found?.params ?? {})).toEqual(expect.arrayContaining(shown))
})
