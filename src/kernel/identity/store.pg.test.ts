import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Tx } from '#base/database'
import type { Result } from '#base/result'
import { appRole, createWorkspace, ensureAppRole, migratePlatform } from '#kernel/workspace/store'
import { emptyDatabase } from '#test/database'
import {
  apiTokens,
  changePassword,
  cheapPasswordCost,
  createAccount,
  createApiToken,
  delegate,
  delegationsOf,
  delegationsTo,
  endDelegation,
  hashPassword,
  identityMigrations,
  loadDirectory,
  mayActFor,
  openSession,
  passwordCost,
  resolveApiToken,
  resolveSession,
  revokeApiToken,
  revokeSession,
  revokeSessionsOf,
  rotateSession,
  sessionsOf,
  setDisabled,
  setLogin,
  setPassword,
  signIn,
  sweepSessions,
} from './store.ts'

const { url } = await emptyDatabase()
const owner = openDatabase({ url })
const db = openDatabase({ url, role: appRole })
afterAll(async () => {
  await db.close()
  await owner.close()
})

const start = new Date('2026-03-01T08:00:00.000Z')
const minute = 60_000
const minutesOn = (minutes: number): Date => new Date(start.getTime() + minutes * minute)
const ns = 'w_people'
const password = 'correct horse'

beforeAll(async () => {
  await migratePlatform(owner, start)
  await ensureAppRole(owner)
  const wish = { id: 'people', name: '人', zone: 'Asia/Shanghai' }
  await createWorkspace(owner, wish, [identityMigrations], start)
})

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work)
const codes = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.problems.map(({ code }) => code)
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(codes(result).join())
  return result.value
}
const account = async (login: string): Promise<string> => {
  const person = randomUUID()
  value(await within((tx) => createAccount(tx, ns, { person, login, password }, start, cheapPasswordCost)))
  return person
}
const attempt = (login: string, guess: string, at = start, ip: string | null = '192.0.2.1') =>
  signIn(db, ns, { workspace: 'people', login, password: guess, ip, userAgent: 'test' }, at, {
    cost: cheapPasswordCost,
    attempts: { windowMs: 15 * minute, perLogin: 3, perAddress: 8 },
  })
const isOpen = async (token: string, at = start): Promise<boolean> =>
  (await within((tx) => resolveSession(tx, ns, token, at))).ok

describe('accounts and signing in', () => {
  test('[ID4] [ID8] who knows the password gets a session, whatever the case of the login', async () => {
    const person = await account('Wang.Li')
    const signedIn = value(await attempt(' WANG.li ', password))
    expect(signedIn).toMatchObject({ person, mustChange: false })
    expect(signedIn.token).toMatch(/^people\.[A-Za-z0-9_-]{43}$/)
    expect(await within((tx) => resolveSession(tx, ns, signedIn.token, start))).toMatchObject({
      value: { person },
    })
    const { rows } = await within((tx) =>
      tx.query({ text: `select s::text as row from ${ns}.session s`, values: [] }),
    )
    expect(JSON.stringify(rows)).not.toContain(signedIn.token.split('.')[1])
  })

  test('[ID4] a login belongs to one account, a person has one', async () => {
    const person = await account('twice')
    const create = (who: string, login: string) =>
      within((tx) => createAccount(tx, ns, { person: who, login, password }, start, cheapPasswordCost))
    expect(codes(await create(randomUUID(), 'TWICE'))).toEqual(['identity.loginTaken'])
    expect(codes(await create(person, 'other'))).toEqual(['identity.hasAccount'])
    const second = await account('second')
    expect(codes(await within((tx) => setLogin(tx, ns, second, 'Twice')))).toEqual(['identity.loginTaken'])
    value(await within((tx) => setLogin(tx, ns, second, 'Third')))
    expect(codes(await attempt('third', password))).toEqual([])
  })

  test('[ID5] only an argon2id hash is stored, at the recommended cost', async () => {
    expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(passwordCost).toEqual({ memoryKib: 19_456, passes: 2 })
    await account('hashed')
    const { rows } = await within((tx) =>
      tx.query<{ hash: string }>({
        text: `select password_hash as hash from ${ns}.account where login = 'hashed'`,
        values: [],
      }),
    )
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$/)
    const weak = { person: randomUUID(), login: 'weak', password: '12345678' }
    expect(codes(await within((tx) => createAccount(tx, ns, weak, start)))).toEqual([
      'identity.passwordCommon',
    ])
  })

  test('[ID6] unknown, wrong and disabled look the same', async () => {
    const person = await account('closed')
    await within((tx) => setDisabled(tx, ns, person, true, start))
    const answers = [
      await attempt('nobody', password, start, null),
      await attempt('wang.li', 'wrong horse', start, null),
      await attempt('closed', password, start, null),
      await attempt(`' or 1=1 --`, password, start, null),
      await attempt('wang.li', 'x'.repeat(100_000), start, null),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(codes(answers[0] ?? { ok: true, value: null })).toEqual(['identity.signInFailed'])
    await within((tx) => setDisabled(tx, ns, person, false, start))
    expect(codes(await attempt('closed', password, start, null))).toEqual([])
  })

  test('[ID7] guesses at one login are counted, also side by side, until the window is over', async () => {
    await account('target')
    const guesses = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => attempt('target', `guess number ${n}`, start, null)),
    )
    expect(guesses.flatMap(codes).sort()).toEqual([
      'identity.signInFailed',
      'identity.signInFailed',
      'identity.signInFailed',
      'identity.tooManyAttempts',
      'identity.tooManyAttempts',
    ])
    expect(codes(await attempt('TARGET', password, minutesOn(14), null))).toEqual([
      'identity.tooManyAttempts',
    ])
    expect(codes(await attempt('target', password, minutesOn(15), null))).toEqual([])
  })

  test('[ID7] a success forgets the count of the login', async () => {
    await account('clumsy')
    for (let round = 0; round < 3; round++) {
      await attempt('clumsy', 'wrong horse', start, null)
      await attempt('clumsy', 'wrong horse', start, null)
      expect(codes(await attempt('clumsy', password, start, null))).toEqual([])
    }
  })

  test('[ID7] one address that tries many logins is stopped', async () => {
    const results: (readonly string[])[] = []
    for (let n = 0; n < 9; n++)
      results.push(codes(await attempt(`spray${n}`, 'spring 2026', start, '198.51.100.9')))
    expect(results.slice(0, 8).flat()).toEqual(Array(8).fill('identity.signInFailed'))
    expect(results[8]).toEqual(['identity.tooManyAttempts'])
    expect(codes(await attempt('spray1', 'spring 2026', start, '198.51.100.10'))).toEqual([
      'identity.signInFailed',
    ])
  })

  test('[ID7] an office whose people all come in by one address is not shut out by its good passwords', async () => {
    const office = '198.51.100.20'
    for (let n = 0; n < 12; n++) {
      await account(`colleague${n}`)
      expect(codes(await attempt(`colleague${n}`, password, start, office))).toEqual([])
    }
    for (let n = 0; n < 8; n++) await attempt(`stranger${n}`, 'spring 2026', start, office)
    expect(codes(await attempt('colleague1', password, start, office))).toEqual(['identity.tooManyAttempts'])
  })
})

describe('changing one’s own password', () => {
  const change = (person: string, current: string, next: string, at = start) =>
    changePassword(
      db,
      ns,
      { workspace: 'people', person, current, password: next, ip: null, userAgent: null },
      at,
      {
        cost: cheapPasswordCost,
        attempts: { windowMs: 15 * minute, perLogin: 3, perAddress: 8 },
      },
    )

  test('[ID13] who says the present password goes on in a new session, every other has ended', async () => {
    const person = randomUUID()
    const given = { person, login: 'given', password, mustChange: true }
    value(await within((tx) => createAccount(tx, ns, given, start, cheapPasswordCost)))
    const before = value(await attempt('given', password))
    expect(await within((tx) => resolveSession(tx, ns, before.token, start))).toMatchObject({
      value: { person, mustChange: true },
    })
    const opened = value(await change(person, password, 'a password of my own'))
    expect(await isOpen(before.token)).toBe(false)
    expect(await within((tx) => resolveSession(tx, ns, opened.token, start))).toMatchObject({
      value: { person, mustChange: false },
    })
    expect(codes(await attempt('given', password))).toEqual(['identity.signInFailed'])
    expect(codes(await attempt('given', 'a password of my own'))).toEqual([])
  })

  test('[ID13] a wrong, the same or a weak password is refused where it stands, and nothing changes', async () => {
    const person = await account('careful')
    const refused = async (current: string, next: string) => {
      const changed = await change(person, current, next)
      return changed.ok ? [] : changed.problems.map(({ code, path }) => `${code} ${path.join()}`)
    }
    expect(await refused('wrong horse', 'a password of my own')).toEqual(['identity.wrongPassword current'])
    expect(await refused(password, password)).toEqual(['identity.passwordSame password'])
    expect(await refused(password, 'careful')).toEqual(['identity.passwordLength password'])
    expect(codes(await attempt('careful', password))).toEqual([])
  })

  test('[ID13] guesses at the present password are counted, without shutting the person out', async () => {
    const person = await account('watched')
    for (const guess of ['one guess', 'two guess', 'three guess'])
      expect(codes(await change(person, guess, 'a password of my own'))).toEqual(['identity.wrongPassword'])
    expect(codes(await change(person, password, 'a password of my own'))).toEqual([
      'identity.tooManyAttempts',
    ])
    expect(codes(await attempt('watched', password))).toEqual([])
    expect(codes(await change(person, password, 'a password of my own', minutesOn(15)))).toEqual([])
  })
})

describe('sessions', () => {
  const open = async (person: string = randomUUID(), at = start) =>
    within((tx) =>
      openSession(tx, ns, { workspace: 'people', person, ip: '192.0.2.1', userAgent: 'a'.repeat(1000) }, at),
    )
  const day = 24 * 60

  test('[ID9] a session ends when idle, when old, and when signed out', async () => {
    const idle = await open()
    expect(await isOpen(idle.token, minutesOn(7 * day - 1))).toBe(true)
    expect(await isOpen(idle.token, minutesOn(13 * day))).toBe(true)
    expect(await isOpen(idle.token, minutesOn(20 * day))).toBe(false)
    const old = await open()
    for (let n = 0; n < 30; n += 5) expect(await isOpen(old.token, minutesOn(n * day))).toBe(true)
    expect(await isOpen(old.token, minutesOn(30 * day))).toBe(false)
    const left = await open()
    await within((tx) => revokeSession(tx, ns, left.token, start))
    expect(await isOpen(left.token)).toBe(false)
    expect(await isOpen('people.unknown')).toBe(false)
  })

  test('[ID9] all sessions of a person end at once, one by its entry, others stay', async () => {
    const person = randomUUID()
    const sessions = [await open(person), await open(person), await open(person)]
    const other = await open()
    const [entry] = await within((tx) => sessionsOf(tx, ns, person, start))
    expect(entry).toMatchObject({ ip: '192.0.2.1', userAgent: 'a'.repeat(300) })
    expect(await within((tx) => revokeSessionsOf(tx, ns, person, start, entry?.id))).toBe(1)
    expect(await within((tx) => sessionsOf(tx, ns, person, start))).toHaveLength(2)
    expect(await within((tx) => revokeSessionsOf(tx, ns, person, start))).toBe(2)
    for (const { token } of sessions) expect(await isOpen(token)).toBe(false)
    expect(await isOpen(other.token)).toBe(true)
  })

  test('[ID9] a new password and a disabled account end the sessions', async () => {
    const person = await account('changing')
    const first = value(await attempt('changing', password, start, null))
    value(
      await within((tx) =>
        setPassword(tx, ns, { person, password: 'battery staple' }, start, cheapPasswordCost),
      ),
    )
    expect(await isOpen(first.token)).toBe(false)
    expect(codes(await attempt('changing', password, start, null))).toEqual(['identity.signInFailed'])
    const second = value(await attempt('changing', 'battery staple', start, null))
    expect(await within((tx) => setDisabled(tx, ns, person, true, start))).toBe(true)
    expect(await isOpen(second.token)).toBe(false)
  })

  test('[ID10] a rotated session goes on, the old token for a short grace', async () => {
    const old = await open()
    const next = value(await within((tx) => rotateSession(tx, ns, 'people', old.token, minutesOn(60))))
    expect(next).toMatchObject({ person: old.person, expiresAt: old.expiresAt })
    expect(await isOpen(old.token, new Date(minutesOn(60).getTime() + 30_000))).toBe(true)
    expect(codes(await within((tx) => rotateSession(tx, ns, 'people', old.token, minutesOn(60))))).toEqual([
      'identity.signedOut',
    ])
    expect(await isOpen(next.token, minutesOn(90))).toBe(true)
    expect(await isOpen(old.token, minutesOn(90))).toBe(false)
    expect(await isOpen(next.token, minutesOn(90))).toBe(false)
  })

  test('[ID9] [ID10] signing out ends the whole family; the sweep takes what is long over', async () => {
    const old = await open()
    const next = value(await within((tx) => rotateSession(tx, ns, 'people', old.token, start)))
    await within((tx) => revokeSession(tx, ns, next.token, start))
    expect(await isOpen(old.token)).toBe(false)
    const stored = async (): Promise<number> =>
      (await within((tx) => tx.query({ text: `select 1 from ${ns}.session`, values: [] }))).count
    const before = await stored()
    await within((tx) => sweepSessions(tx, ns, start))
    expect(await stored()).toBe(before)
    await within((tx) => sweepSessions(tx, ns, minutesOn(32 * day)))
    expect(await stored()).toBe(0)
  })
})

test('[ID11] an API token acts within its scopes until it expires, is revoked, or its person is disabled', async () => {
  const person = await account('robot')
  const wish = (some = {}) => ({
    id: randomUUID(),
    workspace: 'people',
    person,
    name: '同步',
    scopes: ['read', 'write'],
    expiresAt: minutesOn(60).toISOString(),
    createdBy: person,
    ...some,
  })
  const first = wish()
  const { token } = value(await within((tx) => createApiToken(tx, ns, first, start)))
  expect(token).toMatch(/^people\.api\./)
  const resolve = (at: Date) => within((tx) => resolveApiToken(tx, ns, token, at))
  expect(value(await resolve(minutesOn(1)))).toEqual({ id: first.id, person, scopes: ['read', 'write'] })
  expect(codes(await resolve(minutesOn(60)))).toEqual(['identity.signedOut'])
  await within((tx) => setDisabled(tx, ns, person, true, start))
  expect(codes(await resolve(minutesOn(2)))).toEqual(['identity.signedOut'])
  await within((tx) => setDisabled(tx, ns, person, false, start))
  expect((await within((tx) => apiTokens(tx, ns, person)))[0]).toMatchObject({
    id: first.id,
    lastUsedAt: minutesOn(1).toISOString(),
  })
  value(await within((tx) => revokeApiToken(tx, ns, first.id, minutesOn(3))))
  expect(codes(await resolve(minutesOn(3)))).toEqual(['identity.signedOut'])
  expect(codes(await within((tx) => revokeApiToken(tx, ns, first.id, minutesOn(3))))).toEqual([
    'identity.unknownToken',
  ])
  for (const [some, code] of [
    [{ name: ' ' }, 'identity.badTokenName'],
    [{ scopes: [''] }, 'identity.badScopes'],
    [{ expiresAt: start.toISOString() }, 'identity.badExpiry'],
  ] as const)
    expect(codes(await within((tx) => createApiToken(tx, ns, wish(some), start)))).toEqual([code])
})

test('[ID12] a delegate may act between the dates, until it is ended', async () => {
  const [principal, person, id] = [randomUUID(), randomUUID(), randomUUID()]
  const wish = {
    id,
    principal,
    delegate: person,
    since: minutesOn(10).toISOString(),
    until: minutesOn(20).toISOString(),
    createdBy: principal,
  }
  value(await within((tx) => delegate(tx, ns, wish, start)))
  const may = (at: Date) => within((tx) => mayActFor(tx, ns, person, principal, at))
  expect([
    await may(minutesOn(9)),
    await may(minutesOn(10)),
    await may(minutesOn(19)),
    await may(minutesOn(20)),
  ]).toEqual([false, true, true, false])
  expect(await within((tx) => mayActFor(tx, ns, principal, person, minutesOn(12)))).toBe(false)
  expect(await within((tx) => delegationsOf(tx, ns, principal, start))).toHaveLength(1)
  value(await within((tx) => endDelegation(tx, ns, id, minutesOn(12))))
  expect(await may(minutesOn(12))).toBe(false)
  expect(await within((tx) => delegationsTo(tx, ns, person, minutesOn(12)))).toEqual([])
  expect(codes(await within((tx) => endDelegation(tx, ns, id, minutesOn(12))))).toEqual([
    'identity.unknownDelegation',
  ])
  expect(
    codes(await within((tx) => delegate(tx, ns, { ...wish, id: randomUUID(), delegate: principal }, start))),
  ).toEqual(['identity.delegateSelf'])
})

test('[ID1] the directory is read from the tables of the identity objects', async () => {
  const [sales, li, wang] = [randomUUID(), randomUUID(), randomUUID()]
  const standard =
    'id uuid primary key, version integer, created_at timestamptz, created_by uuid, updated_at timestamptz, updated_by uuid'
  for (const text of [
    `create table ${ns}.identity_person (${standard}, name text, login text, email text, phone text, title text, department uuid, active boolean)`,
    `create table ${ns}.identity_department (${standard}, name text, code text, parent uuid, head uuid)`,
    `create table ${ns}.identity_role_assignment (${standard}, person uuid, role text)`,
    `insert into ${ns}.identity_department (id, name, code, head) values ('${sales}', '销售部', 'sales', '${li}')`,
    `insert into ${ns}.identity_person (id, name, department, active) values ('${li}', '李', '${sales}', null), ('${wang}', '王', '${sales}', false)`,
    `insert into ${ns}.identity_role_assignment (id, person, role) values ('${randomUUID()}', '${li}', 'sales')`,
  ])
    await within((tx) => tx.query({ text, values: [] }))
  const directory = await within((tx) => loadDirectory(tx, ns))
  expect(directory.actorOf(li)).toMatchObject({
    name: '李',
    department: sales,
    headed: [sales],
    roles: ['sales'],
  })
  expect(directory.actorOf(wang)).toBeUndefined()
  expect(directory.departmentByCode('sales')?.name).toBe('销售部')
})
