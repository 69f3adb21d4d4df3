import { describe, expect, test } from 'vitest'
import { fittingRule, leastLoaded } from './choose-owner.ts'

const rule = (priority: string, values: Record<string, string | boolean | null>) => ({
  priority,
  active: true,
  name: priority,
  ...values,
})

describe('assignment', () => {
  test('[C3] the first fitting rule in order of priority decides', () => {
    const rules = [rule('100', {}), rule('20', { region: 'south' }), rule('9', { region: 'east' })]
    expect(fittingRule({ region: 'south' }, rules)?.name).toBe('20')
    expect(fittingRule({ region: 'north' }, rules)?.name).toBe('100')
  })
  test('[C3] budget bands include their ends and need a budget', () => {
    const band = [rule('1', { minBudget: '100', maxBudget: '1000' })]
    expect(fittingRule({ budget: '100.00' }, band)).toBeDefined()
    expect(fittingRule({ budget: '1000' }, band)).toBeDefined()
    expect(fittingRule({ budget: '1000.01' }, band)).toBeUndefined()
    expect(fittingRule({ budget: null }, band)).toBeUndefined()
  })
  test('[C3] a rule that is switched off never decides', () => {
    expect(fittingRule({}, [rule('1', { active: false })])).toBeUndefined()
  })
  test('[C4] the least loaded salesperson gets the lead, of equals the one idle longest', () => {
    const leads = [
      { owner: 'a', assignedAt: '2026-01-02T00:00:00.000Z' },
      { owner: 'b', assignedAt: '2026-01-01T00:00:00.000Z' },
      { owner: 'c', assignedAt: '2026-01-01T00:00:00.000Z' },
      { owner: 'c', assignedAt: '2026-01-01T00:00:00.000Z' },
    ]
    expect(leastLoaded(['a', 'b', 'c'], leads)).toBe('b')
    expect(leastLoaded(['a', 'd'], leads)).toBe('d')
    expect(leastLoaded([], leads)).toBeUndefined()
  })
})
