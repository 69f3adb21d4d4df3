import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileFormula } from './compile.ts'
import { exampleScope } from './example-scope.ts'
import { partsOf, placeAt } from './place.ts'

/** The place of the bar in the text, which is not part of it. */
const at = (text: string) => {
  const cursor = text.indexOf('|')
  return placeAt(text.slice(0, cursor) + text.slice(cursor + 1), cursor, exampleScope)
}
const texts = (text: string) => at(text).offers.map((offer) => offer.text['zh-CN'])

describe('[FM30] what may be written at a place', () => {
  test('[FM30] a word that was begun stands for what it would become, from its first letter', () => {
    expect(at('数量 * 单|')).toMatchObject({ from: 5, to: 6, typed: '单', isBegun: true })
    expect(at('数量 * |')).toMatchObject({ from: 5, to: 5, typed: '', isBegun: false })
    expect(texts('数量 * 单|')).toEqual(expect.arrayContaining(['单价', '[备 注]', 'ROUND(', 'me', 'not']))
  })

  test('[FM30] after a dot stand the fields of the record before it, however far it leads, and those of the actor', () => {
    expect(texts('客户.|')).toEqual(expect.arrayContaining(['地区', '信用额度', '上级客户']))
    expect(texts('客户.上级客户.地|')).toContain('地区')
    expect(texts('me.|')).toContain('部门')
    expect(texts('客户.|')).not.toContain('数量')
    expect(at('数量.|').offers).toEqual([])
    expect(at('1.|').offers).toEqual([])
  })

  test('[FM30] beside a field of choices stand its choices, in front, and inside quotation marks nothing else', () => {
    expect(texts('状态 = |').slice(0, 2)).toEqual(["'草稿'", "'已确认'"])
    expect(at('状态 = |').isBegun).toBe(true)
    expect(at("状态 = '草|' and 加急")).toMatchObject({ from: 5, to: 8, typed: '草' })
    expect(texts("状态 = '草|")).toEqual(["'草稿'", "'已确认'"])
    expect(texts('状态 属于 (草|').slice(0, 2)).toEqual(["'草稿'", "'已确认'"])
    expect(texts("SWITCH(状态, '|")).toEqual(["'草稿'", "'已确认'"])
    expect(texts("CONTAINSANY(标签, '|")).toEqual(["'重点'", "'新客'"])
    expect(texts("名称 = '|")).toEqual([])
  })

  test('[FM30] in brackets stand names; after a value only the words that link it with another', () => {
    expect(texts('[备|')).toContain('[备 注]')
    expect(texts('[备|')).not.toContain('ROUND(')
    expect(texts('加急 a|')).toEqual(['or', 'and', 'in'])
    expect(texts('ROUND(数量, 2) |')).toEqual(['or', 'and', 'in'])
  })

  test('[FM30] the call around the place is named with its argument, and what has the kind it asks for comes first', () => {
    expect(at('1 + 四舍五入(数量, |').call).toEqual({ name: 'ROUND', argument: 1 })
    expect(at('ROUND(SUM(1, 2), |').call).toEqual({ name: 'ROUND', argument: 1 })
    expect(at('ROUND(1, 2) |').call).toBeUndefined()
    expect(texts('YEAR(|').slice(0, 2)).toEqual(['承诺日期', '下单日期'])
    expect(texts('LEN(|')[0]).toBe('名称')
  })

  test('[FM30] whatever is offered where a value may stand is understood there', () => {
    for (const offer of at('|').offers) {
      if (offer.as !== 'field') continue
      for (const text of Object.values(offer.text)) {
        const read = compileFormula(text, exampleScope)
        expect(read.ok, text).toBe(true)
      }
    }
  })

  test('[FM30] in what gathers stand the records to gather from, and after a dot their fields and choices', () => {
    expect(texts('SUMIF(|')).toContain('明细')
    expect(texts('ROUND(|')).not.toContain('明细')
    expect(texts('SUMIF(明细.|').length).toBeGreaterThan(1)
  })

  test('[FM30] any text and any place whatever have an answer', () => {
    const text = fc.string({ unit: fc.constantFrom(...'客户.数量 =\'"[](),%+in或12a\n） ') })
    fc.assert(
      fc.property(text, fc.nat(40), (whole, cursor) => {
        const { from, to } = placeAt(whole, cursor, exampleScope)
        expect(from).toBeLessThanOrEqual(to)
        for (const part of partsOf(whole)) expect(part.to).toBeLessThanOrEqual(whole.length)
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

test('[FM30] the parts of a text are told as far as it can be read', () => {
  expect(partsOf("ROUND(数量, 2) & 'a' & \"un")).toEqual([
    { from: 0, to: 5, as: 'function' },
    { from: 10, to: 11, as: 'number' },
    { from: 15, to: 18, as: 'text' },
  ])
})
