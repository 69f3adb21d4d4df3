// Every amount says whether tax is in it, and none is added to one of the other kind: in what is shipped and in what a company makes.
import { describe, expect, test } from 'vitest'
import type { Publication } from '#kernel/module'
import type { Field, ObjectDefinition } from '#kernel/schema'
import { testCompany } from '#test/company'
import { modules } from './index.ts'

const company = await testCompany()
const { engine, person } = company
const admin = await person('管理员', 'management', 'admin')
const label = (text: string) => ({ 'zh-CN': text, en: text })
const money = (name: string, text: string, tax: 'inclusive' | 'exclusive'): Field => ({
  ...{ name, type: 'money', currency: 'CNY', tax, label: label(text) },
})
const computed = (tax: 'inclusive' | 'exclusive' | 'none', formula: string): Field => ({
  ...{ name: 'whole', type: 'formula', result: 'money', currency: 'CNY', tax, label: label('合计'), formula },
})

const trip = (...fields: readonly Field[]): ObjectDefinition => ({
  ...{ name: 'x.trip', label: label('出差'), kind: 'record', title: 'name' },
  fields: [
    { name: 'name', type: 'text', label: label('名称') },
    { name: 'customer', type: 'reference', to: 'masterdata.party', label: label('客户') },
    money('hotel', '住宿', 'inclusive'),
    money('fee', '服务费', 'exclusive'),
    { name: 'rate', type: 'percent', label: label('税率') },
    ...fields,
  ],
})
const publish = async (publication: Publication) => {
  const done = await engine.publish(admin, publication)
  return done.ok ? 'published' : done.problems.map(({ code, path }) => [code, ...path].join(' '))
}

describe('[QUOT-06] [R40] amounts with tax and amounts without are told apart', () => {
  test('a formula that adds them is refused by the name of its field; made the same first, it is published', async () => {
    expect(await publish({ objects: [trip(computed('inclusive', 'hotel + fee'))] })).toEqual([
      'formula.mixedTax x.trip whole',
    ])
    expect(await publish({ objects: [trip(computed('exclusive', 'hotel * 2'))] })).toEqual([
      'records.otherTax x.trip whole',
    ])
    expect(await publish({ objects: [trip(computed('exclusive', 'hotel / (1 + rate) + fee'))] })).toBe(
      'published',
    )
  })

  test('so is a roll-up over the other kind, and a metric that adds both', async () => {
    const rolled = (tax: 'inclusive' | 'exclusive'): Publication => ({
      extensions: [
        {
          object: 'masterdata.party',
          fields: [
            {
              ...{
                name: 'hotels',
                type: 'rollup',
                label: label('住宿合计'),
                object: 'x.trip',
                by: 'customer',
              },
              ...{ take: 'sum', field: 'hotel', result: 'money', currency: 'CNY', tax },
            },
          ],
        },
      ],
    })
    expect(await publish(rolled('exclusive'))).toEqual(['records.otherTax masterdata.party hotels'])
    expect(await publish(rolled('inclusive'))).toBe('published')
    const metric = (of: string): Publication => ({
      metrics: [
        {
          ...{ name: 'x.trips', label: label('差旅'), object: 'x.trip', take: 'sum', of, by: 'createdAt' },
          ...{ dimensions: [], format: 'money' },
        },
      ],
    })
    expect((await publish(metric('hotel + fee')))[0]).toContain('formula.mixedTax')
    expect(await publish(metric('hotel'))).toBe('published')
  })

  test('every amount that is shipped says of itself whether tax is in it', () => {
    const fields = modules.flatMap(({ objects, extend = [] }) => [
      ...objects.flatMap(({ name, fields: own }) => own.map((field) => ({ name, field }))),
      ...extend.flatMap(({ object, fields: added = [] }) => added.map((field) => ({ name: object, field }))),
    ])
    const amounts = fields.filter(
      ({ field }) => field.type === 'money' || ('result' in field && field.result === 'money'),
    )
    const silent = amounts.filter(({ field }) => !('tax' in field) || field.tax === undefined)
    expect(silent.map(({ name, field }) => `${name}.${field.name}`)).toEqual([])
    expect(amounts.length).toBeGreaterThan(40)
  })
})
