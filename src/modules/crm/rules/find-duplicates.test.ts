import { describe, expect, test } from 'vitest'
import { matchLead } from './find-duplicates.ts'

const keys = { phoneKey: '13800138000', companyKey: '华强' }

describe('duplicates', () => {
  test('[C1] the same telephone is the same lead', () => {
    const leads = [{ id: 'l1', phoneKey: '13800138000', companyKey: '别家' }]
    expect(matchLead(keys, leads, [], []).duplicateOf).toBe('l1')
  })
  test('[C1] two telephones at one company are two people', () => {
    const leads = [{ id: 'l1', phoneKey: '13900139000', companyKey: '华强' }]
    expect(matchLead(keys, leads, [], []).duplicateOf).toBeNull()
    expect(matchLead({ ...keys, phoneKey: null }, leads, [], []).duplicateOf).toBe('l1')
  })
  test('[C2] a known customer is found by telephone, by a contact, or by name', () => {
    expect(matchLead(keys, [], [{ id: 'p1', phoneKey: '13800138000' }], []).customer).toBe('p1')
    expect(matchLead(keys, [], [], [{ id: 'c', party: 'p2', phoneKey: '13800138000' }]).customer).toBe('p2')
    expect(matchLead(keys, [], [{ id: 'p3', nameKey: '华强' }], []).customer).toBe('p3')
  })
  test('[C1] blanks match nothing', () => {
    const blank = { phoneKey: null, companyKey: null }
    const row = { id: 'x', phoneKey: null, companyKey: null, nameKey: null }
    expect(matchLead(blank, [row], [row], [row])).toEqual({ duplicateOf: null, customer: null })
  })
})
