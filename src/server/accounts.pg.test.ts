// Who and what may sign in, arranged by an administrator over the interface: passwords for colleagues, tokens for programs.
import { expect, test } from 'vitest'
import type { Change, Written } from '#kernel/records'
import { testNode } from '#test/node'
import { shop } from '#test/sample'

const { app, engine, newId, signedIn } = await testNode([shop])
type Headers = Readonly<Record<string, string>>
const admin = await signedIn('chief', ['admin'])
const clerk = await signedIn('clerk', ['clerk'])

async function write(headers: Headers, ...changes: readonly Change[]) {
  const answer = await app.inject({ method: 'POST', url: '/api/write', headers, payload: { changes } })
  return { status: answer.statusCode, body: answer.json() as Written & { problems?: { code: string }[] } }
}

const letIn = (id: string): Change => ({
  kind: 'act',
  object: 'identity.person',
  id,
  action: 'letIn',
  input: {},
})

async function hired(values: Readonly<Record<string, string | boolean>>): Promise<string> {
  const id = newId()
  await write(admin, { kind: 'create', object: 'identity.person', id, values: { name: '新人', ...values } })
  return id
}

const secretIn = ({ body }: Awaited<ReturnType<typeof write>>): string =>
  (body.outputs[0] as { secret: string } | undefined)?.secret ?? ''

const enter = (login: string, password: string) =>
  app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })

test('[ID14] an administrator issues a password that is told once, lets the person in until they choose their own, and ends what was before it', async () => {
  const id = await hired({ login: 'Newcomer' })
  const first = secretIn(await write(admin, letIn(id)))
  expect(first.length).toBeGreaterThan(10)
  const session = await enter('newcomer', first)
  expect(session.json()).toMatchObject({ me: { id, mustChange: true } })
  const [cookie = ''] = String(session.headers['set-cookie']).split(';')
  const second = secretIn(await write(admin, letIn(id)))
  expect(second).not.toBe(first)
  const asked = await app.inject({ method: 'GET', url: '/api/session', headers: { cookie, 'x-baton': '1' } })
  expect(asked.statusCode).toBe(401)
  expect((await enter('newcomer', first)).statusCode).toBe(401)
  expect((await enter('newcomer', second)).statusCode).toBe(200)
  const chief = await engine.history(engine.systemActor('installer'), 'identity.person', id, {})
  const told = JSON.stringify(chief.ok ? chief.value : '')
  expect(told).toContain('letIn')
  expect(told).not.toContain(second)
})

test('[ID14] without a login, for who has left, and by who is no administrator, no password is issued', async () => {
  const nameless = await hired({})
  const gone = await hired({ login: 'gone', active: false })
  const codes = async (who: Headers, id: string) =>
    (await write(who, letIn(id))).body.problems?.map(({ code }) => code)
  expect(await codes(admin, nameless)).toEqual(['records.blocked'])
  expect(await codes(admin, gone)).toEqual(['records.blocked'])
  expect(await codes(clerk, await hired({ login: 'other' }))).toEqual(['access.denied'])
})

const token = (values: Readonly<Record<string, string | boolean>>): Change & { readonly id: string } => ({
  kind: 'create',
  object: 'access.token',
  id: newId(),
  values: { name: '看板', ...values },
})

test('[ID15] a token that an administrator makes is told once, reads and writes as it was made to, and ends with its record', async () => {
  const me = (await app.inject({ method: 'GET', url: '/api/session', headers: clerk })).json().me.id as string
  const made = token({ person: me })
  const writing = token({ person: me, mayWrite: true })
  const [reads, writes] = [await write(admin, made), await write(admin, writing)].map(secretIn)
  const asked = (secret = '', method: 'GET' | 'POST' = 'GET') =>
    app.inject({
      method,
      url: method === 'GET' ? '/api/session' : '/api/write',
      headers: { authorization: `Bearer ${secret}` },
      ...(method === 'GET' ? {} : { payload: { changes: [] } }),
    })
  expect((await asked(reads)).json()).toMatchObject({ me: { id: me } })
  expect((await asked(reads, 'POST')).statusCode).toBe(403)
  expect((await asked(writes, 'POST')).statusCode).not.toBe(403)
  const changed = await write(admin, {
    kind: 'update',
    object: 'access.token',
    id: made.id,
    values: { mayWrite: true },
  })
  expect(changed.body.problems?.map(({ code }) => code)).toEqual(['records.fixed'])
  await write(admin, { kind: 'remove', object: 'access.token', id: made.id })
  await expect.poll(async () => (await asked(reads)).statusCode, { timeout: 5000 }).toBe(401)
  const again = secretIn(await write(admin, { kind: 'restore', object: 'access.token', id: made.id }))
  expect((await asked(again)).statusCode).toBe(200)
  expect((await asked(reads)).statusCode).toBe(401)
})

test('[ID15] nobody else makes or sees tokens, and none is made for longer than two years', async () => {
  const long = await write(admin, token({ until: '2099-01-01' }))
  expect(long.body.problems?.map(({ code }) => code)).toEqual(['identity.badExpiry'])
  expect((await write(clerk, token({}))).body.problems?.map(({ code }) => code)).toEqual(['access.denied'])
  const seen = await app.inject({ method: 'GET', url: '/api/records/access.token', headers: clerk })
  expect(seen.json()).toMatchObject({ rows: [] })
})
