// `baton start` as a process of its own: what somebody meets who installs it on a server of theirs.
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { databaseUrl } from '#test/address'
import { emptyDatabase } from '#test/database'
import { freePort, type ServerProcess, startCommand, startServer } from '#test/server-process'
import { runningPostmaster } from '../src/server/postgres/postmaster.ts'
import { isAlive } from '../src/server/postgres/process.ts'

const home = mkdtempSync(join(tmpdir(), 'baton-start-'))
chmodSync(home, 0o711)
const running: ServerProcess[] = []
afterAll(async () => {
  for (const server of running) await server.end('SIGTERM')
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

async function start(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const server = await startServer(environment)
  running.push(server)
  return server
}
const status = async (server: ServerProcess, path: string): Promise<number> =>
  (await fetch(`${server.address}${path}`)).status
const password = 'correct horse battery'
const signsIn = async (server: ServerProcess): Promise<number> => {
  const body = JSON.stringify({ workspace: 'mine', login: 'me', password })
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${server.address}/api/session`, { method: 'POST', headers, body })).status
}
/** The first letters of a PDF that the built server draws in a thread of its own, with the fonts where npm put them. */
async function drawn({ address }: ServerProcess): Promise<string> {
  const json = { 'content-type': 'application/json', 'x-baton': '1' }
  const body = JSON.stringify({ workspace: 'mine', login: 'me', password })
  const signed = await fetch(`${address}/api/session`, { method: 'POST', headers: json, body })
  const headers = { ...json, cookie: (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
  const party = JSON.stringify({ name: '东方水务', isCustomer: true })
  const url = `${address}/api/records/masterdata.party`
  const made = await fetch(url, { method: 'POST', headers, body: party })
  const { id } = (await made.json()) as { readonly id: string }
  return (await (await fetch(`${url}/${id}/print/statement`, { headers })).text()).slice(0, 5)
}
const postgresPid = (): number => runningPostmaster(join(home, 'postgres', 'data'))?.pid ?? 0

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Runs until it ends by itself: its exit code and what it said. */
async function ended(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<readonly [number | null, string]> {
  const { child, output } = startCommand(environment, args)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return [code, output()]
}

test('[PLAT-16] it starts on an empty folder with a database of its own, is ready, and after kill -9 comes back with what was made and stops whole', async () => {
  const port = String(await freePort())
  const environment = { BATON_HOME: home, PORT: port, HOST: '127.0.0.1' }
  const first = await start(environment)
  expect(first.output()).toContain(`http://127.0.0.1:${port}`)
  expect(existsSync(join(home, 'postgres', 'data'))).toBe(true)
  expect(await status(first, '/health/live')).toBe(200)
  expect(await status(first, '/health/ready')).toBe(200)
  const taken = await ended(environment, 'start')
  expect(taken).toMatchObject([1, expect.stringMatching(new RegExp(`Port ${port} .*taken.*PORT=`))])
  const somebody = [
    '--workspace',
    'mine',
    '--company',
    '我的公司',
    '--login',
    'me',
    '--name',
    '我',
    '--roles',
    'admin',
  ]
  const made = await ended({ ...environment, BATON_PASSWORD: password }, 'create-user', ...somebody)
  expect(made).toMatchObject([0, expect.stringContaining('me may sign in to mine')])
  const database = postgresPid()
  expect(isAlive(database)).toBe(true)
  await first.end('SIGKILL')

  const second = await start(environment)
  expect(await status(second, '/health/ready')).toBe(200)
  expect(await signsIn(second)).toBe(200)
  expect(await drawn(second)).toBe('%PDF-')
  const pid = postgresPid()
  expect(pid).not.toBe(database)
  expect(await second.end('SIGTERM')).toBe(0)
  expect(isAlive(pid)).toBe(false)
  expect(existsSync(join(home, 'postgres', 'owner'))).toBe(false)
  expect(second.output()).toContain('Stopping')
}, 180_000)

test('[PLAT-16] DATABASE_URL names a server of the customer’s: it is used, nothing else is started, and it is left running', async () => {
  const { url } = await emptyDatabase()
  const own = join(home, 'external')
  const server = await start({ DATABASE_URL: url, BATON_HOME: own, HOST: '127.0.0.1' })
  expect(await status(server, '/health/ready')).toBe(200)
  expect(existsSync(join(own, 'postgres'))).toBe(false)
  expect(await query(url, `select to_regclass('platform.workspaces')::text as there`)).toEqual([
    { there: 'platform.workspaces' },
  ])
  expect(await server.end('SIGTERM')).toBe(0)
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
}, 120_000)

test('a database that cannot be used is refused with a sentence that says what to do, and no password', async () => {
  const strange = await emptyDatabase()
  await query(strange.url, 'create table basket (id int primary key)')
  const server = inject('serverUrl')
  const name = `${inject('databasePrefix')}_latin`
  await query(server, `create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`)
  const missing = new URL(databaseUrl(server, 'baton_no_such'))
  missing.password = 'secret-word'
  const answers = await Promise.all(
    [strange.url, databaseUrl(server, name), missing.href].map((url) =>
      ended({ DATABASE_URL: url }, 'start'),
    ),
  )
  expect(answers).toMatchObject([
    [1, expect.stringMatching(/holds tables of something else \(in public\)\. Give Baton an empty database/)],
    [1, expect.stringMatching(/encoded SQL_ASCII; Baton needs UTF8\. Create one with/)],
    [1, expect.stringMatching(/DATABASE_URL cannot be used: .*check that the server runs/)],
  ])
  for (const [, said] of answers) {
    expect(said).not.toContain('secret-word')
    expect(said).not.toMatch(/\n\s+at /)
  }
}, 60_000)
