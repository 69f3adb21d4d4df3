import { describe, expect, test } from 'vitest'
import { missingEvidence } from './stage-evidence.ts'

const codes = (row: Record<string, string | null>, to: string) =>
  missingEvidence(row, to).map((found) => found.code)

describe('stages need evidence', () => {
  test('[C7] diagnosis needs a contact that reached the customer', () => {
    expect(codes({ stage: 'contact', contactCount: '0' }, 'diagnosis')).toEqual(['crm.needContact'])
    expect(codes({ stage: 'contact', contactCount: '1' }, 'diagnosis')).toEqual([])
  })
  test('[C7] a proposal needs the need and a dated demo', () => {
    expect(codes({ stage: 'diagnosis', need: null, demoCount: '0' }, 'proposal')).toEqual([
      'crm.needNeed',
      'crm.needDemo',
    ])
  })
  test('[C7] stages passed over still ask for their evidence', () => {
    const row = { stage: 'contact', contactCount: '1', need: '降本', demoCount: '0', expectedOn: null }
    expect(codes(row, 'signing')).toEqual(['crm.needDemo', 'crm.needExpectedOn'])
  })
  test('[C8] stages never go back, stand still, or leave the closed ones', () => {
    expect(codes({ stage: 'proposal' }, 'contact')).toEqual(['crm.backwards'])
    expect(codes({ stage: 'proposal' }, 'proposal')).toEqual(['crm.backwards'])
    expect(codes({ stage: 'won' }, 'signing')).toEqual(['crm.backwards'])
    expect(codes({ stage: 'signing' }, 'won')).toEqual(['crm.backwards'])
  })
})
