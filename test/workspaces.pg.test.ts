// Two companies on one server: neither learns anything of the other through any door.
import { expect, test } from 'vitest'
import { cheapPasswordCost, createAccount, createApiToken } from '#kernel/identity/store'
import { workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import { createWorkspace } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { password, testNode } from '#test/node'
import { shop } from '#test/sample'

const node = await testNode([shop])
const { newId } = node

type Side = {
  readonly workspace: string
  readonly headers: Readonly<Record<string, string>>
  readonly token: string
  readonly customer: string
  readonly order: string
  readonly file: string
  readonly word: string
}

const mine = await company('boreal', '北方密语')
const theirs = await company('austral', '南方密语')

async function company(workspace: string, word: string): Promise<Side> {
  const wish = { id: workspace, name: workspace, zone: 'Asia/Shanghai' }
  const made = await createWorkspace(node.owner, wish, workspaceParts, node.now())
  const engine = await node.workspaces.engineOf(workspace)
  if (!made.ok || engine === undefined) throw new Error('The workspace was not made')
  const [person, customer, order] = [newId(), newId(), newId()]
  const create = (object: string, id: string, values: Record<string, string>): Change => ({
    kind: 'create',
    object,
    id,
    values,
  })
  const written = await engine.write(engine.systemActor('installer'), { source: 'system' }, [
    create('identity.person', person, { name: word, login: 'boss' }),
    ...['admin', 'manager'].map((role) => create('identity.roleAssignment', newId(), { person, role })),
    create('shop.customer', customer, { name: word, code: workspace }),
    create('shop.order', order, { customer, note: word }),
    create('shop.line', newId(), { order, item: word, quantity: '2', price: '10' }),
  ])
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  const account = { person, login: 'boss', password }
  await node.owner.transaction((tx) =>
    createAccount(tx, engine.workspace.namespace, account, node.now(), cheapPasswordCost),
  )
  const payload = { workspace, login: 'boss', password }
  const session = await node.app.inject({ method: 'POST', url: '/api/session', payload })
  const [cookie = ''] = String(session.headers['set-cookie']).split(';')
  const headers = { cookie, 'x-baton': '1' }
  const expiresAt = new Date(node.now().getTime() + 3_600_000).toISOString()
  const scopes = ['read', 'write']
  const wanted = { id: newId(), workspace, person, name: 'door', scopes, expiresAt, createdBy: person }
  const token = await node.owner.transaction((tx) =>
    createApiToken(tx, engine.workspace.namespace, wanted, node.now()),
  )
  if (!token.ok) throw new Error(JSON.stringify(token.problems))
  return {
    workspace,
    headers,
    token: token.value.token,
    customer,
    order,
    word,
    file: await upload(headers, word),
  }
}

async function upload(headers: Readonly<Record<string, string>>, word: string): Promise<string> {
  const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n${word}\r\n--x--\r\n`
  const type = { 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await node.app.inject({
    method: 'POST',
    url: '/api/files',
    headers: { ...headers, ...type },
    payload,
  })
  return answer.json<{ id: string }>().id
}

async function ask(side: Side, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) {
  const answer = await node.app.inject({
    method,
    url,
    headers: side.headers,
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.body }
}

const records = (side: Side) => `/api/records/shop.order/${side.order}`
const update = (side: Side) => ({
  changes: [{ kind: 'update', object: 'shop.order', id: side.order, values: { note: 'x' } }],
})

const questions: readonly (readonly [string, 'GET' | 'POST', string, object | undefined])[] = [
  ['a list', 'GET', '/api/records/shop.order?lines=lines', undefined],
  ['a query', 'POST', '/api/query', { object: 'shop.customer', count: true }],
  ['a query of people', 'POST', '/api/query', { object: 'identity.person' }],
  ['a search', 'GET', `/api/search?q=${encodeURIComponent('密语')}`, undefined],
  ['a metric', 'POST', '/api/metrics', { metric: 'shop.sales' }],
  ['the metadata', 'GET', '/api/metadata', undefined],
  ['the session', 'GET', '/api/session', undefined],
]

test.each(questions)('%s answers with what is one’s own only', async (_name, method, url, payload) => {
  for (const [side, other] of [
    [mine, theirs],
    [theirs, mine],
  ] as const) {
    const { body } = await ask(side, method, url, payload)
    for (const secret of [other.word, other.customer, other.order, other.workspace])
      expect(body).not.toContain(secret)
  }
})

test('both see their own through the same doors', async () => {
  for (const side of [mine, theirs]) {
    expect((await ask(side, 'GET', '/api/records/shop.order?lines=lines')).body).toContain(side.word)
    expect((await ask(side, 'GET', `/api/search?q=${encodeURIComponent('密语')}`)).body).toContain(
      side.customer,
    )
    expect((await ask(side, 'GET', `/api/files/${side.file}`)).body).toBe(side.word)
  }
})

test('an id of the other is an id of nothing: read, history, abilities, file, change, removal, action', async () => {
  const answers = [
    await ask(mine, 'GET', records(theirs)),
    await ask(mine, 'GET', `${records(theirs)}/history`),
    await ask(mine, 'POST', '/api/abilities', { object: 'shop.order', id: theirs.order }),
    await ask(mine, 'GET', `/api/files/${theirs.file}`),
    await ask(mine, 'PATCH', records(theirs), { note: 'x' }),
    await ask(mine, 'DELETE', records(theirs)),
    await ask(mine, 'POST', `${records(theirs)}/actions/confirm`, {}),
    await ask(mine, 'POST', '/api/write', update(theirs)),
  ]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  for (const { body } of answers) expect(body).not.toContain(theirs.word)
  expect((await ask(theirs, 'GET', records(theirs))).body).toContain(theirs.word)
})

test('a reference to a record of the other is refused as unknown', async () => {
  const answer = await ask(mine, 'POST', '/api/records/shop.order', { customer: theirs.customer })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('records.unknownReference')
  expect(answer.body).not.toContain(theirs.word)
})

test('the other’s id may be taken for a record of one’s own, and stays two records', async () => {
  const made = await ask(mine, 'POST', '/api/records/shop.customer', { id: theirs.customer, name: '同号' })
  expect(made.status).toBe(201)
  expect((await ask(theirs, 'GET', `/api/records/shop.customer/${theirs.customer}`)).body).toContain(
    theirs.word,
  )
})

test('a cursor of the other continues nothing of theirs', async () => {
  for (const name of ['一', '二', '三']) await ask(theirs, 'POST', '/api/records/shop.customer', { name })
  const first = await ask(theirs, 'POST', '/api/query', { object: 'shop.customer', limit: 1 })
  const { next } = JSON.parse(first.body) as { next: string }
  expect(next).toBeTypeOf('string')
  const answer = await ask(mine, 'POST', '/api/query', { object: 'shop.customer', limit: 5, after: next })
  expect(answer.status).toBeLessThan(500)
  expect(answer.body).not.toContain(theirs.word)
  expect(answer.body).not.toMatch(/一|二|三/)
})

test('a session or token opens the company it was made for, whatever else is said', async () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const as = (headers: Readonly<Record<string, string>>) =>
    node.app.inject({ method: 'GET', url: '/api/session', headers })
  expect((await as(bearer(theirs.token))).body).toContain('austral')
  const renamed = theirs.token.replace('austral', 'boreal')
  expect(renamed).not.toBe(theirs.token)
  expect((await as(bearer(renamed))).statusCode).toBe(401)
  const cookie = theirs.headers.cookie ?? ''
  expect(cookie).toContain('austral')
  expect((await as({ cookie: cookie.replace('austral', 'boreal') })).statusCode).toBe(401)
  const wrong = { workspace: 'nowhere', login: 'boss', password }
  const refused = await node.app.inject({ method: 'POST', url: '/api/session', payload: wrong })
  expect(refused.statusCode).toBe(401)
})

test('what one makes at run time the other’s metadata, document and doors do not know', async () => {
  const object = {
    name: 'x.visit',
    label: { 'zh-CN': '拜访', en: 'Visit' },
    kind: 'record',
    title: 'name',
    fields: [{ name: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } }],
  }
  const published = await node.app.inject({
    method: 'PUT',
    url: '/api/definitions',
    headers: theirs.headers,
    payload: { objects: [object] },
  })
  expect(published.statusCode).toBe(200)
  for (const [side, isKnown] of [
    [theirs, true],
    [mine, false],
  ] as const) {
    for (const url of ['/api/metadata', '/api/openapi.json'])
      expect((await ask(side, 'GET', url)).body.includes('x.visit')).toBe(isKnown)
    expect((await ask(side, 'GET', '/api/records/x.visit')).status).toBe(isKnown ? 200 : 404)
  }
})

test('the live stream of one tells of its own changes only', async () => {
  const address = await node.app.listen({ host: '127.0.0.1', port: 0 })
  const leave = new AbortController()
  afterwards(() => leave.abort())
  const stream = await fetch(`${address}/api/live`, { headers: mine.headers, signal: leave.signal })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await ask(theirs, 'POST', '/api/write', update(theirs))
  await ask(mine, 'POST', '/api/write', update(mine))
  let told = ''
  while (reader && !told.includes(mine.order)) told += (await reader.read()).value ?? ''
  expect(told).not.toContain(theirs.order)
  leave.abort()
})
