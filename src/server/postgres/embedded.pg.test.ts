import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { runningPostmaster } from './postmaster.ts'
import { isAlive } from './process.ts'

let home = ''
const children: ChildProcess[] = []

beforeEach(() => {
  home = fs.mkdtempSync(join(tmpdir(), 'baton-embedded-'))
  fs.chmodSync(home, 0o711)
})
// Whatever a failed test left running is stopped by a start and an orderly end.
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  await (await start()).stop()
  fs.rmSync(home, { recursive: true, force: true })
})

const start = () => startEmbedded({ home, durable: false, log: () => undefined })

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

async function startInChild(...args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/start-embedded.ts', home, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: line.toString('utf8').trim() }
}

const serverPid = (): number => runningPostmaster(join(home, 'postgres', 'data'))?.pid ?? 0

test('without a locale in the environment the database is UTF-8 with the builtin locale', async () => {
  const before = { ...process.env }
  for (const name of ['LANG', 'LC_ALL', 'LC_CTYPE']) delete process.env[name]
  try {
    const { url, stop } = await start()
    const [row] = await query(
      url,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
              upper('é接') as upper, current_setting('listen_addresses') as address, rolsuper as "isSuper"
         from pg_database, pg_roles where datname = current_database() and rolname = current_user`,
    )
    expect(row).toEqual({
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      upper: 'É接',
      address: '127.0.0.1',
      isSuper: false,
    })
    await stop()
  } finally {
    Object.assign(process.env, before)
  }
})

test('it is reached by a socket in its own folder, or by TCP on this machine', async () => {
  const { url, stop } = await start()
  const peer = 'select inet_server_addr()::text as address'
  expect(await query(url, peer)).toEqual([{ address: null }])
  const byTcp = new URL(url)
  expect(byTcp.searchParams.get('host')).toBe(join(home, 'postgres', 'data'))
  byTcp.search = ''
  expect(await query(byTcp.href, peer)).toEqual([{ address: '127.0.0.1/32' }])
  await stop()
})

test('where the path is too long for a socket it is reached by TCP', async () => {
  const deep = join(home, 'x'.repeat(90))
  fs.mkdirSync(deep, { mode: 0o711 })
  const { url, stop } = await startEmbedded({ home: deep, durable: false, log: () => undefined })
  expect(await query(url, 'select inet_server_addr()::text as address')).toEqual([
    { address: '127.0.0.1/32' },
  ])
  await stop()
})

test('the password is needed either way and only its owner can read it', async () => {
  const { url, stop } = await start()
  for (const search of [new URL(url).search, '']) {
    const wrong = new URL(url)
    wrong.password = 'guess'
    wrong.search = search
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  }
  expect(fs.statSync(join(home, 'postgres', 'password')).mode & 0o777).toBe(0o600)
  await stop()
})

test('data outlives a stop, and a stop may be asked for twice', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 42 as answer')
  await Promise.all([first.stop(), first.stop()])
  expect(serverPid()).toBe(0)
  const second = await start()
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('after kill -9 of the process that ran it, the next start takes over', async () => {
  const { child, url } = await startInChild()
  await query(url, 'create table kept as select 42 as answer')
  const orphan = serverPid()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(isAlive(orphan)).toBe(true)
  const next = await start()
  expect(isAlive(orphan)).toBe(false)
  expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await next.stop()
})

test('after kill -9 of a durable server itself, the next start recovers what was committed', async () => {
  const { child, url } = await startInChild('durable')
  await query(url, 'create table kept as select 42 as answer')
  const killed = serverPid()
  process.kill(killed, 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  while (isAlive(killed)) await wait(10)
  const next = await start()
  expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await next.stop()
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the server before the process', async (signal) => {
  const { child } = await startInChild()
  const server = serverPid()
  expect(isAlive(server)).toBe(true)
  child.kill(signal)
  await once(child, 'exit')
  expect(isAlive(server)).toBe(false)
  expect(fs.existsSync(join(home, 'postgres', 'owner'))).toBe(false)
})

test('a server that a live process runs is shared and outlives those who share it', async () => {
  const { url } = await startInChild()
  const guest = await start()
  expect(guest.url).toBe(url)
  await guest.stop()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a start that was interrupted while making the cluster leaves nothing in the way', async () => {
  fs.mkdirSync(join(home, 'postgres', 'data.new'), { recursive: true })
  fs.writeFileSync(join(home, 'postgres', 'data.new', 'PG_VERSION'), '18\n')
  fs.chmodSync(join(home, 'postgres'), 0o711)
  const { url, stop } = await start()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop()
})

test('data of another PostgreSQL is refused with a sentence that says what to do', async () => {
  await (await start()).stop()
  const version = join(home, 'postgres', 'data', 'PG_VERSION')
  fs.writeFileSync(version, '17\n')
  await expect(start()).rejects.toThrow(/PostgreSQL 17.*brings PostgreSQL 18.*Export/)
  fs.writeFileSync(version, '18\n')
})
