import { expect, test } from 'vitest'
import { type Findings, judge } from './external.ts'

const good: Findings = {
  version: 150004,
  versionName: '15.4',
  database: 'baton',
  encoding: 'UTF8',
  canCreate: true,
  isOurs: false,
  foreignSchemas: [],
}

test('an empty UTF-8 database of PostgreSQL 15 is taken', () => {
  expect(judge(good)).toBeNull()
})

test.each([
  [{ version: 140009, versionName: '14.9' }, /PostgreSQL 14\.9; Baton needs 15 or newer\. Upgrade/],
  [{ encoding: 'SQL_ASCII' }, /SQL_ASCII; Baton needs UTF8\. Create one with/],
  [{ canCreate: false }, /may not create schemas.*GRANT CREATE/],
  [{ foreignSchemas: ['public', 'shop'] }, /something else \(in public, shop\)/],
])('what is wrong with %j is said with what to do', (fault, sentence) => {
  expect(judge({ ...good, ...fault })).toMatch(sentence)
})

test('our own tables are no reason to refuse', () => {
  expect(judge({ ...good, isOurs: true, foreignSchemas: ['platform'] })).toBeNull()
})
