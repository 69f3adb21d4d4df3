import { describe, expect, test } from 'vitest'
import * as formulas from '#kernel/formula'
import type { Metadata, ObjectMetadata } from '#kernel/module'
import type { Field, FormulaField, ResolvedObject, Schema } from '#kernel/schema'
import { catalogOf } from '../../data/catalog.ts'
import { judged, marksOf } from './formula-marks.ts'
import { ranked } from './formula-offers.ts'
import { trialOf, tried } from './formula-trial.ts'

const label = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const fields: readonly Field[] = [
  { name: 'name', type: 'text', label: label('名称', 'Name') },
  { name: 'amount', type: 'money', label: label('金额', 'Amount'), currency: 'CNY', tax: 'none' },
  { name: 'rebate', type: 'percent', label: label('返利', 'Rebate') },
  { name: 'customer', type: 'reference', label: label('客户', 'Customer'), to: 'x.party' },
  {
    name: 'net',
    type: 'formula',
    label: label('净额', 'Net'),
    formula: '金额 / 3',
    result: 'money',
    scale: 2,
  },
  { name: 'fresh', type: 'text', label: label('新加的', 'Fresh') },
]
const objectOf = (name: string, own: readonly Field[]): ResolvedObject =>
  ({
    name,
    fields: own,
    byName: new Map(own.map((field) => [field.name, field])),
  }) as unknown as ResolvedObject
const party = objectOf('x.party', [
  { name: 'name', type: 'text', label: label('名称', 'Name') },
  { name: 'limit', type: 'decimal', label: label('额度', 'Limit'), scale: 2 },
  { name: 'parent', type: 'reference', label: label('上级', 'Parent'), to: 'x.party' },
])
const objects = new Map([objectOf('x.deal', fields), party].map((object) => [object.name, object]))
const schema = { objects, object: (name: string) => objects.get(name) } as unknown as Schema
const scope = { schema, object: 'x.deal' }

const initials = new Map([
  ['金额', 'je'],
  ['四舍五入', 'sswr'],
  ['净额', 'je'],
  ['客户', 'kh'],
])
const offered = (text: string, language: 'zh-CN' | 'en' = 'zh-CN') => {
  const place = formulas.placeAt(text, text.length, scope)
  return ranked(place.offers, place.typed, language, initials).map((offer) => offer.text[language])
}

describe('what is offered for what was begun', () => {
  test('labels, initials and names find it; what begins so comes before what only contains it', () => {
    expect(offered('金')[0]).toBe('金额')
    expect(offered('je').slice(0, 2)).toEqual(['金额', '净额'])
    expect(offered('amo')[0]).toBe('金额')
    expect(offered('sswr')[0]).toBe('ROUND(')
    expect(offered('roun').slice(0, 2)).toEqual(['ROUND(', 'ROUNDUP('])
    expect(offered('kh')).toEqual(['客户'])
    expect(offered('zzzz')).toEqual([])
  })

  test('an English reader is offered English labels, and finds them by Chinese ones too', () => {
    expect(offered('amo', 'en')[0]).toBe('Amount')
    expect(offered('je', 'en')[0]).toBe('Amount')
  })
})

describe('where something is wrong', () => {
  const marks = (text: string) => {
    const read = formulas.compileFormula(text, scope)
    return marksOf(read.ok ? [] : read.problems, text).map(({ from, to, problem }) => [
      text.slice(from, to),
      problem.code,
    ])
  }

  test('the part that each problem speaks of is marked; what is missing at the end is marked at what stands last', () => {
    expect(marks('金额 * 折 + 无')).toEqual([
      ['折', 'formula.unknownName'],
      ['无', 'formula.unknownName'],
    ])
    expect(marks('金额 *  ')).toEqual([['*', 'formula.unfinished']])
    expect(marks('ROUND(金额')).toEqual([['额', 'formula.unclosed']])
    expect(marks("名称 = '未完")).toEqual([["'未完", 'formula.unclosed']])
    expect(marks('名称 + 1')[0]?.[0]).toBe('名称')
    expect(marks('金额')).toEqual([])
  })

  test('a repair is what is alike and may stand there, once, in the language of the reader', () => {
    const text = '金额 * 返点'
    const read = formulas.compileFormula(text, scope)
    const [mark] = marksOf(read.ok ? [] : read.problems, text)
    if (!mark) throw new Error('nothing is wrong')
    const place = formulas.placeAt(text, mark.to, scope)
    const { problem, repairs } = judged(mark, text, place, 'zh-CN')
    expect(repairs.map((offer) => offer.text['zh-CN'])).toEqual(['返利'])
    expect(problem.params.choices).toEqual(['返利'])
    expect(judged({ ...mark, from: 5, to: 5 }, text, place, 'en').problem.params.choices).toContain('Rebate')
  })
})

describe('a formula on a record', () => {
  const known = [...objects.values()].map(({ name, fields: own }) => ({
    name,
    fields: own.filter((field) => field.name !== 'fresh'),
  })) as unknown as readonly ObjectMetadata[]
  const catalog = catalogOf({ objects: known, flows: [], metrics: [] } as unknown as Metadata)
  const moment = {
    me: { id: 'p', department: null, departments: [], headed: [], roles: [] },
    now: '2026-06-15T02:00:00.000Z',
    zone: 'Asia/Shanghai',
  }
  const trial = (text: string, stands: boolean) => {
    const read = formulas.compileFormula(text, scope)
    if (!read.ok) throw new Error(text)
    const language = formulas
    return trialOf(read.value, { language, schema, object: 'x.deal', catalog, stands: () => stands })
  }
  const shown: FormulaField = {
    name: 'out',
    type: 'formula',
    label: label('', ''),
    formula: '',
    result: 'decimal',
    scale: 1,
  }

  test('each step of a path is asked for, and followed from record to record', () => {
    const far = trial('客户.上级.额度 + 1', true)
    expect(far.asked).toEqual(['customer', 'customer.parent', 'customer.parent.limit'])
    const row = { customer: 'c', 'customer.parent': 'd', 'customer.parent.limit': '7.25' }
    expect(tried(far, row, moment, shown)).toBe('8.3')
  })

  test('a computed field that the server does not know yet is computed here first, rounded as it will be stored', () => {
    expect(trial('净额 * 3', true).asked).toEqual(['net'])
    const draft = trial('净额 * 3', false)
    expect(draft.asked).toEqual(['amount'])
    expect(tried(draft, { amount: '10.00' }, moment, undefined)).toBe('9.99')
  })

  test('what was never published is told and blank; so is that it looks at departments', () => {
    const fresh = trial("新加的 & '!'", true)
    expect(fresh.unknown).toEqual([['fresh']])
    expect(tried(fresh, {}, moment, undefined)).toBe('!')
    expect(fresh.looksBeyond).toBe(false)
    expect(trial('COUNT(me.departments)', true).looksBeyond).toBe(true)
  })
})
