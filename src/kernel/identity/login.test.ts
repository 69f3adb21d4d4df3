import { expect, test } from 'vitest'
import { checkDelegation } from './delegation.ts'
import { foldLogin, loginProblems, passwordProblems } from './login.ts'
import { formatToken, parseToken } from './token.ts'

const codes = (problems: readonly { code: string }[]): readonly string[] => problems.map(({ code }) => code)

test('[ID4] a login is the same in any case, width and spacing', () => {
  expect(new Set(['Wang.Li', ' wang.li ', 'ＷＡＮＧ.ＬＩ'].map(foldLogin))).toEqual(new Set(['wang.li']))
  expect(codes(loginProblems('王丽'))).toEqual([])
  for (const bad of ['', '  ', 'a b', 'a\u0000b', 'x'.repeat(101)])
    expect(codes(loginProblems(bad)), JSON.stringify(bad)).toEqual(['identity.badLogin'])
})

test('[ID5] passwords that are short, endless, common or the login are refused', () => {
  expect(codes(passwordProblems('correct horse', 'li'))).toEqual([])
  expect(codes(passwordProblems('接力接力接力接力', 'li'))).toEqual([])
  expect(codes(passwordProblems('1234567', 'li'))).toEqual(['identity.passwordLength'])
  expect(codes(passwordProblems('x'.repeat(201), 'li'))).toEqual(['identity.passwordLength'])
  expect(codes(passwordProblems('PassWord1', 'li'))).toEqual(['identity.passwordCommon'])
  expect(codes(passwordProblems('Wang.Li.Beijing', 'wang.li.beijing'))).toEqual(['identity.passwordCommon'])
})

test('[ID8] a token says its workspace and kind, and nothing else is taken for one', () => {
  const secret = 'A'.repeat(43)
  for (const kind of ['session', 'api'] as const) {
    const token = { workspace: 'demo', kind, secret }
    expect(parseToken(formatToken(token))).toEqual(token)
  }
  for (const bad of [
    '',
    'demo',
    `demo.${secret}x`,
    `Demo.${secret}`,
    `.${secret}`,
    `demo.api.${secret} `,
    `demo.sso.${secret}`,
  ])
    expect(parseToken(bad), bad).toBeUndefined()
})

test('[ID12] a delegation is to somebody else and for a bounded time', () => {
  const good = {
    id: '1',
    principal: 'a',
    delegate: 'b',
    since: '2026-03-01T00:00:00.000Z',
    until: '2026-03-08T00:00:00.000Z',
  }
  expect(checkDelegation(good)).toEqual({ ok: true, value: good })
  const code = (some: Partial<typeof good>): unknown => {
    const result = checkDelegation({ ...good, ...some })
    return result.ok ? null : result.problems[0]?.code
  }
  expect(code({ delegate: 'a' })).toBe('identity.delegateSelf')
  expect(code({ until: good.since })).toBe('identity.delegateDates')
  expect(code({ until: '2029-01-01T00:00:00.000Z' })).toBe('identity.delegateDates')
  expect(code({ until: 'soon' })).toBe('identity.delegateDates')
})
