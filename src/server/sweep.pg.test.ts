import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginProgress, failProgress, progressOf } from '#kernel/jobs/store'
import { verifyChain } from '#kernel/log/store'
import type { OpenEngine } from '#kernel/module/store'
import type { Create } from '#kernel/records'
import { newId, testCompany } from '#test/company'
import { until } from '#test/server'
import { keepSettings, startSweeping, sweep } from './sweep.ts'

const company = await testCompany({ at: '2025-01-01T00:00:00.000Z' })
const { engine, db } = company
const { namespace } = engine.workspace
const home = await mkdtemp(join(tmpdir(), 'baton-sweep-'))
afterAll(() => rm(home, { recursive: true, force: true }))
const failures: unknown[] = []

const contextOn = (at: OpenEngine, keep = keepSettings({})) => ({
  ...{ db, home, keep, now: () => new Date(company.now()) },
  workspaces: { workspaceIds: async () => ['test'], engineOf: async () => at, stop: async () => undefined },
  onError: (error: unknown) => void failures.push(error),
})

const webhook = newId()
let admin = engine.systemActor('installer')
beforeAll(async () => {
  admin = await company.person('admin', 'management', 'admin')
  const values = { name: 'books', url: 'https://example.com/', person: admin.id, owner: admin.id }
  await company.install({ kind: 'create', object: 'notify.webhook', id: webhook, values })
})

const delivery = (status: string): Create => ({
  kind: 'create',
  object: 'notify.delivery',
  id: newId(),
  values: { webhook, subject: status, status },
})

const message = (text: string, values: Create['values']): Create => ({
  ...{ kind: 'create', object: 'notify.message', id: newId() },
  values: { text, kind: 'alert', sentAt: company.now(), ...values },
})

async function left(object: string, title: string): Promise<readonly unknown[]> {
  const page = await engine.read(engine.systemActor('notify'), { object, sort: [title], limit: 500 })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows.map((row) => row[title])
}

test('[N20] deliveries and messages that are over go after their time, the rest stays', async () => {
  const seenAt = company.now()
  await company.install(
    ...Array.from({ length: 230 }, () => delivery('delivered')),
    ...['failed', 'withheld', 'waiting'].map(delivery),
    message('seen', { person: admin.id, seenAt }),
    message('unseen', { person: admin.id }),
    message('for nobody', { kind: 'unreached' }),
  )
  company.at('2025-01-30T23:00:00.000Z')
  await company.install(delivery('delivered'))
  await sweep(contextOn(engine))
  expect(await left('notify.delivery', 'subject')).toHaveLength(234)
  company.at('2025-01-31T00:00:01.000Z')
  // Two nodes at once, one of which has just stopped and started again.
  const elsewhere = await company.reopen()
  await Promise.all([sweep(contextOn(engine)), sweep(contextOn(elsewhere))])
  expect(await left('notify.delivery', 'subject')).toEqual(['delivered', 'waiting'])
  expect(await left('notify.message', 'text')).toHaveLength(3)
  company.at('2026-01-01T00:00:01.000Z')
  await sweep(contextOn(engine, keepSettings({ KEEP_MESSAGES_DAYS: '0', KEEP_DELIVERIES_DAYS: '0' })))
  expect(await left('notify.message', 'text')).toHaveLength(3)
  await sweep(contextOn(engine))
  expect(await left('notify.message', 'text')).toEqual(['unseen'])
  expect(await left('notify.delivery', 'subject')).toEqual(['waiting'])
  expect(failures).toEqual([])
  // The one write path removed them: the log says so, and its chain holds.
  await company.work()
  const { rows } = await db.query({
    text: `select count(*)::int as removed from "${namespace}".log where kind = 'remove'`,
    values: [],
  })
  expect(rows).toEqual([{ removed: 235 }])
  expect((await verifyChain(db, namespace)).faults).toEqual([])
})

test('[J9] a node that starts forgets finished imports and their files after their time', async () => {
  const ids = [newId(), newId()] as const
  const now = new Date(company.now())
  for (const id of ids) {
    const folder = join(home, 'imports', 'test', id)
    await mkdir(folder, { recursive: true })
    await utimes(folder, now, id === ids[0] ? new Date(0) : now)
    const before = id === ids[0] ? new Date('2025-11-01T00:00:00.000Z') : now
    await db.transaction((tx) =>
      beginProgress(tx, namespace, { id, kind: 'import', createdBy: admin.id }, before),
    )
    await db.transaction((tx) => failProgress(tx, namespace, id, 'no', before))
  }
  const known = () => Promise.all(ids.map((id) => db.transaction((tx) => progressOf(tx, namespace, id))))
  const sweeping = startSweeping(contextOn(engine))
  await until('the older one is forgotten', async () => (await known())[0] === undefined)
  await sweeping.stop()
  expect((await known())[1]?.id).toBe(ids[1])
  expect(await readdir(join(home, 'imports', 'test'))).toEqual([ids[1]])
  expect(failures).toEqual([])
})
