import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseFailure } from '#base/database'
import { headers, ids, type Transport, transport } from '#test/transport'

const opened: Transport[] = []
afterAll(() => Promise.all(opened.map(({ app }) => app.close())))
async function server(environment: Record<string, string> = {}): Promise<Transport> {
  const made = await transport(environment)
  opened.push(made)
  return made
}

let it: Transport
beforeEach(async () => {
  it = await server()
})

const codes = (body: string) =>
  (JSON.parse(body) as { problems: { code: string; message: string; path: string[] }[] }).problems

const signIn = { login: 'lin', password: 'secret' }

describe('signing in', () => {
  test('[HT1] answers who it is and sets a cookie that no script reads', async () => {
    const answer = await it.app.inject({ method: 'POST', url: '/api/session', payload: signIn })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      me: { id: ids.person, roles: ['sales'] },
      workspace: { id: 'demo' },
    })
    const set = String(answer.headers['set-cookie'])
    expect(set).toMatch(/^baton_session=demo\.good; Path=\/; HttpOnly; SameSite=Lax; Max-Age=[1-9]\d*$/)
    expect(set).not.toContain('Secure')
  })

  test('[HT1] behind a trusted proxy that speaks TLS the cookie is Secure; others may claim what they like', async () => {
    const ask = {
      method: 'POST',
      url: '/api/session',
      payload: signIn,
      headers: { 'x-forwarded-proto': 'https' },
    } as const
    const trusting = await server({ TRUST_PROXY: '1' })
    expect(String((await trusting.app.inject(ask)).headers['set-cookie'])).toContain('Secure')
    expect(String((await it.app.inject(ask)).headers['set-cookie'])).not.toContain('Secure')
  })

  test.each([
    { ...signIn, password: 'wrong' },
    { ...signIn, login: 'nobody' },
    { ...signIn, workspace: 'nowhere' },
  ])('[HT1] every failure is the same (%#)', async (payload) => {
    const answer = await it.app.inject({ method: 'POST', url: '/api/session', payload })
    expect(answer.statusCode).toBe(401)
    expect(codes(answer.body).map(({ code }) => code)).toEqual(['identity.signInFailed'])
  })

  test('[HT2] trying too often is refused with the time to wait', async () => {
    const strict = await server({ SIGN_INS_PER_LOGIN: '3' })
    const ask = () =>
      strict.app.inject({ method: 'POST', url: '/api/session', payload: { ...signIn, password: 'x' } })
    for (let tries = 0; tries < 3; tries++) expect((await ask()).statusCode).toBe(401)
    const answer = await ask()
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(codes(answer.body)[0]?.code).toBe('http.rateLimited')
  })

  test('[HT3] signing out ends the session at once, also on the bus', async () => {
    const heard: unknown[] = []
    it.bus.subscribe('session', (wake) => heard.push(wake))
    expect((await it.app.inject({ url: '/api/session', headers })).statusCode).toBe(200)
    expect((await it.app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204)
    expect((await it.app.inject({ url: '/api/session', headers })).statusCode).toBe(401)
    expect(heard).toEqual([{ workspace: 'demo', id: 's1' }])
  })
})

describe('the gate', () => {
  test('[HT3] no secret, an unknown one and one of a disabled person are signed out', async () => {
    const ask = (more: Record<string, string>) => it.app.inject({ url: '/api/metadata', headers: more })
    for (const more of [{}, { cookie: 'baton_session=demo.bad' }, { authorization: 'Bearer nonsense' }]) {
      const answer = await ask(more)
      expect([answer.statusCode, codes(answer.body)[0]?.code]).toEqual([401, 'identity.signedOut'])
    }
    it.actor = undefined
    expect((await ask(headers)).statusCode).toBe(401)
  })

  test('[HT3] a revoked session is refused once the bus has told, and after two seconds in any case', async () => {
    const ask = () => it.app.inject({ url: '/api/session', headers })
    expect((await ask()).statusCode).toBe(200)
    const session = it.sessions.get('demo.good')
    it.sessions.clear()
    expect((await ask()).statusCode).toBe(200)
    it.bus.publish('session', { workspace: 'demo', id: 's1' })
    expect((await ask()).statusCode).toBe(401)
    if (session) it.sessions.set('demo.good', session)
    it.now = new Date(it.now.getTime() + 2001)
    expect((await ask()).statusCode).toBe(200)
    it.sessions.clear()
    it.now = new Date(it.now.getTime() + 2001)
    expect((await ask()).statusCode).toBe(401)
  })

  test('[HT23] who is still to choose a password may choose it, see who they are and sign out, nothing else', async () => {
    const given = { cookie: 'baton_session=demo.given', 'x-baton': '1' }
    const choose = (current: string, more: Record<string, string> = given) =>
      it.app.inject({
        method: 'PUT',
        url: '/api/session/password',
        payload: { current, password: 'a password of my own' },
        headers: more,
      })
    const asked = await it.app.inject({ url: '/api/metadata', headers: given })
    expect([asked.statusCode, codes(asked.body)[0]?.code]).toEqual([403, 'identity.mustChange'])
    const who = await it.app.inject({ url: '/api/session', headers: given })
    expect([who.statusCode, JSON.parse(who.body).me.mustChange]).toEqual([200, true])
    const wrong = await choose('guess')
    expect([wrong.statusCode, codes(wrong.body)[0]?.code]).toEqual([422, 'identity.wrongPassword'])
    expect((await choose('secret', { authorization: 'Bearer demo.api.all' })).statusCode).toBe(403)
    const chosen = await choose('secret')
    expect([chosen.statusCode, JSON.parse(chosen.body).me.mustChange]).toEqual([200, false])
    expect(chosen.headers['set-cookie']).toMatch(/^baton_session=demo.good; Path=\/; HttpOnly; SameSite=Lax/)
    expect((await it.app.inject({ method: 'DELETE', url: '/api/session', headers: given })).statusCode).toBe(
      204,
    )
  })

  test('[HT6] a change by cookie needs the header that only our pages send; a token does not', async () => {
    const ask = (more: Record<string, string>) =>
      it.app.inject({ method: 'POST', url: '/api/query', payload: { object: 'sales.order' }, headers: more })
    const forged = await ask({ cookie: headers.cookie })
    expect([forged.statusCode, codes(forged.body)[0]?.code]).toEqual([403, 'http.missingHeader'])
    expect((await ask(headers)).statusCode).toBe(200)
    expect((await ask({ authorization: 'Bearer demo.api.all' })).statusCode).toBe(200)
  })

  test('[HT7] a token that may only read asks questions and changes nothing', async () => {
    const token = { authorization: 'Bearer demo.api.read' }
    const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
      it.app.inject({ method, url, headers: token, ...(payload ? { payload } : {}) })
    expect((await ask('POST', '/api/query', { object: 'sales.order' })).statusCode).toBe(200)
    expect((await ask('GET', '/api/records/sales.order')).statusCode).toBe(200)
    const refused = await ask('POST', '/api/records/sales.order', { name: 'a' })
    expect([refused.statusCode, codes(refused.body)[0]?.code]).toEqual([403, 'access.denied'])
    expect(it.written).toEqual([])
  })

  test('[HT2] too many requests of one session, or of one address without one, must wait', async () => {
    const strict = await server({ RATE_PER_SESSION: '2', RATE_PER_ADDRESS: '4' })
    const ask = (more: Record<string, string>) => strict.app.inject({ url: '/api/session', headers: more })
    const statuses = async (more: Record<string, string>, times: number) => {
      const found: number[] = []
      for (let at = 0; at < times; at++) found.push((await ask(more)).statusCode)
      return found
    }
    expect(await statuses(headers, 3)).toEqual([200, 200, 429])
    expect(await statuses({}, 4)).toEqual([401, 401, 401, 429])
  })
})

describe('what comes in', () => {
  const write = (payload: string | object, more: Record<string, string> = {}) =>
    it.app.inject({
      method: 'POST',
      url: '/api/write',
      headers: { ...headers, 'content-type': 'application/json', ...more },
      payload,
    })

  test.each([
    ['no JSON', '{"changes":', 'notJson'],
    ['too deep', `{"changes":${'['.repeat(40)}${']'.repeat(40)}}`, 'tooDeep'],
    ['a way to prototypes', '{"__proto__":{"a":1}}', 'forbiddenName'],
    ['a hidden way to prototypes', '{"__pr\\u006fto__":{"a":1}}', 'forbiddenName'],
    ['text no database holds', '{"reason":"a\\u0000b"}', 'badText'],
    ['half a character', '{"reason":"\\ud800"}', 'badText'],
    ['nothing', '', 'type'],
    ['a list', '[]', 'type'],
    ['a name nobody knows', '{"changes":[],"more":1}', 'additionalProperties'],
  ])('[HT5] %s is a bad request', async (_what, payload, reason) => {
    const answer = await write(payload)
    expect(answer.statusCode).toBe(400)
    const problems = codes(answer.body) as unknown as { code: string; params: { reason: string } }[]
    expect(problems.every(({ code }) => code === 'http.badRequest')).toBe(true)
    expect(problems.map(({ params }) => params.reason)).toContain(reason)
  })

  test('[HT8] a body over the limit is refused, a batch may be larger', async () => {
    const big = JSON.stringify({ object: 'sales.order', search: 'x'.repeat(1_100_000) })
    const query = await it.app.inject({
      method: 'POST',
      url: '/api/query',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: big,
    })
    expect([query.statusCode, codes(query.body)[0]?.code]).toEqual([413, 'http.tooLarge'])
    const change = { kind: 'update', object: 'a.b', id: ids.record, values: { text: 'x'.repeat(2_000_000) } }
    expect((await write({ changes: [change] })).statusCode).toBe(200)
    expect((await write('x'.repeat(8_400_000))).statusCode).toBe(413)
  })

  test('[HT5] only JSON is read as JSON', async () => {
    const answer = await write('<a/>', { 'content-type': 'text/xml' })
    expect([answer.statusCode, codes(answer.body)[0]?.code]).toEqual([415, 'http.unsupportedType'])
  })

  test.each([
    '/api/search?q=%00',
    '/api/records/sales.order?limit=501',
    '/api/records/sales.order?unknown=1',
    '/api/records/SALES',
    '/api/records/sales.order/not-an-id',
    '/api/search?q=a&q=b',
    '/api/records/%ff',
  ])('[HT5] the address %s is a bad request', async (url) => {
    expect((await it.app.inject({ url, headers })).statusCode).toBe(400)
  })

  test('[HT9] a write says where it came from', async () => {
    const change = { kind: 'remove', object: 'a.b', id: ids.record }
    const ask = (more: Record<string, string>) =>
      it.app.inject({
        method: 'POST',
        url: '/api/write',
        headers: more,
        payload: { changes: [change], reason: 'why' },
      })
    await ask({ ...headers, 'x-baton-source': 'form', 'x-forwarded-for': '9.9.9.9' })
    await ask({ ...headers, 'x-baton-source': 'import' })
    await ask({ ...headers, 'x-baton-source': 'system' })
    await ask({ authorization: 'Bearer demo.api.all', 'x-baton-source': 'form' })
    expect(it.written.map(({ origin }) => origin)).toEqual([
      { source: 'form', ip: '127.0.0.1', reason: 'why' },
      { source: 'import', ip: '127.0.0.1', reason: 'why' },
      { source: 'form', ip: '127.0.0.1', reason: 'why' },
      { source: 'api', ip: '127.0.0.1', reason: 'why' },
    ])
  })
})

describe('what goes out', () => {
  test('[HT10] what nobody expected is a number for the administrator, never a stack', async () => {
    it.failure = new Error('select secret from somewhere')
    const answer = await it.app.inject({ url: '/api/records/sales.order', headers })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toMatch(/secret|at .*\.ts/)
    expect(codes(answer.body)[0]).toMatchObject({
      code: 'http.unexpected',
      message: expect.stringMatching(/[0-9a-f-]{36}/),
    })
  })

  test('[HT10] a database that is away or too slow is told as such', async () => {
    it.failure = new DatabaseFailure('connection', { message: 'gone' })
    expect((await it.app.inject({ url: '/api/records/sales.order', headers })).statusCode).toBe(503)
    expect((await it.app.inject({ url: '/health/ready' })).statusCode).toBe(503)
    it.failure = new DatabaseFailure('timeout', {})
    const answer = await it.app.inject({ url: '/api/records/sales.order', headers })
    expect([answer.statusCode, codes(answer.body)[0]?.code]).toEqual([503, 'http.timeout'])
  })

  test('[HT4] problems are said in the language of the caller', async () => {
    const english = await it.app.inject({
      url: '/api/session',
      headers: { 'accept-language': 'fr, en;q=0.8' },
    })
    expect(codes(english.body)[0]?.message).toMatch(/sign in/)
    const chinese = await it.app.inject({
      url: '/api/records/no.such',
      headers: { ...headers, 'accept-language': 'en' },
    })
    expect([chinese.statusCode, codes(chinese.body)[0]?.message]).toEqual([
      404,
      expect.stringContaining('no.such'),
    ])
    expect(codes(chinese.body)[0]?.message).toMatch(/\p{Script=Han}/u)
  })

  test('[HT11] metadata is sent once and then only confirmed', async () => {
    const first = await it.app.inject({ url: '/api/metadata', headers })
    expect(first.json()).toMatchObject({ version: 3 })
    const tag = String(first.headers.etag)
    const again = await it.app.inject({ url: '/api/metadata', headers: { ...headers, 'if-none-match': tag } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const small = await it.app.inject({
      url: '/api/metadata',
      headers: { ...headers, 'accept-encoding': 'gzip, br' },
    })
    expect(small.headers).toMatchObject({ 'content-encoding': 'br', etag: tag })
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(first.body)
  })

  test('[HT12] pages may run no script but ours and stand in no frame', async () => {
    const { headers: sent } = await it.app.inject({ url: '/api/docs' })
    expect(sent['content-security-policy']).toMatch(/script-src 'self';/)
    expect(sent['content-security-policy']).toMatch(/frame-ancestors 'none'/)
    expect(sent['x-content-type-options']).toBe('nosniff')
  })

  test('[HT13] figures are for this machine and for who has the token', async () => {
    const watched = await server({ METRICS_TOKEN: 'let-me-see' })
    const ask = (remoteAddress: string, more: Record<string, string> = {}) =>
      watched.app.inject({ url: '/metrics', remoteAddress, headers: more })
    expect((await ask('127.0.0.1')).body).toContain('baton_http_request_seconds')
    expect((await ask('10.0.0.1')).statusCode).toBe(404)
    expect((await ask('127.0.0.1', { 'x-forwarded-for': '9.9.9.9' })).statusCode).toBe(404)
    expect((await ask('10.0.0.1', { authorization: 'Bearer let-me-see' })).statusCode).toBe(200)
    expect((await ask('10.0.0.1', { authorization: 'Bearer let-me-sea' })).statusCode).toBe(404)
  })
})

describe('records for integrations', () => {
  test('[HT14] a record is created with its lines in one write and read back', async () => {
    const answer = await it.app.inject({
      method: 'POST',
      url: '/api/records/sales.order',
      headers,
      payload: { name: 'a', lines: [{ quantity: '1' }] },
    })
    expect(answer.statusCode).toBe(201)
    expect(answer.headers.location).toBe(`/api/records/sales.order/${ids.record}`)
    expect(answer.json()).toMatchObject({ id: ids.record, version: 4 })
    expect(it.written[0]?.changes).toEqual([
      { kind: 'create', object: 'sales.order', id: ids.record, values: { name: 'a' } },
      {
        kind: 'create',
        object: 'sales.orderLine',
        id: ids.record,
        values: { quantity: '1', order: ids.record },
      },
    ])
  })

  test('[HT15] a change may expect a version, and learns of a newer one', async () => {
    const url = `/api/records/sales.order/${ids.record}`
    const read = await it.app.inject({ url, headers })
    expect(read.headers.etag).toBe('"4"')
    const patch = (match: string) =>
      it.app.inject({
        method: 'PATCH',
        url,
        headers: { ...headers, 'if-match': match },
        payload: { name: 'b' },
      })
    expect((await patch('"4"')).statusCode).toBe(200)
    expect((await patch('"1"')).statusCode).toBe(409)
    expect((await patch('nonsense')).statusCode).toBe(400)
    expect((await it.app.inject({ method: 'DELETE', url: `${url}?version=4`, headers })).statusCode).toBe(204)
    expect(it.written.map(({ changes }) => changes[0])).toEqual([
      { kind: 'update', object: 'sales.order', id: ids.record, values: { name: 'b' }, version: 4 },
      { kind: 'remove', object: 'sales.order', id: ids.record, version: 4 },
    ])
  })

  test('[HT16] actions run on a record or on the object', async () => {
    const url = '/api/records/sales.order'
    const act = (path: string) =>
      it.app.inject({ method: 'POST', url: `${url}${path}`, headers, payload: { note: 'x' } })
    expect((await act(`/${ids.record}/actions/confirm`)).statusCode).toBe(200)
    expect((await act('/actions/sweep')).statusCode).toBe(200)
    expect(it.written.map(({ changes }) => changes[0])).toEqual([
      { kind: 'act', object: 'sales.order', id: ids.record, action: 'confirm', input: { note: 'x' } },
      { kind: 'act', object: 'sales.order', id: null, action: 'sweep', input: { note: 'x' } },
    ])
  })

  test('[HT27] several questions in one request are answered each as if it came alone', async () => {
    const ask = (questions: readonly object[], more = headers) =>
      it.app.inject({ method: 'POST', url: '/api/questions', headers: more, payload: { questions } })
    const query = { ask: 'query', of: { object: 'sales.order' } }
    const unknown = { ask: 'query', of: { object: 'no.such' } }
    const abilities = { ask: 'abilities', of: { object: 'sales.order', id: ids.record } }
    const answer = await ask([query, unknown, abilities])
    expect(answer.statusCode).toBe(200)
    const alone = await it.app.inject({ method: 'POST', url: '/api/query', headers, payload: unknown.of })
    expect(answer.json()).toEqual([
      { ok: true, value: { rows: [expect.objectContaining({ id: ids.record })] } },
      { ok: false, status: alone.statusCode, problems: codes(alone.body) },
      { ok: true, value: expect.objectContaining({ update: true }) },
    ])
    expect((await ask(Array(41).fill(query))).statusCode).toBe(400)
    expect((await ask([{ ask: 'write', of: { changes: [] } }])).statusCode).toBe(400)
    expect((await ask([query], { ...headers, cookie: 'baton_session=demo.nobody' })).statusCode).toBe(401)
    it.failure = new DatabaseFailure('timeout', {})
    expect((await ask([query, abilities])).json()).toMatchObject([{ ok: false, status: 503 }, { ok: true }])
  })

  test('[HT14] what is not there is 404, whichever part is missing', async () => {
    for (const url of [
      `/api/records/sales.order/${ids.absent}`,
      '/api/records/no.such',
      '/api/nonsense',
      `/api/files/${ids.absent}`,
    ])
      expect([url, (await it.app.inject({ url, headers })).statusCode]).toEqual([url, 404])
  })
})

describe('files', () => {
  const form = (content: string) =>
    `--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--b--\r\n`
  const send = (server: Transport, payload: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
      payload,
    })

  test('[HT17] a file is kept, one over the limit is refused', async () => {
    const kept = await send(it, form('hello'))
    expect([kept.statusCode, kept.json()]).toEqual([
      201,
      { id: ids.file, name: 'a.txt', type: 'text/plain', size: 5 },
    ])
    const small = await server({ MAX_FILE_MB: '0.001' })
    const refused = await send(small, form('x'.repeat(5000)))
    expect([refused.statusCode, codes(refused.body)[0]?.code]).toEqual([413, 'http.tooLarge'])
    expect((await send(it, 'nonsense')).statusCode).toBe(400)
  })

  test('[HT18] a file that a browser could run as a page is only ever saved', async () => {
    const { headers: sent, body } = await it.app.inject({ url: `/api/files/${ids.file}`, headers })
    expect(body).toBe('<hi>')
    expect(sent['content-type']).toBe('application/octet-stream')
    expect(sent['content-disposition']).toBe("attachment; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%281%29.html")
    expect(sent['content-security-policy']).toContain('sandbox')
    const drawn = await it.app.inject({ url: `/api/files/${ids.hidden}`, headers })
    expect(drawn.headers['content-disposition']).toMatch(/^attachment/)
    expect(drawn.headers['x-frame-options']).toBe('DENY')
  })

  test('[HT26] a picture or a PDF is shown in our own pages and no others; its head says so without its content', async () => {
    const { headers: sent, body } = await it.app.inject({
      ...{ method: 'HEAD', url: `/api/files/${ids.record}`, headers },
    })
    expect([body, sent['content-type'], sent['content-length']]).toEqual(['', 'application/pdf', '4'])
    expect(sent['content-disposition']).toMatch(/^inline/)
    expect(sent['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    )
    expect([sent['x-frame-options'], sent['x-content-type-options']]).toEqual(['SAMEORIGIN', 'nosniff'])
  })
})
