// Texts that would be code somewhere else: in SQL, in formulas, in paths, in pages, in objects, in headers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { testNode } from '#test/node'
import { shop } from '#test/sample'

const folder = mkdtempSync(join(tmpdir(), 'baton-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'web', 'assets'), { recursive: true })
writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html><title>page</title>')
writeFileSync(join(folder, 'web', 'assets', 'app.js'), 'page()')
const compressed = brotliCompressSync('page()')
writeFileSync(join(folder, 'web', 'assets', 'app.js.br'), compressed)
writeFileSync(join(folder, 'secret.json'), 'behind the pages')

const node = await testNode([shop], { web: join(folder, 'web') })
const headers = await node.signedIn('mallory', ['manager', 'admin'])
const id = node.newId()
const script = `<script>alert(1)</script>'";--`

type Asked = { readonly status: number; readonly body: string; readonly type: string }

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload?: object | string,
  more: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const answer = await node.app.inject({
    method,
    url,
    headers: { ...headers, ...more },
    ...(payload === undefined ? {} : { payload }),
  })
  const asked = { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) }
  expect(asked.status).toBeLessThan(500)
  expect(asked.body).not.toMatch(/node_modules|\bat \w+ \(|\.ts:\d|syntax error at|pg_catalog|SELECT /)
  return asked
}

await ask('POST', '/api/records/shop.customer', { id, name: script, code: '=HYPERLINK("http://x","y")' })

const everybody = async (): Promise<number> => {
  const { body } = await ask('POST', '/api/query', { object: 'shop.customer', count: true })
  return (JSON.parse(body) as { total: { value: number } }).total.value
}

const sqlTexts = [
  `' or 1=1 --`,
  `'; drop table w_test.shop_customer; --`,
  `x' union select password_hash from w_test.account --`,
  `name"; select pg_sleep(5); --`,
  `$1`,
  `\\'; select 1`,
  `%' or 'a'='a`,
  `E'\\x41'`,
  `/*`,
]

test.each(sqlTexts)('[R12] SQL in any place of a question is a text or a problem: %s', async (text) => {
  const before = await everybody()
  const query = (more: object) => ask('POST', '/api/query', { object: 'shop.customer', ...more })
  for (const is of ['eq', 'contains', 'startsWith', 'ne', 'gt'])
    expect((await query({ filter: { field: 'name', is, value: text } })).status).toBe(200)
  const found = await query({ filter: { field: 'name', is: 'eq', value: text } })
  expect(JSON.parse(found.body)).toMatchObject({ rows: [] })
  expect((await query({ search: text })).status).toBe(200)
  for (const wrong of [
    { fields: [text] },
    { sort: [text] },
    { filter: { field: text, is: 'eq', value: 1 } },
    { filter: { formula: `name = ${text}` } },
    { after: text },
    { lines: { [text]: {} } },
    { object: `shop.customer${text}` },
  ])
    expect((await query(wrong)).status).toBeGreaterThanOrEqual(400)
  const address = `/api/records/shop.customer?sort=${encodeURIComponent(text)}&after=${encodeURIComponent(text)}`
  expect((await ask('GET', address)).status).toBe(400)
  expect((await ask('GET', `/api/search?q=${encodeURIComponent(text)}`)).status).toBe(200)
  expect(
    (await ask('POST', '/api/metrics', { metric: 'shop.sales', filter: text })).status,
  ).toBeGreaterThanOrEqual(400)
  const stored = await ask('POST', '/api/records/shop.customer', { name: text })
  expect(JSON.parse(stored.body)).toMatchObject({ name: text })
  expect(await everybody()).toBe(before + 1)
})

test('[HT5] formulas that would take for ever or too much are problems', async () => {
  const deep = `${'('.repeat(5000)}1${')'.repeat(5000)} = 1`
  const bombs = [
    deep,
    `${'not '.repeat(2000)}true`,
    `${'1+'.repeat(4900)}1 = 1`,
    `${'-'.repeat(9000)}1 = 1`,
    `9${'9'.repeat(9000)} = 1`,
    `${'IF(true,'.repeat(1000)}1${',1)'.repeat(1000)} = 1`,
    `name.name.name.name = 1`,
    `constructor.constructor('return process')()`,
  ]
  for (const formula of bombs)
    expect([200, 400, 422]).toContain(
      (await ask('POST', '/api/query', { object: 'shop.customer', filter: { formula } })).status,
    )
  for (const formula of ['1/0 = 1', '10^100000 = 1', '9.9^999999 = 1'])
    await ask('POST', '/api/query', { object: 'shop.customer', filter: { formula } })
})

const paths = [
  '/../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '/assets/..%2f..%2fsecret.json',
  '/assets/....//....//secret.json',
  '/..\\..\\secret.json',
  '/api/files/..%2f..%2fsecret.json',
  '/api/files/%00',
  '/api/records/shop.customer/..%2f..%2fmetadata',
  '/api/docs/static/..%2f..%2f..%2fsecret.json',
]
test('the pages themselves are served', async () => {
  expect((await ask('GET', '/assets/app.js')).body).toBe('page()')
  expect((await ask('GET', '/orders', undefined, { accept: 'text/html' })).body).toContain('page')
})

test('[HT29] a script is sent as it was compressed when it was built, plain to who does not take it so, and caches keep the two apart', async () => {
  const sent = (encodings: string) =>
    node.app.inject({ url: '/assets/app.js', headers: { 'accept-encoding': encodings } })
  const [packed, plain] = [await sent('gzip, deflate, br, zstd'), await sent('identity')]
  expect(packed.headers['content-encoding']).toBe('br')
  expect(packed.rawPayload).toEqual(compressed)
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body).toBe('page()')
  for (const { headers } of [packed, plain]) {
    expect(headers['content-type']).toContain('javascript')
    expect(headers['cache-control']).toContain('immutable')
    expect(String(headers.vary).toLowerCase()).toContain('accept-encoding')
  }
})

test.each(paths)('[HT10] a path that climbs reaches nothing: %s', async (path) => {
  const { body } = await ask('GET', path)
  expect(body).not.toMatch(/root:|behind the pages/)
})

test('[HT18] a file keeps its name as a name and is never a page', async () => {
  for (const name of [
    '../../evil.html',
    '..\\evil.html',
    'a"b\r\nx-injected: 1.html',
    '/etc/passwd',
    script,
  ]) {
    const safe = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
    const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="${safe}"\r\ncontent-type: text/html\r\n\r\n${script}\r\n--x--\r\n`
    const kept = await ask('POST', '/api/files', payload, {
      'content-type': 'multipart/form-data; boundary=x',
    })
    expect(kept.status).toBe(201)
    const file = (JSON.parse(kept.body) as { id: string }).id
    const answer = await node.app.inject({ method: 'GET', url: `/api/files/${file}`, headers })
    expect(answer.headers['content-type']).toBe('application/octet-stream')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/)
    expect(answer.headers['x-injected']).toBeUndefined()
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.body).toBe(script)
  }
})

test('[HT12] stored and reflected text comes back as JSON, never as a page', async () => {
  const places = [
    await ask('GET', `/api/records/shop.customer/${id}`),
    await ask('GET', `/api/records/shop.customer/${id}/history`),
    await ask('GET', `/api/search?q=${encodeURIComponent(script)}`),
    await ask('GET', `/api/records/${encodeURIComponent(script)}`),
    await ask('GET', `/api/${encodeURIComponent(script)}`, undefined, { accept: 'application/json' }),
    await ask('POST', '/api/query', { object: script }),
    await ask('POST', '/api/write', { [script]: 1 }),
  ]
  for (const { type } of places) expect(type).toMatch(/^application\/json/)
  const page = await ask('GET', `/${encodeURIComponent(script)}?${encodeURIComponent(script)}`, undefined, {
    accept: 'text/html',
  })
  expect(page.body).not.toContain('alert(1)')
})

test('[HT5] names that reach prototypes are refused wherever they stand', async () => {
  const bodies = [
    '{"__proto__":{"roles":["admin"]},"name":"x"}',
    '{"constructor":{"prototype":{"x":1}},"name":"x"}',
    '{"name":"x","lines":[{"__proto__":{"a":1}}]}',
    '{"\\u005f_proto__":{"a":1},"name":"x"}',
  ]
  for (const body of bodies) {
    const answer = await ask('POST', '/api/records/shop.customer', body, {
      'content-type': 'application/json',
    })
    expect(answer.status).toBe(400)
  }
  expect(({} as Record<string, unknown>).roles).toBeUndefined()
  for (const object of ['__proto__', 'constructor', 'toString'])
    expect((await ask('GET', `/api/records/${object}`)).status).toBeGreaterThanOrEqual(400)
})

test('[HT8] deep, long and huge bodies are refused with their reason', async () => {
  const json = { 'content-type': 'application/json' }
  const deep = `{"object":"shop.customer","filter":${'{"not":'.repeat(200)}{}${'}'.repeat(200)}}`
  expect((await ask('POST', '/api/query', deep, json)).status).toBe(400)
  expect((await ask('POST', '/api/query', `${'['.repeat(100_000)}`, json)).status).toBe(400)
  const many = { object: 'shop.customer', filter: { field: 'name', is: 'in', value: Array(5000).fill('x') } }
  expect((await ask('POST', '/api/query', many)).status).toBe(400)
  const changes = Array.from({ length: 1001 }, () => ({ kind: 'remove', object: 'shop.customer', id }))
  expect((await ask('POST', '/api/write', { changes })).status).toBe(400)
  expect((await ask('POST', '/api/query', `"${'x'.repeat(1_100_000)}"`, json)).status).toBe(413)
})

test('[HT5] a body of another type is refused and not guessed', async () => {
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'text/html; charset=utf-7',
    'application/json5',
    'multipart/form-data',
    'garbage',
  ]) {
    const answer = await ask('POST', '/api/query', '{"object":"shop.customer"}', { 'content-type': type })
    expect([400, 406, 415]).toContain(answer.status)
  }
  expect((await ask('POST', '/api/query', 'not json', { 'content-type': 'application/json' })).status).toBe(
    400,
  )
})

test('[HT10] requests smuggled behind or split within headers are refused', async () => {
  const address = await node.app.listen({ host: '127.0.0.1', port: 0 })
  const host = `Host: x\r\nCookie: ${headers.cookie}\r\n`
  const smuggled = 'GET /api/metadata HTTP/1.1\r\nHost: x\r\n\r\n'
  const raw = [
    `POST /api/query HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    `POST /api/query HTTP/1.1\r\n${host}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
    `POST /api/query HTTP/1.1\r\n${host}Content-Length: 4\r\nContent-Length: 40\r\n\r\n{}  ${smuggled}`,
    `GET /api/session HTTP/1.1\r\n${host}X: a\rb: c\r\n\r\n`,
    `GET /api/session\0 HTTP/1.1\r\n${host}\r\n`,
    `GET /api/session HTTP/1.1\r\n${host}X: ${'y'.repeat(40_000)}\r\n\r\n`,
  ]
  for (const text of raw) {
    const answer = await spoken(Number(new URL(address).port), text)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    expect(answer).not.toMatch(/node_modules|\.ts:\d/)
  }
})

/** What a server says to these bytes until it hangs up. */
function spoken(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    socket.setEncoding('utf8').on('data', (piece: string) => {
      heard += piece
    })
    socket.on('close', () => resolve(heard)).on('error', () => resolve(heard))
  })
}
