import { describe, expect, test } from 'vitest'
import { depthOf, parseJson } from './json-body.ts'
import { flattened } from './lines.ts'
import { listQuery } from './list-query.ts'
import { localeOf } from './locale.ts'
import { say } from './messages.ts'
import { bearerSecret, clearedSession, readCookie, sessionHeader } from './secret-cookie.ts'
import { statusOf } from './status.ts'

test.each([
  ['records.missing', 404],
  ['records.conflict', 409],
  ['records.required', 422],
  ['access.denied', 403],
  ['access.fieldDenied', 403],
  ['identity.signInFailed', 401],
  ['identity.signedOut', 401],
  ['identity.passwordLength', 422],
  ['identity.tooManyAttempts', 429],
  ['http.tooLarge', 413],
  ['http.badRequest', 400],
  ['anything.else', 422],
])('[HT10] %s answers %i', (code, status) => {
  expect(statusOf({ code })).toBe(status)
})

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['fr', 'zh-CN'],
  ['en-GB,en;q=0.9,zh;q=0.1', 'en'],
  ['en;q=0.2, zh-TW;q=0.9', 'zh-CN'],
  ['en;q=0, fr', 'zh-CN'],
  ['en;q=x', 'zh-CN'],
])('[HT4] Accept-Language %s is %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})

describe('a problem', () => {
  const texts = { 'zh-CN': { 'a.b': '{n} 项：{list}，{toString}' }, en: { 'a.b': '{n} items: {list}' } }
  const problem = { code: 'a.b', path: [], params: { n: 2, list: ['x', 'y'] } }
  test('[HT4] is said with its parameters', () => {
    expect(say(texts, 'zh-CN', problem).message).toBe('2 项：x、y，{toString}')
    expect(say(texts, 'en', problem).message).toBe('2 items: x, y')
  })
  test.each(['no.text', 'toString', '__proto__'])('[HT4] without a text (%s) says its own name', (code) => {
    expect(say(texts, 'en', { ...problem, code }).message).toBe(code)
  })
})

describe('cookies', () => {
  test('[HT1] are found by their whole name', () => {
    expect(readCookie('a=1; baton_session=w.x; b=2', 'baton_session')).toBe('w.x')
    expect(readCookie('xbaton_session=no; baton_session=', 'baton_session')).toBeUndefined()
    expect(readCookie(undefined, 'a')).toBeUndefined()
    expect(readCookie(`a=1; ${'x'.repeat(9000)}`, 'a')).toBeUndefined()
  })
  test('[HT1] a secret that would break out of its cookie is never sent', () => {
    expect(() => sessionHeader('a; Domain=evil', { secure: true, maxAgeSeconds: null })).toThrow()
    expect(sessionHeader('w.x', { secure: true, maxAgeSeconds: null })).toBe(
      'baton_session=w.x; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
    expect(sessionHeader('w.x', { secure: false, maxAgeSeconds: 60 })).toMatch(/; Max-Age=60$/)
    expect(clearedSession(false)).toContain('Max-Age=0')
  })
  test('[HT3] a bearer secret is one word', () => {
    expect(bearerSecret('Bearer w.api.x-_')).toBe('w.api.x-_')
    expect(bearerSecret('bearer a b')).toBeUndefined()
    expect(bearerSecret('Basic abc')).toBeUndefined()
  })
})

describe('JSON', () => {
  test('[HT8] brackets inside texts are not depth', () => {
    expect(depthOf(String.raw`{"a":"[[[[\"[[[","b":[{"c":1}]}`)).toBe(3)
    expect(parseJson(JSON.stringify({ a: '['.repeat(100) })).ok).toBe(true)
  })
  test('[HT5] whole characters beyond the first plane pass, their halves do not', () => {
    expect(parseJson(String.raw`"\ud83d\ude00"`)).toEqual({ ok: true, value: '😀' })
    expect(parseJson(String.raw`"\ude00\ud83d"`).ok).toBe(false)
    expect(parseJson(String.raw`{"a":[{"\u0000":1}]}`)).toMatchObject({
      problems: [{ path: ['a', '0', '?'] }],
    })
  })
})

describe('nested lines', () => {
  const order = '00000000-0000-7000-8000-000000000001'
  const lines = new Map([['lines', { object: 'a.line', by: 'order' }]])
  const linesOf = (object: string) => (object === 'a.order' ? lines : new Map())
  const make = (body: Parameters<typeof flattened>[3]) => {
    let next = 0
    return flattened(linesOf, () => `new${next++}`, 'a.order', body)
  }
  test('[HT14] become creates that name their owner, parents first', () => {
    expect(make({ id: order, name: 'n', lines: [{ q: '1', order: 'someone else' }, { q: '2' }] })).toEqual({
      ok: true,
      value: [
        { kind: 'create', object: 'a.order', id: order, values: { name: 'n' } },
        { kind: 'create', object: 'a.line', id: 'new0', values: { q: '1', order } },
        { kind: 'create', object: 'a.line', id: 'new1', values: { q: '2', order } },
      ],
    })
  })
  test.each([
    [{ lines: 5 }, ['lines']],
    [{ lines: [5] }, ['lines', '0']],
    [{ lines: [{ id: 'x' }] }, ['lines', '0', 'id']],
    [{ id: 7 }, ['id']],
  ])('[HT5] %j is refused at its place', (body, path) => {
    expect(make(body)).toMatchObject({ ok: false, problems: [{ code: 'http.badRequest', path }] })
  })
})

describe('a list by address', () => {
  test('[HT14] is a query', () => {
    const filter = '{"field":"a","is":"eq","value":"1"}'
    expect(
      listQuery('a.b', {
        fields: 'x, y',
        sort: '-x',
        filter,
        formula: 'y > 1',
        limit: '7',
        lines: 'lines',
        count: 'true',
      }),
    ).toEqual({
      ok: true,
      value: {
        object: 'a.b',
        fields: ['x', 'y'],
        sort: ['-x'],
        filter: { and: [{ field: 'a', is: 'eq', value: '1' }, { formula: 'y > 1' }] },
        limit: 7,
        lines: { lines: {} },
        count: true,
      },
    })
  })
  test.each([
    [{ filter: '{' }, 'filter'],
    [{ filter: '{"a":1}' }, 'filter'],
    [{ sort: 'a b' }, 'sort'],
    [{ limit: '501' }, 'limit'],
    [{ lines: 'a;b' }, 'lines'],
  ])('[HT5] %j is refused at its place', (parameters, name) => {
    const asked = listQuery('a.b', parameters)
    expect(asked.ok ? [] : asked.problems.map(({ path }) => path[0])).toEqual([name])
  })
})
