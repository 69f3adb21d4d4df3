import { describe, expect, test } from 'vitest'
import { exampleScope } from './example-scope.ts'
import { compileFormula, exampleEnvironment, formulaReference, functionTable } from './index.ts'

describe.each(functionTable.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
  test.each(entry.examples.map(({ formula, value }) => [formula, value] as const))(
    '[FM1] %s gives %s',
    (formula, value) => {
      const compiled = compileFormula(formula, exampleScope)
      expect(compiled.ok ? compiled.value.evaluate(exampleEnvironment) : compiled).toStrictEqual(value)
    },
  )

  test('[FM1] has three examples, one of them with a blank, and words in both languages', () => {
    const formulas = entry.examples.map(({ formula }) => formula)
    expect(formulas.length).toBeGreaterThanOrEqual(3)
    if (entry.fixed.length > 0) expect(formulas.join(' ')).toMatch(/blank|true|false|0/)
    expect(entry.doc['zh-CN'].length * entry.doc.en.length).toBeGreaterThan(0)
  })
})

test('[FM1] the manual lists every function once, and no name or alias means two of them', () => {
  const names = functionTable.flatMap(({ name, aliases }) => [name, ...aliases])
  expect(new Set(names).size).toBe(names.length)
  expect(formulaReference().map(({ usage }) => usage)).toContain('ROUND(value, digits?)')
  expect(formulaReference().map(({ usage }) => usage)).toContain('left + right')
})
