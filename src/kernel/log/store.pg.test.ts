import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import { appRole, createWorkspace, ensureAppRole, migratePlatform } from '#kernel/workspace/store'
import { emptyDatabase } from '#test/database'
import type { LogEvent, SealedEvent } from './index.ts'
import {
  append,
  askLog,
  eventsOfWrite,
  historyOf,
  logMigrations,
  readAfter,
  sealOnce,
  startSealer,
  verifyChain,
} from './store.ts'

const { url } = await emptyDatabase()
const db = openDatabase({ url, maxConnections: 12 })
const app = openDatabase({ url, role: appRole, maxConnections: 12 })
afterAll(async () => {
  await app.close()
  await db.close()
})

const newId = idSource(Date.now, (length) => crypto.getRandomValues(new Uint8Array(length)))
const start = new Date('2026-01-22T01:00:00.000Z')
let namespace = ''
let made = 0

beforeAll(async () => {
  await migratePlatform(db, start)
  await ensureAppRole(db)
})

// Every test gets a workspace of its own.
beforeEach(async () => {
  const created = await createWorkspace(
    db,
    { id: `t${++made}`.padEnd(3, 'x'), name: '测试', zone: 'Asia/Shanghai' },
    [logMigrations],
    start,
  )
  if (!created.ok) throw new Error('not created')
  namespace = created.value.namespace
})

const person = randomUUID()
function event(some: Partial<LogEvent> = {}): LogEvent {
  return {
    id: newId(),
    writeId: newId(),
    at: start.toISOString(),
    object: 'sales.order',
    record: newId(),
    version: 1,
    kind: 'create',
    action: null,
    actor: person,
    onBehalfOf: null,
    source: 'form',
    ip: '192.0.2.7',
    cause: null,
    reason: null,
    before: {},
    after: { name: '订单', amount: '12.50', tags: ['a,b', '"'], open: true, extra: { deep: [1, null] } },
    definitionVersion: 3,
    ...some,
  }
}
const add = (...events: LogEvent[]): Promise<void> => app.transaction((tx) => append(tx, namespace, events))
const follow = (seq: string, limit = 1000, from: Database = app): Promise<readonly SealedEvent[]> =>
  from.transaction((tx) => readAfter(tx, namespace, seq, limit))
const run = (text: string, database = db) => database.transaction((tx) => tx.query({ text, values: [] }))

describe('appending', () => {
  test('[L1] many events are one statement, and come back as they were', async () => {
    const events = Array.from({ length: 50 }, () => event())
    const trips = await app.transaction(async (tx) => {
      await append(tx, namespace, events)
      return tx.roundTrips
    })
    // One to begin the transaction.
    expect(trips).toBe(2)
    await sealOnce(app, namespace)
    const sealed = await follow('0')
    expect(sealed.map(({ seq, hash, ...rest }) => rest)).toEqual(events)
    expect(sealed.map(({ seq }) => seq)).toEqual(events.map((_, index) => String(index + 1)))
  })

  test('[L1] a write that is undone leaves no event', async () => {
    await expect(
      app.transaction(async (tx) => {
        await append(tx, namespace, [event()])
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await sealOnce(app, namespace)).toMatchObject({ count: 0 })
    expect(await follow('0')).toEqual([])
  })
})

describe('sealing', () => {
  test('[L4] while one sealer works another passes by', async () => {
    await add(event())
    await db.transaction(async (tx) => {
      await tx.query({ text: `select 1 from ${namespace}.lock where name = 'seal' for update`, values: [] })
      expect(await sealOnce(app, namespace)).toBeNull()
    })
    expect(await sealOnce(app, namespace)).toMatchObject({ count: 1, head: { seq: '1' } })
  })

  test('[L2] a limit does not tear the versions of a record apart', async () => {
    const record = newId()
    const early = newId()
    const others = Array.from({ length: 5 }, () => event())
    await add(
      ...others,
      event({ record, version: 1 }),
      event({ id: early, record, version: 2, kind: 'update' }),
    )
    expect(await sealOnce(app, namespace, 2)).toMatchObject({ count: 3 })
    while ((await sealOnce(app, namespace, 2))?.count);
    const sealed = await follow('0')
    expect(sealed).toHaveLength(7)
    expect(sealed.filter((one) => one.record === record).map(({ version }) => version)).toEqual([1, 2])
  })

  test('[L2] [L3] [L4] readers see every event once, in order, while eight writers commit late and roll back', async () => {
    const writers = 8
    const records = Array.from({ length: 6 }, () => newId())
    await run(`create table ${namespace}.thing (id uuid primary key, version int not null)`)
    await run(`insert into ${namespace}.thing select unnest(array['${records.join("','")}']::uuid[]), 0`)
    const committed = new Set<string>()
    let writing = true
    // Clocks of the writers disagree by up to a second, so that ids and commits are in no agreed order.
    const write = async (writer: number): Promise<void> => {
      const ids = idSource(
        () => Date.now() + ((writer * 137) % 1000),
        (n) => crypto.getRandomValues(new Uint8Array(n)),
      )
      for (let n = 0; n < 40; n++) {
        const id = ids()
        const fails = (n + writer) % 5 === 0
        await db
          .transaction(async (tx) => {
            const record = records[(n * 7 + writer) % records.length] ?? ''
            const { rows } = await tx.query<{ version: number }>({
              text: `update ${namespace}.thing set version = version + 1 where id = $1 returning version`,
              values: [record],
            })
            await append(tx, namespace, [
              event({ id, record, version: rows[0]?.version ?? 0, kind: 'update' }),
            ])
            await new Promise((done) => setTimeout(done, (n * writer) % 7))
            if (fails) throw new Error('rolled back')
            committed.add(id)
          })
          .catch((error: Error) => expect(error.message).toBe('rolled back'))
      }
    }
    const read = async (limit: number): Promise<readonly SealedEvent[]> => {
      const seen: SealedEvent[] = []
      for (;;) {
        const last = !writing
        const more = await follow(seen.at(-1)?.seq ?? '0', limit)
        seen.push(...more)
        if (more.length === 0 && last) return seen
      }
    }
    const sealers = [1, 2].map(() => startSealer({ db: app, namespace, pollMs: 3, limit: 5 }))
    const reading = [1, 3, 100].map(read)
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
    await Promise.all(sealers.map((sealer) => sealer.stop()))
    while ((await sealOnce(app, namespace))?.count !== 0);
    writing = false
    const [first = [], ...others] = await Promise.all(reading)
    for (const other of others) expect(other).toEqual(first)
    expect(new Set(first.map(({ id }) => id))).toEqual(committed)
    expect(first.map(({ seq }) => seq)).toEqual(
      Array.from({ length: committed.size }, (_, i) => String(i + 1)),
    )
    for (const record of records) {
      const versions = first.filter((one) => one.record === record).map(({ version }) => version)
      expect(versions).toEqual(versions.map((_, index) => index + 1))
    }
    expect((await verifyChain(db, namespace)).faults).toEqual([])
  })

  test('[L4] [L10] a woken sealer seals what was committed and says its place', async () => {
    const places: string[] = []
    let heard = (): void => undefined
    const sealer = startSealer({
      db: app,
      namespace,
      pollMs: 60_000,
      onSealed: (_, seq) => {
        places.push(seq)
        heard()
      },
    })
    const sealed = new Promise<void>((resolve) => {
      heard = resolve
    })
    await add(event(), event())
    sealer.wake()
    await sealed
    await sealer.stop()
    expect(places).toEqual(['2'])
  })
})

describe('the chain', () => {
  const fill = async (): Promise<readonly SealedEvent[]> => {
    for (let n = 0; n < 3; n++) {
      await add(event(), event())
      await sealOnce(app, namespace)
    }
    return follow('0')
  }
  const faults = async (): Promise<readonly string[]> =>
    (await verifyChain(db, namespace)).faults.map(({ kind, seq }) => `${kind} ${seq}`)

  test('[L5] an untouched log verifies and names its end', async () => {
    const sealed = await fill()
    expect(await verifyChain(db, namespace)).toEqual({
      events: 6,
      head: { seq: '6', hash: sealed.at(-1)?.hash },
      faults: [],
    })
  })

  test.each([
    [
      'a changed value',
      (id: string) => `update @.log set after = '{"amount":"1250.00"}' where id = '${id}'`,
      ['changed 3'],
    ],
    [
      'a changed actor',
      (id: string) => `update @.log set actor = '${newId()}' where id = '${id}'`,
      ['changed 3'],
    ],
    ['a deleted event', (id: string) => `delete from @.log where id = '${id}'`, ['missing 3']],
    [
      'a deleted place',
      (id: string) => `delete from @.log_seal where event_id = '${id}'`,
      ['gap 3', 'unplaced null'],
    ],
    [
      'a changed hash',
      (id: string) => `update @.log_seal set hash = '\\x00' where event_id = '${id}'`,
      ['changed 3', 'changed 4'],
    ],
    [
      'an added event',
      (
        id: string,
      ) => `insert into @.log select gen_random_uuid(), write_id, at, object, record, version, kind, action, actor,
      on_behalf_of, source, ip, cause, reason, before, after, definition_version from @.log where id = '${id}'`,
      ['unplaced null'],
    ],
  ])('[L5] %s is found', async (_, tamper, found) => {
    const sealed = await fill()
    await run(tamper(sealed[2]?.id ?? '').replaceAll('@', namespace))
    expect(await faults()).toEqual(found)
  })

  test('[L5] an end that was cut off is found against a noted head', async () => {
    await fill()
    const { head } = await verifyChain(db, namespace)
    await add(event())
    await sealOnce(app, namespace)
    expect((await verifyChain(db, namespace, head)).faults).toEqual([])
    await run(
      `delete from ${namespace}.log where id in (select event_id from ${namespace}.log_seal where seq > 4)`,
    )
    await run(`delete from ${namespace}.log_seal where seq > 4`)
    expect((await verifyChain(db, namespace, head)).faults).toEqual([{ kind: 'head', seq: '6', event: null }])
  })

  test('[L6] the server cannot rewrite the log', async () => {
    await fill()
    for (const text of [
      `update ${namespace}.log set reason = 'x'`,
      `delete from ${namespace}.log`,
      `truncate ${namespace}.log`,
      `update ${namespace}.log_seal set hash = ''`,
      `delete from ${namespace}.log_seal`,
      `drop table ${namespace}.log`,
    ])
      await expect(run(text, app), text).rejects.toMatchObject({ code: '42501' })
    expect(await faults()).toEqual([])
  })
})

describe('asking', () => {
  const at = (minute: number): string => new Date(start.getTime() + minute * 60_000).toISOString()

  test('[L7] a record shows its events newest first, page by page, sealed or not', async () => {
    const record = newId()
    for (let n = 1; n <= 7; n++) {
      await add(
        event({ record, version: n, kind: n === 1 ? 'create' : 'update', at: at(n) }),
        event({ at: at(n) }),
      )
      if (n === 5) await sealOnce(app, namespace)
    }
    const seen: { version: number; sealed: boolean }[] = []
    let after: string | undefined
    do {
      const page = { limit: 3, ...(after === undefined ? {} : { after }) }
      const answer = await app.transaction((tx) => historyOf(tx, namespace, 'sales.order', record, page))
      expect(answer.events.length).toBeLessThanOrEqual(3)
      seen.push(...answer.events.map(({ version, seq }) => ({ version, sealed: seq !== null })))
      after = answer.next
    } while (after !== undefined)
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((version) => ({ version, sealed: version <= 5 })))
  })

  test('[L8] who changed these records from one state to another on a day, by which import', async () => {
    const writeId = newId()
    const contracts = Array.from({ length: 4 }, (_, n) =>
      event({
        writeId,
        object: 'x.contract',
        source: 'import',
        kind: 'update',
        at: at(n),
        before: { status: '待法务审核' },
        after: { status: '已签约' },
      }),
    )
    const others = [
      event({
        object: 'x.contract',
        source: 'import',
        kind: 'update',
        at: at(1),
        before: { status: '草稿' },
        after: { status: '已签约' },
      }),
      event({
        object: 'x.contract',
        source: 'form',
        kind: 'update',
        at: at(1),
        before: { status: '待法务审核' },
        after: { status: '已签约' },
      }),
      event({
        object: 'x.contract',
        source: 'import',
        kind: 'update',
        at: at(1500),
        before: { status: '待法务审核' },
        after: { status: '已签约' },
      }),
      event({
        object: 'x.contract',
        source: 'import',
        kind: 'update',
        at: at(1),
        before: { note: '已签约' },
        after: { note: 'x' },
      }),
    ]
    await add(...contracts, ...others)
    const { events } = await app.transaction((tx) =>
      askLog(tx, namespace, {
        object: 'x.contract',
        field: 'status',
        from: '待法务审核',
        to: '已签约',
        source: 'import',
        since: '2026-01-22T00:00:00+08:00',
        until: '2026-01-23T00:00:00+08:00',
      }),
    )
    expect(events.map(({ id }) => id)).toEqual(contracts.map(({ id }) => id).reverse())
    expect(new Set(events.map((one) => `${one.writeId} ${one.actor}`))).toEqual(
      new Set([`${writeId} ${person}`]),
    )
    const whole = await app.transaction((tx) => eventsOfWrite(tx, namespace, writeId))
    expect(whole).toEqual(contracts)
  })

  test('[L8] a field that became blank or was blank can be asked for, and other questions narrow', async () => {
    const emptied = event({ kind: 'update', before: { note: 'x' }, after: { note: null }, action: 'clear' })
    const filled = event({ kind: 'update', before: { note: null }, after: { note: 'x' } })
    await add(
      emptied,
      filled,
      event({ kind: 'remove', actor: randomUUID(), before: { note: 'x' }, after: {} }),
    )
    const ask = async (question: Parameters<typeof askLog>[2]): Promise<readonly string[]> =>
      (await app.transaction((tx) => askLog(tx, namespace, question))).events.map(({ id }) => id)
    expect(await ask({ field: 'note', to: null, kind: 'update' })).toEqual([emptied.id])
    expect(await ask({ field: 'note', from: null })).toEqual([filled.id])
    expect(await ask({ action: 'clear', actor: person })).toEqual([emptied.id])
    expect(await ask({ records: [filled.record] })).toEqual([filled.id])
    expect(await ask({ field: `note'; drop table log --` })).toEqual([])
  })
})
