import { describe, expect, test } from 'vitest'
import { compileFormula } from '#kernel/formula'
import { type Field, mayFollow, type Row, resolveSchema } from '#kernel/schema'
import { opportunity } from '../objects/opportunity.ts'
import { type OpenStage, stageNeeds } from './stage-evidence.ts'

const label = { 'zh-CN': '名', en: 'name' }
const field = (name: string, type: 'text' | 'date' | 'number'): Field => ({ name, type, label })
const schema = resolveSchema('w_a', 1, [
  {
    layer: 'system',
    objects: [
      {
        ...{ name: 'crm.deal', label, kind: 'record', title: 'need' },
        fields: [
          field('need', 'text'),
          field('expectedOn', 'date'),
          field('contactCount', 'number'),
          field('demoCount', 'number'),
        ],
      },
    ],
    extensions: [],
  },
])
if (!schema.ok) throw new Error(JSON.stringify(schema.problems))

/** The fields in which evidence is missing. */
function missing(row: Row, stage: OpenStage): readonly unknown[] {
  if (!schema.ok) return []
  const env = {
    ...{ row, follow: () => undefined, now: '2026-06-15T02:00:00.000Z', zone: 'Asia/Shanghai' },
    me: { id: '', roles: [], department: null, departments: [], headed: [] },
  }
  return stageNeeds(stage).flatMap((need) => {
    const formula = compileFormula(need.formula, { schema: schema.value, object: 'crm.deal' }, 'boolean')
    return formula.ok && formula.value.evaluate(env) === true ? [] : [need.field]
  })
}
const path = opportunity.path ?? { field: '', stages: [] }

describe('stages need evidence', () => {
  test('[C7] diagnosis needs a contact that reached the customer', () => {
    expect(missing({ contactCount: '0' }, 'diagnosis')).toEqual(['contactCount'])
    expect(missing({ contactCount: '1' }, 'diagnosis')).toEqual([])
  })
  test('[C7] a proposal needs the need and a dated demo', () => {
    expect(missing({ contactCount: '1', need: null, demoCount: '0' }, 'proposal')).toEqual([
      'need',
      'demoCount',
    ])
  })
  test('[C7] stages passed over still ask for their evidence', () => {
    const row = { contactCount: '1', need: '降本', demoCount: '0', expectedOn: null }
    expect(missing(row, 'signing')).toEqual(['demoCount', 'expectedOn'])
  })
  test('[C8] stages never go back or leave the closed ones; only a lost quote puts an opportunity back', () => {
    expect(mayFollow(path, 'contact', 'signing')).toBe(true)
    expect(mayFollow(path, 'proposal', 'contact')).toBe(false)
    expect(mayFollow(path, 'won', 'signing')).toBe(false)
    expect(mayFollow(path, 'lost', 'contact')).toBe(false)
    expect(mayFollow(path, 'negotiation', 'proposal')).toBe(false)
    expect(mayFollow(path, 'negotiation', 'proposal', true)).toBe(true)
  })
})
