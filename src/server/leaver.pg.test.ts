// Somebody who leaves, as the nodes of a cluster see them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testNode } from '#test/node'
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
