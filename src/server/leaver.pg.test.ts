// Sessions that end: of somebody who leaves, as the nodes of a cluster see it, and of devices that are signed out from elsewhere.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { password, testNode } from '#test/node'
import { shop } from '#test/sample'
import { httpSettings } from './http/settings.ts'
import { openNode } from './main.ts'

const first = await testNode([shop])
const home = mkdtempSync(join(tmpdir(), 'baton-node-'))
const second = await openNode({
  url: first.url,
  home,
  product: { modules: [shop], initials: () => '' },
  settings: httpSettings({}, null),
  logger: null,
})
afterAll(async () => {
  await second.stop()
  rmSync(home, { recursive: true, force: true })
})

test('[ID9] the session of somebody who left is refused by every node from its next request on', async () => {
  const headers = await first.signedIn('leaver', [])
  const asked = async ({ app }: Pick<typeof second, 'app'>): Promise<number> =>
    (await app.inject({ method: 'GET', url: '/api/metadata', headers })).statusCode
  expect([await asked(first), await asked(second)]).toEqual([200, 200])
  const heard = new Promise<void>((resolve) => {
    second.platform.bus.subscribe('session', () => resolve())
  })
  const { engine } = first
  const installer = engine.systemActor('installer')
  const found = await engine.read(installer, {
    object: 'identity.person',
    fields: ['id'],
    filter: { field: 'login', is: 'eq', value: 'leaver' },
  })
  const id = String(found.ok ? found.value.rows[0]?.id : '')
  const left = await engine.write(installer, { source: 'form' }, [
    { kind: 'update', object: 'identity.person', id, values: { active: false } },
  ])
  expect(left.ok).toBe(true)
  await heard
  expect([await asked(first), await asked(second)]).toEqual([401, 401])
})

type Headers = Readonly<Record<string, string>>
type Seen = { readonly id: string; readonly isThis: boolean; readonly agent: string | null }

const ask = (method: 'GET' | 'DELETE', url: string, headers: Headers) =>
  first.app.inject({ method, url, headers })

async function another(login: string, agent: string): Promise<Headers> {
  const answer = await first.app.inject({
    ...{ method: 'POST', url: '/api/session', payload: { login, password } },
    headers: { 'user-agent': agent },
  })
  const [cookie = ''] = String(answer.headers['set-cookie']).split(';')
  return { cookie, 'x-baton': '1' }
}

const seen = async (headers: Headers, of = ''): Promise<readonly Seen[]> =>
  (await ask('GET', `/api/sessions${of}`, headers)).json<readonly Seen[]>()

const status = async (headers: Headers): Promise<number> =>
  (await ask('GET', '/api/metadata', headers)).statusCode

test('[HT25] somebody sees where they are signed in, and ends one session or all others', async () => {
  const here = await first.signedIn('roamer', [])
  const [phone, desk] = [await another('roamer', 'phone'), await another('roamer', 'desk')]
  const all = await seen(here)
  expect(all.map(({ agent }) => agent)).toEqual(expect.arrayContaining(['phone', 'desk']))
  expect(all.map(({ isThis }) => isThis).sort()).toEqual([false, false, true])
  expect(JSON.stringify(all)).not.toContain(here.cookie?.split('=')[1])
  const onPhone = all.find(({ agent }) => agent === 'phone')
  expect((await ask('DELETE', `/api/sessions/${onPhone?.id}`, here)).statusCode).toBe(204)
  expect([await status(here), await status(phone), await status(desk)]).toEqual([200, 401, 200])
  expect((await ask('DELETE', '/api/sessions', here)).statusCode).toBe(204)
  expect([await status(here), await status(desk)]).toEqual([200, 401])
  expect((await seen(here)).map(({ isThis }) => isThis)).toEqual([true])
})

test('[HT25] an administrator ends the sessions of others, a colleague neither sees nor ends them', async () => {
  const lost = await first.signedIn('lost', [])
  const [colleague, admin] = [await first.signedIn('colleague', []), await first.signedIn('chief', ['admin'])]
  const me = (await ask('GET', '/api/session', lost)).json<{ me: { id: string } }>().me.id
  for (const method of ['GET', 'DELETE'] as const)
    expect((await ask(method, `/api/sessions?person=${me}`, colleague)).statusCode).toBe(403)
  const [theirs] = await seen(lost)
  // The id of somebody else's session opens nothing among one's own.
  await ask('DELETE', `/api/sessions/${theirs?.id}`, colleague)
  expect(await status(lost)).toBe(200)
  expect((await seen(admin, `?person=${me}`)).map(({ isThis }) => isThis)).toEqual([false])
  expect((await ask('DELETE', `/api/sessions?person=${me}`, admin)).statusCode).toBe(204)
  expect([await status(lost), await status(admin)]).toEqual([401, 200])
})

test('[HT25] [HT22] the stream of an ended session closes at once, while the asking one goes on', async () => {
  const here = await first.signedIn('watcher', [])
  const there = await another('watcher', 'tablet')
  const address = await first.app.listen({ port: 0, host: '127.0.0.1' })
  const stream = await fetch(`${address}/api/live`, { headers: there })
  expect(stream.status).toBe(200)
  const ended = stream.text()
  await ask('DELETE', '/api/sessions', here)
  expect(await ended).toContain('retry')
  expect((await fetch(`${address}/api/live`, { headers: there })).status).toBe(401)
  expect(await status(here)).toBe(200)
})
