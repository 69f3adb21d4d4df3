import { expect, test } from 'vitest'
import { coverage, requirementIds } from './support/requirements.ts'
import { readTree } from './support/tree.ts'

test('every requirement id that a test cites exists', () => {
  expect(coverage(requirementIds(), readTree('src', 'test')).unknown).toEqual([])
})

test('ids are listed once each', () => {
  const ids = requirementIds()
  expect(new Set(ids).size).toBe(ids.length)
})

test('tells cited, missing and unknown ids apart; a test that is skipped proves nothing', () => {
  const text = [`test('<A-01> is')`, `test.skip('<A-02> is')`, `test('<A-09> is')`].join('\n')
  const file = { path: 'src/a.scenario.ts', text: text.replaceAll('<', '[').replaceAll('>', ']') }
  const { cited, missing, unknown } = coverage(['A-01', 'A-02'], [file])
  expect([...cited.keys()]).toEqual(['A-01', 'A-09'])
  expect(missing).toEqual(['A-02'])
  expect(unknown).toEqual(['A-09'])
})
