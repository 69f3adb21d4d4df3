// Share links as whoever has one meets them, and as whoever would like to have more.
import { expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import { testNode } from '#test/node'
import { shop } from '#test/sample'

type Headers = Readonly<Record<string, string>>

const module = {
  ...shop,
  policies: [
    ...(shop.policies ?? []),
    // Sellers share what is theirs in the east alone; clerks whatever they read.
    {
      ...{ name: 'share-east', object: 'shop.customer', operations: ['share'], who: { roles: ['seller'] } },
      where: "region = 'east'",
    },
    { name: 'share-all', object: 'shop.*', operations: ['share'], who: { roles: ['clerk', 'packer'] } },
    { name: 'packing', object: 'shop.order', operations: ['read'], who: { roles: ['packer'] } },
  ],
}
const node = await testNode([module])
const { app, engine, newId } = node
const seller = await node.signedIn('seller', ['seller'])
const other = await node.signedIn('other', ['seller'])
const clerk = await node.signedIn('clerk', ['clerk'])
const packer = await node.signedIn('packer', ['packer'])
const manager = await node.signedIn('manager', ['manager'])
const guest = await node.signedIn('guest', [])
const admin = await node.signedIn('admin', ['admin'])

const ask = async (method: 'GET' | 'POST', url: string, payload: object | undefined, headers: Headers) => {
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, text: answer.body, body: JSON.parse(answer.body) }
}
const me = async (headers: Headers): Promise<string> =>
  (await ask('GET', '/api/session', undefined, headers)).body.me.id
const write = (headers: Headers, ...changes: readonly object[]) =>
  ask('POST', '/api/write', { changes }, headers)
const codes = (answer: { readonly body: { readonly problems?: readonly { readonly code: string }[] } }) =>
  (answer.body.problems ?? []).map(({ code }) => code)
const change = (id: string, values: object) => ({ kind: 'update', object: 'views.link', id, values })

async function customer(values: object): Promise<string> {
  const id = newId()
  const made = await write(manager, { kind: 'create', object: 'shop.customer', id, values })
  if (made.status !== 200) throw new Error(made.text)
  return id
}
const own = await customer({
  name: '东海',
  code: 'C1',
  region: 'east',
  owner: await me(seller),
  secret: '底价九折',
})
await customer({ name: '南山', code: 'C2', region: 'south', owner: await me(seller), secret: '底价八折' })
await customer({ name: '西湖', code: 'C3', region: 'east', owner: await me(other), secret: '底价七折' })
await write(manager, {
  ...{ kind: 'create', object: 'shop.order', id: newId() },
  values: { customer: own },
})

const tokenIn = ({ secret }: { readonly secret: string }): string => secret.replace(/^\/share#/, '')
const soon = '2999-01-01T00:00:00.000Z'
const wish = (values: object = {}) => ({
  ...{ name: '给客户看', object: 'shop.customer', fields: 'name,region', expiresAt: soon },
  ...values,
})
async function link(headers: Headers, values: object = {}) {
  const id = newId()
  const made = await write(headers, { kind: 'create', object: 'views.link', id, values: wish(values) })
  if (made.status !== 200) throw new Error(made.text)
  const [output] = made.body.outputs
  return { id, token: tokenIn(output), password: output.password as string | null }
}
/** Without a session, as a stranger's browser asks. */
const open = (token: string, more: object = {}) => ask('POST', '/api/shared', { token, ...more }, {})

test('[V4] a link shows whoever has it the fields that it names and nothing else: no other field, no id, no other order', async () => {
  const question = { sort: ['-secret', '-name'], filter: { field: 'secret', is: 'contains', value: '折' } }
  const { token } = await link(seller, { question })
  expect(token).toMatch(/^test\.share\.[A-Za-z0-9_-]{43}$/)
  const { status, text, body } = await open(token)
  expect(status).toBe(200)
  // Of the seller's two customers one may be shared; what is a colleague's is neither.
  expect(body.rows).toEqual([{ name: '东海', region: 'east' }])
  expect(body.fields.map(({ name }: { name: string }) => name)).toEqual(['name', 'region'])
  for (const hidden of ['底价', 'secret', 'C1', 'owner', 'version', own, '南山', '西湖', await me(seller)])
    expect(text).not.toContain(hidden)
})

test('[V4] who opens a link asks nothing of their own: no filter, order, search, page or field', async () => {
  const { token } = await link(seller)
  const wishes = [
    { filter: { field: 'secret', is: 'notBlank' } },
    { sort: ['secret'] },
    { search: '底价' },
    { fields: ['secret'] },
    { after: 'x' },
    { object: 'shop.order' },
    { limit: 1 },
  ]
  for (const more of wishes) expect((await open(token, more)).status, JSON.stringify(more)).toBe(400)
})

test('[V5] every opening goes by what its sharer may read and share then, field by field', async () => {
  const named = { fields: 'name,secret' }
  expect((await open((await link(manager, named)).token)).text).toContain('底价九折')
  // A clerk may name the field and is shown without it.
  const blind = await open((await link(clerk, named)).token)
  expect(blind.body.rows).toHaveLength(3)
  expect(blind.text).not.toMatch(/底价|secret/)
  // A record that is referred to is called by its name, and by nothing where the sharer may not read it.
  const orders = { object: 'shop.order', fields: 'customer,status' }
  const seen = await open((await link(clerk, orders)).token)
  expect(seen.body.rows).toEqual([{ customer: '东海', status: 'draft' }])
  const unseen = await open((await link(packer, orders)).token)
  expect(unseen.body.rows).toEqual([{ customer: null, status: 'draft' }])
  expect(seen.text + unseen.text).not.toContain(own)
})

test('[V6] a link that expired, ended, was removed or never was, or whose sharer lost the right or left, answers all the same', async () => {
  const never = await open(`test.share.${'A'.repeat(43)}`)
  expect([never.status, codes(never)]).toEqual([404, ['views.linkClosed']])
  const same = async (token: string): Promise<void> => {
    const answer = await open(token)
    expect([answer.status, answer.text]).toEqual([404, never.text])
  }
  for (const token of ['x', 'test.share.', `nobody.share.${'A'.repeat(43)}`, "test.share.' or 1=1 --"])
    await same(token)
  await same((await link(seller, { expiresAt: '2020-01-01T00:00:00.000Z' })).token)
  const ended = await link(seller)
  expect((await open(ended.token)).status).toBe(200)
  expect((await write(seller, change(ended.id, { state: 'ended' }))).status).toBe(200)
  await same(ended.token)
  const removed = await link(seller)
  await write(seller, { kind: 'remove', object: 'views.link', id: removed.id })
  await same(removed.token)
  // Brought back, it has a new secret; the old one stays dead.
  const restored = await write(seller, { kind: 'restore', object: 'views.link', id: removed.id })
  await same(removed.token)
  expect((await open(tokenIn(restored.body.outputs[0]))).status).toBe(200)
  // A session's secret is no link, and a link is no session.
  const { token } = await link(seller)
  expect((await ask('GET', '/api/metadata', undefined, { authorization: `Bearer ${token}` })).status).toBe(
    401,
  )
  const installer = engine.systemActor('installer')
  const leaver = await node.signedIn('leaver', ['clerk'])
  const gone = await link(leaver)
  const person = await me(leaver)
  const roles = await engine.read(installer, {
    ...{ object: 'identity.roleAssignment', fields: ['id'] },
    filter: { field: 'person', is: 'eq', value: person },
  })
  const [role] = roles.ok ? roles.value.rows : ([] as readonly Row[])
  const done = (changes: Parameters<typeof engine.write>[2]) =>
    engine.write(installer, { source: 'system' }, changes)
  await done([{ kind: 'remove', object: 'identity.roleAssignment', id: String(role?.id) }])
  await same(gone.token)
  await done([
    { kind: 'create', object: 'identity.roleAssignment', id: newId(), values: { person, role: 'clerk' } },
  ])
  expect((await open(gone.token)).status).toBe(200)
  await done([{ kind: 'update', object: 'identity.person', id: person, values: { active: false } }])
  await same(gone.token)
})

test('[V7] a guarded link opens with its password alone, which few may guess at', async () => {
  const { token, password } = await link(seller, { guarded: true })
  expect(password).toMatch(/^[A-Za-z0-9_-]{16}$/)
  for (const more of [{}, { password: '' }, { password: 'wrong' }, { password: `${password}x` }]) {
    const answer = await open(token, more)
    expect([answer.status, codes(answer)]).toEqual([403, ['views.linkPassword']])
    expect(answer.text).not.toContain('东海')
  }
  expect((await open(token, { password })).body.rows).toHaveLength(1)
  let last = 0
  for (let tries = 0; tries < 25 && last !== 429; tries++)
    last = (await open(token, { password: `p${tries}` })).status
  expect(last).toBe(429)
})

test('[V8] only who may share such records makes a link, in their own name, and what it shows is never changed', async () => {
  const make = async (headers: Headers, values: object = {}) =>
    codes(await write(headers, { kind: 'create', object: 'views.link', id: newId(), values: wish(values) }))
  expect(await make(guest)).toEqual(['access.denied'])
  expect(await make(seller, { object: 'shop.order' })).toEqual(['access.denied'])
  expect(await make(seller, { object: 'no.such' })).toEqual(['access.denied'])
  expect(await make(seller, { owner: await me(manager) })).not.toEqual([])
  for (const fields of ['name,customer.secret', 'id', 'name$title', 'secrets', 'version'])
    expect(await make(seller, { fields }), fields).toEqual(['views.linkFields'])
  const { id } = await link(seller)
  for (const values of [
    { fields: 'secret' },
    { object: 'shop.order' },
    { question: {} },
    { guarded: true },
    { openings: '0' },
  ])
    expect(codes(await write(seller, change(id, values))), JSON.stringify(values)).not.toEqual([])
  // A colleague sees nothing of it; an administrator sees it and takes it back.
  expect((await write(other, change(id, { state: 'ended' }))).status).not.toBe(200)
  expect((await write(admin, change(id, { state: 'ended' }))).status).toBe(200)
})

test('[V9] every opening is in the log with the address that it came from, and no secret is anywhere', async () => {
  const { id, token, password } = await link(seller, { guarded: true })
  await open(token, { password })
  await open(token, { password: 'wrong' })
  await app.inject({
    method: 'POST',
    url: '/api/shared',
    payload: { token, password },
    remoteAddress: '203.0.113.7',
  })
  const history = await ask('GET', `/api/records/views.link/${id}/history`, undefined, admin)
  const openings = history.body.rows.filter(
    ({ after }: { after: Row }) => 'openings' in after && 'openedAt' in after,
  )
  expect(
    openings.map(({ after, actorName }: { after: Row; actorName: string }) => [after.openings, actorName]),
  ).toEqual([
    ['2', 'links'],
    ['1', 'links'],
  ])
  expect(history.text).toContain('203.0.113.7')
  const row = await ask('GET', `/api/records/views.link/${id}`, undefined, admin)
  for (const secret of [token, token.split('.')[2] ?? '', password ?? '-'])
    for (const text of [history.text, row.text]) expect(text).not.toContain(secret)
})
