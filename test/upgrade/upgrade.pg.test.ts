// What earlier versions left behind, made by their own code, is opened by this one: nothing is lost, and people go on. See README.md.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import pg from 'pg'
import { expect, test } from 'vitest'
import { verifyChain } from '#kernel/log/store'
import type { OpenEngine } from '#kernel/module/store'
import type { Row } from '#kernel/schema'
import { emptyDatabase } from '#test/database'
import { complaints } from '#test/doctor'
import { httpSettings } from '../../src/server/http/settings.ts'
import { type Node, openNode } from '../../src/server/main.ts'
import { product } from '../../src/server/wiring.ts'

const folder = import.meta.dirname
const left = readdirSync(folder).filter((name) => name.endsWith('.sql.br'))
const present = new Date('2026-11-23T08:00:00.000Z')
type Tables = ReadonlyMap<string, readonly Row[]>

/** The tables of the engine that an opening may change: what is shipped, what has been migrated, how far work has come. */
const ofTheEngine = new Set(['definition', 'definition_version', 'migration', 'job_progress', 'follower'])

async function asked<T>(
  url: string,
  work: (ask: (text: string) => Promise<readonly Row[]>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(async (text) => (await client.query(text)).rows ?? [])
  } finally {
    await client.end()
  }
}

const restore = (url: string, name: string) =>
  asked(url, (ask) => ask(brotliDecompressSync(readFileSync(join(folder, name))).toString('utf8')))

/** Every row of every table of the workspace. */
const stored = (url: string): Promise<Tables> =>
  asked(url, async (ask) => {
    const tables = await ask("select tablename as name from pg_tables where schemaname = 'w_demo' order by 1")
    const all: [string, readonly Row[]][] = []
    for (const { name } of tables)
      all.push([
        String(name),
        (await ask(`select to_jsonb(t) as row from w_demo."${name}" t`)).map(({ row }) => row as Row),
      ])
    return new Map(all)
  })

/** The rows as they were told before, without the columns that have come since. */
const asBefore = (before: Tables, after: Tables): Tables =>
  new Map(
    [...before]
      .filter(([name]) => !ofTheEngine.has(name))
      .map(([name, rows]) => {
        const columns = Object.keys(rows[0] ?? {})
        const told = (row: Row): string => JSON.stringify(columns.map((column) => row[column]))
        const both = [rows, after.get(name) ?? []].map((list) => list.map(told).sort())
        return [name, { before: both[0], after: both[1] }] as const
      })
      .filter(([, { before: was, after: is }]) => JSON.stringify(was) !== JSON.stringify(is))
      .map(([name, { before: was = [], after: is = [] }]) => [
        name,
        [
          {
            gone: was.filter((row) => !is.includes(row)).slice(0, 3),
            come: is.filter((row) => !was.includes(row)).slice(0, 3),
          },
        ],
      ]),
  )

async function opened(
  url: string,
): Promise<{ readonly node: Node; readonly engine: OpenEngine; readonly stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'baton-upgraded-'))
  const settings = httpSettings({}, null)
  const node = await openNode({
    url,
    home,
    product,
    settings,
    logger: null,
    roles: ['web'],
    now: () => present,
  })
  const engine = await node.workspaces.engineOf('demo')
  if (engine === undefined) throw new Error('The workspace does not open')
  const stop = async (): Promise<void> => {
    await node.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return { node, engine, stop }
}

const rowsOf = async (
  engine: OpenEngine,
  object: string,
  fields: readonly string[],
): Promise<readonly Row[]> => {
  const page = await engine.read(engine.systemActor('installer'), {
    object,
    fields: ['id', ...fields],
    sort: ['id'],
    limit: 500,
  })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

test.each(left)(
  '[MO7] [MO10] the database of %s opens: every value, history, overlay and count is as before, people write, doctor is content',
  async (name) => {
    const { url } = await emptyDatabase()
    await restore(url, name)
    const before = await stored(url)
    const { node, engine, stop } = await opened(url)
    try {
      while (await engine.fill({ aborted: false })) {
        // Until all that is new is filled.
      }
      const after = await stored(url)
      expect(Object.fromEntries(asBefore(before, after))).toEqual({})

      // The overlay stands and none of it is set aside.
      expect(engine.compiled().aside).toEqual([])
      const visits = await rowsOf(engine, 'x.visit', [
        'name',
        'note',
        'count',
        'price',
        'total',
        'number',
        'customer',
      ])
      expect(visits).toHaveLength(11)
      expect(visits[4]).toMatchObject({
        name: '拜访 4 𠮷',
        note: '改过',
        count: '104',
        total: '10389.60',
        number: 'V2026005',
      })
      const parties = await rowsOf(engine, 'masterdata.party', ['ownGrade', 'ownVisits'])
      expect(parties.slice(0, 5).map(({ ownGrade }) => ownGrade)).toEqual(['A0', 'A1', 'A2', 'A3', 'A4'])
      const [first] = visits

      // People go on, in what was made then as in what is shipped; a field that was out of use comes back with its values.
      const admin = await engine.actor(
        String(
          (await rowsOf(engine, 'identity.person', ['id', 'login'])).find(({ login }) => login === 'upgrader')
            ?.id,
        ),
      )
      if (admin === undefined) throw new Error('Nobody is there')
      const known = await engine.definitions(admin)
      const [visit] = known.ok ? known.value.objects : []
      if (visit === undefined) throw new Error('The object is not there')
      const fields = visit.fields.map((field) => ({ ...field, retired: false }))
      expect(await engine.publish(admin, { objects: [{ ...visit, fields }] })).toMatchObject({ ok: true })
      expect((await rowsOf(engine, 'x.visit', ['former']))[0]).toMatchObject({ former: '旧 0' })
      const change = {
        kind: 'update',
        object: 'x.visit',
        id: String(first?.id),
        values: { count: '7' },
      } as const
      const written = await engine.write(admin, { source: 'form' }, [change])
      expect(written.ok ? [] : written.problems).toEqual([])
      const party = visits[0]?.customer
      const sum = visits
        .filter(({ customer }) => customer === party)
        .reduce((total, { count }) => total + Number(count), 0)
      const counted = (await rowsOf(engine, 'masterdata.party', ['ownVisits'])).find(({ id }) => id === party)
      expect(Number(counted?.ownVisits)).toBe(sum - Number(first?.count) + 7)
      const history = await engine.history(admin, 'x.visit', String(first?.id), { limit: 50 })
      expect(history.ok && history.value.rows.map(({ kind }) => kind)).toEqual(['update', 'update', 'create'])
      expect((await verifyChain(node.owner, engine.workspace.namespace)).faults).toEqual([])
    } finally {
      await stop()
    }
    expect(await complaints(url)).toEqual([])
  },
  120_000,
)

test('there is a database of an earlier version to be opened, and each is small', () => {
  expect(left.length).toBeGreaterThan(0)
  for (const name of left) expect(readFileSync(join(folder, name)).length).toBeLessThan(300_000)
})
