import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Architecture, violations } from './support/architecture.ts'
import { specViolations } from './support/citations.ts'
import { codeOnly, importsOf } from './support/source.ts'
import { readTree, root } from './support/tree.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))
const architecture = read('architecture.json') as Architecture

describe('this tree', () => {
  test('keeps the order of layers, parts and modules, its doors, its purity, its lengths and its names', () => {
    expect(violations(readTree('src'), architecture)).toEqual([])
  })

  test('has a test for every numbered rule, and a rule for every number cited', () => {
    expect(specViolations(readTree('src', 'test'))).toEqual([])
  })

  test('compiles as pure exactly what architecture.json calls pure', () => {
    const { exclude } = read('tsconfig.pure.json') as { exclude: readonly string[] }
    expect(exclude).toEqual([...architecture.io, ...architecture.tests].map((pattern) => `src/${pattern}`))
  })
})

describe('the checker', () => {
  const check = (path: string, text: string, ...others: readonly (readonly [string, string])[]) =>
    violations(
      [[path, text] as const, ...others].map(([path, text]) => ({ path, text })),
      architecture,
    )

  test.each([
    ['base importing the kernel', 'src/base/money.ts', `import { a } from '#kernel/schema'`],
    ['a kernel part importing one below it', 'src/kernel/schema/a.ts', `export { a } from '#kernel/records'`],
    ['a kernel part nobody knows', 'src/kernel/magic/a.ts', ''],
    ['the kernel importing a module', 'src/kernel/flow/a.ts', `import '#modules/sales'`],
    [
      'a module importing what it does not depend on',
      'src/modules/sales/a.ts',
      `import { a } from '#modules/crm'`,
    ],
    ['a module importing the server', 'src/modules/sales/a.store.ts', `import { a } from '#server/main'`],
    ['the web importing a module', 'src/web/a.ts', `import { a } from '#modules/sales'`],
    ['the web importing a store', 'src/web/a.ts', `import { a } from '#kernel/records/store'`],
    ['the web importing the database', 'src/web/a.ts', `import { a } from '#base/database'`],
    ['a path that leaves its folder', 'src/kernel/flow/a.ts', `import { a } from '../records/plan.ts'`],
    ['a path into another layer', 'src/server/a.ts', `import { a } from '../base/result.ts'`],
    ['a path without extension', 'src/base/a.ts', `import { a } from './result'`],
    ['a test door in the product', 'src/server/a.ts', `import { a } from '#test/database'`],
    ['a door that does not exist', 'src/server/a.ts', `import { a } from '#elsewhere/a'`],
    ['Node in pure code', 'src/kernel/flow/a.ts', `import { readFile } from 'node:fs/promises'`],
    ['the driver in pure code', 'src/kernel/flow/a.ts', `const pg = await import('pg')`],
    ['a store in pure code', 'src/kernel/flow/a.ts', `import type { Store } from './store.ts'`],
    ['the database in pure code', 'src/modules/sales/a.ts', `import { openDatabase } from '#base/database'`],
    ['the clock', 'src/kernel/flow/a.ts', 'const now = Date.now()'],
    ['the present date', 'src/kernel/flow/a.ts', 'const now = new Date()'],
    ['the present date without brackets', 'src/kernel/flow/a.ts', 'const now = new Date;'],
    ['chance', 'src/kernel/flow/a.ts', `const text = \`a \${Math.random()} b\``],
    ['randomness', 'src/kernel/flow/a.ts', 'crypto.getRandomValues(bytes)'],
    ['the environment', 'src/kernel/flow/a.ts', 'export const port = process.env.PORT'],
    ['the network', 'src/kernel/flow/a.ts', `await fetch('/')`],
    ['a file too long', 'src/base/a.ts', '\n'.repeat(401)],
    ['a test too long', 'src/base/a.test.ts', '\n'.repeat(601)],
    ['a name that says nothing', 'src/kernel/flow/utils.ts', ''],
    ['a name in another case', 'src/kernel/flow/stepKinds.ts', ''],
  ])('finds %s', (_what, path, text) => {
    expect(check(path, text)).toHaveLength(1)
  })

  const salesManifest = [
    'src/modules/sales/module.ts',
    `export const sales = { dependsOn: ['crm'] }`,
  ] as const

  test.each([
    ['a lower layer', 'src/server/a.ts', `import { a } from '#kernel/records/store'`],
    ['a part above', 'src/kernel/records/a.ts', `import { a } from '#kernel/schema'`],
    ['a store using the store above', 'src/kernel/records/store.ts', `import { a } from '#kernel/log/store'`],
    ['a module it depends on', 'src/modules/sales/rules/a.ts', `import { a } from '#modules/crm'`],
    ['the list of modules', 'src/modules/index.ts', `export { sales } from '#modules/sales'`],
    ['its own folder', 'src/kernel/flow/steps/a.ts', `import { a } from '../clocks.ts'`],
    ['a command using the server', 'src/cli/commands/start.ts', `import { a } from '#server/main'`],
    ['a test using test support', 'src/kernel/log/store.pg.test.ts', `import { a } from '#test/database'`],
    ['a date that is given', 'src/kernel/flow/a.ts', 'const at = new Date(instant)'],
    [
      'words in comments, text and patterns',
      'src/base/a.ts',
      `// Date.now()\nconst a = 'Math.random()', b = /new Date()/`,
    ],
    ['a business word', 'src/kernel/flow/a.ts', 'export const name = (process: Flow) => process.name'],
    ['decimals in pure code', 'src/base/values/a.ts', `import { Decimal } from 'decimal.js'`],
  ])('allows %s', (_what, path, text) => {
    expect(check(path, text, salesManifest)).toEqual([])
  })

  test('reads imports only where there is code', () => {
    const text = `import a, { b } from "x"\n// from 'no'\nconst s = "from 'no'"\nexport * from 'y'\nimport 'z'\nimport('w')`
    expect(importsOf(text)).toEqual(['x', 'y', 'z', 'w'])
    const nested = ['a(', "'b'", ', `c$', '{d(`e`)}', 'f`) / 2 // g'].join('')
    const blanked = ['a(', "' '", ', ` $', '{d(` `)}', ' `) / 2     '].join('')
    expect(codeOnly(nested)).toBe(blanked)
  })

  // Written with other brackets, so that this file itself cites nothing.
  const titled = (text: string): string => text.replaceAll('<', '[').replaceAll('>', ']')

  test('finds rules without tests, tests without rules, and shared letters', () => {
    const files = [
      { path: 'src/kernel/flow/SPEC.md', text: '- **F1** one\n- **F2** two\n- **F3** three' },
      { path: 'src/kernel/files/SPEC.md', text: '- **F9** other' },
      {
        path: 'src/kernel/flow/a.test.ts',
        text: titled(`test('<F1> <F9> a')\ntest.skip('<F2> b')\ntest("<F7> c")`),
      },
      { path: 'src/kernel/flow/a.scenario.ts', text: titled(`test.each([1])('<F3> <LEAD-07> is %s')`) },
    ]
    expect(specViolations(files).toSorted()).toEqual([
      'src/kernel/files/SPEC.md: the letters of F9 belong to src/kernel/flow/SPEC.md',
      'src/kernel/flow/SPEC.md: no test cites F2',
      'src/kernel/flow/a.test.ts: cites F7, which no SPEC.md has',
    ])
  })
})
