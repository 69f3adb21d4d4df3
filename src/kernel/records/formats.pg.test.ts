// Formats of texts and shapes of numbers are kept by the write path, on an object that was made at run time.
import { expect, test } from 'vitest'
import type { Origin } from '#kernel/access'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const api: Origin = { source: 'api' }
const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })

const published = await engine.publish(admin, {
  objects: [
    {
      ...{ ...named('x.firm'), kind: 'record', title: 'name' },
      fields: [
        { ...named('name'), type: 'text' },
        { ...named('code'), type: 'text', format: 'uscc', unique: true, maxLength: 18 },
        { ...named('account'), type: 'text', format: 'bankAccount', maxLength: 19 },
        { ...named('mood'), type: 'number', shownAs: 'rating' },
        { ...named('taken'), type: 'number', shownAs: 'duration', max: '2880' },
        { ...named('done'), type: 'percent', shownAs: 'progress' },
      ],
    },
  ],
  policies: [
    {
      ...{ name: 'x.firm.admin', object: 'x.firm', operations: ['read', 'create', 'update'] },
      ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
    },
  ],
})
if (!published.ok) throw new Error(JSON.stringify(published.problems))

async function write(values: Row) {
  const id = newId()
  const answer = await engine.write(admin, api, [{ kind: 'create', object: 'x.firm', id, values }])
  if (!answer.ok) return answer.problems.map(({ code, path, params }) => [code, path.at(-1), params])
  const read = await engine.read(admin, {
    object: 'x.firm',
    filter: { field: 'id', is: 'eq', value: id },
    fields: Object.keys(values),
  })
  return read.ok ? read.value.rows[0] : read.problems
}

test('[S15] a text is stored as its format writes it, however it was typed, and is unique as such', async () => {
  const typed = { code: '９１３５ 0100 m000 100y43', account: '6222 0212 3456 7890 123' }
  expect(await write(typed)).toMatchObject({ code: '91350100M000100Y43', account: '6222021234567890123' })
  expect(await write({ code: '91350100M000100Y43' })).toMatchObject([['records.duplicate', 'code', {}]])
})

test('[S15] a text that does not hold is refused in words of both languages at its field', async () => {
  expect(await write({ code: '91350100M000100Y44' })).toEqual([
    [
      'records.badFormat',
      'code',
      {
        format: '统一社会信用代码',
        formatEn: 'Unified social credit code',
        rule: '18 位数字和大写字母，最后一位是校验码',
        ruleEn: '18 digits and capital letters, the last of which checks the others',
      },
    ],
  ])
  expect(await write({ account: '6'.repeat(20) })).toMatchObject([
    ['records.tooLong', 'account', { most: 19 }],
  ])
  expect(await write({ code: '9'.repeat(100_000) })).toMatchObject([['records.tooLong', 'code', {}]])
  expect(await write({ code: '\u0000' })).toMatchObject([['records.wrongType', 'code', {}]])
})

test('[S15] ratings and durations are whole numbers within their bounds', async () => {
  expect(await write({ mood: '4', taken: 1625, done: '0.6' })).toMatchObject({
    ...{ mood: '4', taken: '1625', done: '0.6000' },
  })
  expect(await write({ mood: '0', taken: '0' })).toMatchObject({ mood: '0', taken: '0' })
  expect(await write({ mood: '6' })).toMatchObject([['records.tooLarge', 'mood', { most: '5' }]])
  expect(await write({ mood: '-1' })).toMatchObject([['records.tooSmall', 'mood', { least: '0' }]])
  expect(await write({ mood: '3.5' })).toMatchObject([['records.notWhole', 'mood', {}]])
  expect(await write({ mood: '3.00000000001' })).toMatchObject([['records.notWhole', 'mood', {}]])
  expect(await write({ taken: '2881' })).toMatchObject([['records.tooLarge', 'taken', { most: '2880' }]])
  expect(await write({ taken: '90.5' })).toMatchObject([['records.notWhole', 'taken', {}]])
})
