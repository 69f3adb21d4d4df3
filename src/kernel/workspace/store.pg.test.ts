import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { sql } from '#base/sql'
import { emptyDatabase } from '#test/database'
import type { PartMigrations } from './index.ts'
import {
  appRole,
  appRoleState,
  createWorkspace,
  ensureAppRole,
  exportWorkspace,
  listWorkspaces,
  migrateNamespace,
  migratePlatform,
  migrateWorkspaces,
  openWorkspace,
  removeWorkspace,
} from './store.ts'

const { url } = await emptyDatabase()
const db = openDatabase({ url })
const app = openDatabase({ url, role: appRole })
afterAll(async () => {
  await app.close()
  await db.close()
})

const at = new Date('2026-03-01T08:00:00.000Z')
const wish = (id: string) => ({ id, name: `公司 ${id}`, zone: 'Asia/Shanghai' })
const first = {
  number: 1,
  name: 'first',
  statements: [
    'create table entry (id integer primary key, words text)',
    'create table evidence (id integer primary key)',
    'create table passing (id integer primary key)',
  ],
}
const second = { number: 2, name: 'second', statements: ['alter table entry add column more text'] }
const part = (...migrations: PartMigrations['migrations'][number][]): readonly PartMigrations[] => [
  { part: 'try', migrations, appendOnly: ['evidence'], transient: ['passing'] },
]
const parts = part(first)

const run = (text: string, database = db) => database.transaction((tx) => tx.query({ text, values: [] }))
const failureCode = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: { code?: string; cause?: { code?: string } }) => error.code ?? error.cause?.code,
  )
const schemas = async (): Promise<readonly unknown[]> =>
  (
    await run(`select nspname::text as name from pg_namespace where nspname like 'w\\_%' order by 1`)
  ).rows.map((row) => row.name)

beforeAll(async () => {
  await migratePlatform(db, at)
  expect(await ensureAppRole(db)).toBe('ready')
})

describe('creating', () => {
  test('[W2] a workspace appears with its entry, schema and tables', async () => {
    const made = await createWorkspace(db, wish('one'), parts, at)
    expect(made).toEqual({
      ok: true,
      value: { ...wish('one'), namespace: 'w_one', createdAt: '2026-03-01T08:00:00.000Z' },
    })
    expect(await openWorkspace(db, 'one')).toEqual(made)
    expect((await run('select id, words from w_one.entry')).count).toBe(0)
  })

  test('[W2] [W6] one whose migrations fail leaves nothing', async () => {
    const broken = part(first, {
      number: 2,
      name: 'broken',
      statements: ['create table a (id int primary key)', 'select 1/0'],
    })
    await expect(createWorkspace(db, wish('half'), broken, at)).rejects.toThrow('division by zero')
    expect(await openWorkspace(db, 'half')).toMatchObject({
      ok: false,
      problems: [{ code: 'workspace.unknown' }],
    })
    expect(await schemas()).not.toContain('w_half')
  })

  test('[W3] of several at once exactly one succeeds', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => createWorkspace(db, wish('race'), parts, at)))
    expect(made.filter(({ ok }) => ok)).toHaveLength(1)
    expect(made.find(({ ok }) => !ok)).toMatchObject({ problems: [{ code: 'workspace.idTaken' }] })
  })
})

describe('migrating', () => {
  test('[W4] [W5] new steps run once, a second run changes nothing', async () => {
    await createWorkspace(db, wish('grow'), parts, at)
    expect((await migrateWorkspaces(db, part(first, second), at)).get('grow')).toBe(1)
    expect((await migrateWorkspaces(db, part(first, second), at)).get('grow')).toBe(0)
    const { rows } = await run('select part, number, name from w_grow.migration order by part, number')
    expect(rows).toEqual([
      { part: 'try', number: 1, name: 'first' },
      { part: 'try', number: 2, name: 'second' },
    ])
  })

  test('[W5] nodes that migrate at once run each step once', async () => {
    await createWorkspace(db, wish('many'), parts, at)
    const runs = [1, 2, 3, 4].map(() =>
      db.transaction((tx) => migrateNamespace(tx, 'w_many', part(first, second), at)),
    )
    expect((await Promise.all(runs)).sort()).toEqual([0, 0, 0, 1])
    await Promise.all([1, 2, 3].map(() => migratePlatform(db, at)))
  })

  test('[W6] a failed step undoes the run', async () => {
    await createWorkspace(db, wish('undo'), parts, at)
    const broken = part(first, second, { number: 3, name: 'broken', statements: ['select 1/0'] })
    await expect(db.transaction((tx) => migrateNamespace(tx, 'w_undo', broken, at))).rejects.toThrow()
    expect(await failureCode(run('select more from w_undo.entry'))).toBe('42703')
  })

  test('[W7] a step that was changed after it ran is refused', async () => {
    await createWorkspace(db, wish('rewritten'), parts, at)
    const changed = part({ ...first, statements: ['create table entry (id bigint primary key)'] })
    await expect(db.transaction((tx) => migrateNamespace(tx, 'w_rewritten', changed, at))).rejects.toThrow(
      'Migration try/1 was changed',
    )
  })
})

describe('the application role', () => {
  test('[W8] it adds to append-only tables and cannot rewrite them, makes record tables and no schemas', async () => {
    await createWorkspace(db, wish('role'), parts, at)
    await run('insert into w_role.evidence (id) values (1)', app)
    await run('insert into w_role.entry (id) values (1)', app)
    await run('update w_role.entry set id = 2', app)
    for (const text of [
      'update w_role.evidence set id = 2',
      'delete from w_role.evidence',
      'truncate w_role.evidence',
      'drop table w_role.evidence',
      'alter table w_role.evidence add column x int',
      `update w_role.migration set hash = ''`,
      'create schema w_other',
    ])
      expect([text, await failureCode(run(text, app))]).toEqual([text, '42501'])
    await run('create table w_role.sales_order (id int primary key)', app)
    await run('alter table w_role.sales_order add column note text', app)
    expect(await migrateWorkspaces(db, part(first, second), at)).toBeInstanceOf(Map)
  })

  test('[W2] [W8] a database whose owner is no superuser serves as well, once the role was given to it', async () => {
    const other = await emptyDatabase()
    const name = `baton_test_${randomBytes(4).toString('hex')}`
    const address = new URL(other.url)
    await run(`create role ${name} login password '${name}'`)
    await run(`alter database ${other.name} owner to ${name}`)
    address.username = name
    address.password = name
    const plain = openDatabase({ url: address.href })
    const asApp = openDatabase({ url: address.href, role: appRole })
    expect(await appRoleState(plain)).toBe('unavailable')
    await migratePlatform(plain, at)
    expect(await ensureAppRole(db, name)).toBe('ready')
    expect(await appRoleState(plain)).toBe('ready')
    await migratePlatform(plain, at)
    expect(await createWorkspace(plain, wish('mine'), parts, at)).toMatchObject({ ok: true })
    await run('insert into w_mine.evidence values (1)', asApp)
    expect(await failureCode(run('delete from w_mine.evidence', asApp))).toBe('42501')
    expect((await listWorkspaces(asApp)).map(({ id }) => id)).toEqual(['mine'])
    await asApp.close()
    await plain.close()
    const admin = openDatabase({ url: other.url })
    await run(`reassign owned by ${name} to current_user`, admin)
    await run(`drop owned by ${name}`, admin)
    await run(`drop role ${name}`, admin)
    await admin.close()
  })

  test('[W13] a role that comes later than the tables of records may change their shape, and no kernel table', async () => {
    await createWorkspace(db, wish('late'), parts, at)
    await run('create table w_late.sales_order (id int primary key)')
    expect(await failureCode(run('alter table w_late.sales_order add column note text', app))).toBe('42501')
    await migrateWorkspaces(db, parts, at)
    await run('alter table w_late.sales_order add column note text', app)
    expect(await failureCode(run('alter table w_late.entry add column note text', app))).toBe('42501')
    expect(await failureCode(run('delete from w_late.evidence', app))).toBe('42501')
  })

  test('[W9] a role without the rights goes on without it', async () => {
    await run(
      `do $$ begin create role baton_test_plain login; exception when duplicate_object then null; end $$`,
    )
    const plain = openDatabase({ url, role: 'baton_test_plain' })
    const asked = await ensureAppRole(plain, 'baton_test_plain')
    await plain.close()
    expect(asked).toBe('unavailable')
    await run('drop role baton_test_plain')
  })
})

describe('exporting and removing', () => {
  const lines = async (id: string): Promise<readonly Record<string, unknown>[]> => {
    const opened = await openWorkspace(db, id)
    if (!opened.ok) throw new Error('no workspace')
    const all: Record<string, unknown>[] = []
    await exportWorkspace(db, opened.value, parts, async (line) => void all.push(JSON.parse(line)))
    return all
  }

  test('[W10] [W12] every row of every table of one workspace, transient ones left out', async () => {
    await createWorkspace(db, wish('out'), parts, at)
    await createWorkspace(db, wish('other'), parts, at)
    await run(
      `insert into w_out.entry select n, '第 ' || n || E' 行\\n"引号"' from generate_series(1, 1203) n`,
    )
    await run('insert into w_out.passing values (1)')
    await run('insert into w_other.entry values (7)')
    const [head, ...rows] = await lines('out')
    expect(head).toMatchObject({ format: 1, workspace: { id: 'out' } })
    const entries = rows
      .filter(({ table }) => table === 'entry')
      .map(({ row }) => row as { id: number; words: string })
    expect(entries.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1203 }, (_, i) => i + 1),
    )
    expect(entries.find(({ id }) => id === 7)?.words).toBe('第 7 行\n"引号"')
    expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(['entry', 'lock', 'migration']))
  })

  test('[W3] [W11] a removed workspace leaves only its entry, and its id begins empty again', async () => {
    await createWorkspace(db, wish('gone'), parts, at)
    await run('insert into w_gone.entry values (1)')
    await run('create table w_gone.made_by_app (id int primary key)', app)
    expect(await removeWorkspace(db, 'gone', at)).toEqual({ ok: true, value: null })
    expect(await schemas()).not.toContain('w_gone')
    expect((await listWorkspaces(db)).map(({ id }) => id)).not.toContain('gone')
    const entry = await db.transaction((tx) =>
      tx.query(sql`select removed_at from platform.workspaces where id = 'gone'`),
    )
    expect(entry.rows).toEqual([{ removed_at: '2026-03-01T08:00:00.000Z' }])
    expect(await removeWorkspace(db, 'gone', at)).toMatchObject({ ok: false })
    expect(await createWorkspace(db, wish('gone'), parts, at)).toMatchObject({ ok: true })
    expect((await run('select id from w_gone.entry')).count).toBe(0)
  })
})
