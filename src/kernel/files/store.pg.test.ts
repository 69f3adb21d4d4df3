import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Tx } from '#base/database'
import type { Result } from '#base/result'
import { appRole, createWorkspace, ensureAppRole, migratePlatform } from '#kernel/workspace/store'
import { emptyDatabase } from '#test/database'
import {
  addFile,
  dropFiles,
  filesMigrations,
  filesOf,
  hangFiles,
  openFile,
  pathOf,
  readContent,
  removeContents,
  storeContent,
  sweepFiles,
} from './store.ts'

const { url } = await emptyDatabase()
const owner = openDatabase({ url })
const db = openDatabase({ url, role: appRole })
const now = new Date()
const ns = 'w_files'
const folder = await mkdtemp(join(tmpdir(), 'baton-files-'))
const contents = { folder, workspace: 'files' }

beforeAll(async () => {
  await migratePlatform(owner, now)
  await ensureAppRole(owner)
  await createWorkspace(owner, { id: 'files', name: '附件', zone: 'Asia/Shanghai' }, [filesMigrations], now)
})
afterAll(async () => {
  await db.close()
  await owner.close()
  await rm(folder, { recursive: true, force: true })
})

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work)
const codes = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.problems.map(({ code }) => code)
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(codes(result).join())
  return result.value
}
const put = async (bytes: string | Buffer) =>
  value(await storeContent(contents, Readable.from([Buffer.from(bytes)])))
const entries = async (): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
const add = async (createdBy: string, bytes: string = randomUUID()) => {
  const stored = await put(bytes)
  const wish = { id: randomUUID(), name: '报价.pdf', mediaType: 'application/pdf', createdBy, ...stored }
  return value(await within((tx) => addFile(tx, ns, wish, now)))
}

test('[FI9] a file that its owner sends again under its id is the first one; the id names nothing else', async () => {
  const stored = await put('sent twice')
  const wish = { id: randomUUID(), name: 'a.png', mediaType: 'image/png', createdBy: randomUUID(), ...stored }
  const send = (over: Partial<typeof wish> = {}) => within((tx) => addFile(tx, ns, { ...wish, ...over }, now))
  const first = value(await send())
  expect(value(await send())).toEqual(first)
  expect(codes(await send({ createdBy: randomUUID() }))).toEqual(['files.taken'])
  expect(codes(await send({ sha256: 'b'.repeat(64) }))).toEqual(['files.taken'])
})

describe('contents', () => {
  test('[FI1] bytes come back as they went in, under their hash, readable by the owner alone', async () => {
    const chunks = Array.from({ length: 40 }, () => randomBytes(70_000))
    const whole = Buffer.concat(chunks)
    const stored = value(await storeContent(contents, Readable.from(chunks)))
    expect(stored).toEqual({ sha256: createHash('sha256').update(whole).digest('hex'), size: whole.length })
    const read: Buffer[] = []
    for await (const chunk of (await readContent(contents, stored.sha256)) ?? []) read.push(chunk)
    expect(Buffer.concat(read).equals(whole)).toBe(true)
    expect((await stat(pathOf(contents, stored.sha256))).mode & 0o777).toBe(0o600)
    expect(await readContent(contents, 'f'.repeat(64))).toBeUndefined()
  })

  test('[FI1] what is too large, empty or breaks off leaves nothing', async () => {
    const before = await entries()
    expect(
      codes(await storeContent(contents, Readable.from([Buffer.alloc(600), Buffer.alloc(500)]), 1024)),
    ).toEqual(['files.tooLarge'])
    expect(codes(await storeContent(contents, Readable.from([])))).toEqual(['files.empty'])
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(storeContent(contents, broken())).rejects.toThrow('connection lost')
    expect(await entries()).toEqual(before)
    expect(codes(await storeContent(contents, Readable.from([Buffer.alloc(1024)]), 1024))).toEqual([])
  })

  test('[FI2] the same bytes are stored once in a workspace, and apart in another', async () => {
    const [first, second] = [await put('same'), await put('same')]
    expect(second).toEqual(first)
    const count = async (): Promise<number> =>
      (await entries()).filter((name) => name === first.sha256).length
    expect(await count()).toBe(1)
    const other = { folder, workspace: 'other' }
    expect(await readContent(other, first.sha256)).toBeUndefined()
    await storeContent(other, Readable.from([Buffer.from('same')]))
    expect(await count()).toBe(2)
    await removeContents(other)
    expect(await textOf((await readContent(contents, first.sha256)) ?? Readable.from([]))).toBe('same')
  })

  test('[FI3] nothing but a workspace id and a hash becomes a path', async () => {
    for (const workspace of ['..', 'a/../b', '', '/etc'])
      await expect(storeContent({ folder, workspace }, Readable.from([Buffer.from('x')]))).rejects.toThrow(
        'Not the id',
      )
    await expect(readContent(contents, '../../../etc/passwd')).rejects.toThrow('Not a SHA-256')
  })
})

describe('entries', () => {
  const [li, wang] = [randomUUID(), randomUUID()]
  const place = { object: 'sales.order', record: randomUUID(), field: 'attachments' }
  const open = (id: string, actor: string, may = false) =>
    within((tx) => openFile(tx, ns, id, actor, async () => may))
  const hang = (id: string, where = place, actor = li) =>
    within((tx) => hangFiles(tx, ns, [id], where, actor))

  test('[FI5] before it hangs on a record, its own person reads it; then, who may read the record', async () => {
    const file = await add(li)
    expect(file).toMatchObject({
      name: '报价.pdf',
      mediaType: 'application/pdf',
      object: null,
      createdBy: li,
    })
    expect(value(await open(file.id, li))).toEqual(file)
    expect(codes(await open(file.id, wang, true))).toEqual(['files.unknown'])
    value(await hang(file.id))
    const asked: unknown[] = []
    const opened = await within((tx) =>
      openFile(tx, ns, file.id, wang, async (where) => asked.push(where) > 0),
    )
    expect(value(opened)).toEqual({ ...file, ...place })
    expect(asked).toEqual([place])
    expect(codes(await open(file.id, li, false))).toEqual(['files.unknown'])
    expect(codes(await open(randomUUID(), li, true))).toEqual(['files.unknown'])
  })

  test('[FI6] a file hangs on one record, and is hung by who put it there', async () => {
    const file = await add(li)
    expect(codes(await hang(file.id, place, wang))).toEqual(['files.unknown'])
    value(await hang(file.id))
    value(await hang(file.id, place, wang))
    expect(codes(await hang(file.id, { ...place, record: randomUUID() }))).toEqual(['files.unknown'])
    expect((await within((tx) => filesOf(tx, ns, place.object, place.record))).map(({ id }) => id)).toContain(
      file.id,
    )
    expect(await within((tx) => dropFiles(tx, ns, [file.id], { ...place, record: randomUUID() }, now))).toBe(
      0,
    )
    expect(await within((tx) => dropFiles(tx, ns, [file.id], place, now))).toBe(1)
    value(await hang(file.id, { ...place, record: randomUUID() }))
  })
})

test('[R19] a record that comes back has its files again, whoever had put them there, but none that another has taken', async () => {
  const [person, other] = [randomUUID(), randomUUID()]
  const [file, taken] = [await add(person), await add(person)]
  const place = { object: 'sales.order', record: randomUUID(), field: 'attachments' }
  const hang = (id: string, where: typeof place, actor: string | null) =>
    within((tx) => hangFiles(tx, ns, [id], where, actor))
  for (const { id } of [file, taken]) value(await hang(id, place, person))
  expect(await within((tx) => dropFiles(tx, ns, [file.id, taken.id], place, now))).toBe(2)
  value(await hang(taken.id, { ...place, record: randomUUID() }, person))
  expect(codes(await hang(file.id, place, other))).toEqual(['files.unknown'])
  value(await hang(file.id, place, null))
  expect(codes(await hang(taken.id, place, null))).toEqual(['files.unknown'])
})

test('[FI10] where only pictures belong, a document is refused and a picture is hung', async () => {
  const person = randomUUID()
  const file = await add(person)
  const place = { object: 'sales.order', record: randomUUID(), field: 'photos' }
  const hang = (types: readonly string[]) =>
    within((tx) => hangFiles(tx, ns, [file.id], place, person, types))
  expect(await hang(['image/png'])).toMatchObject({
    problems: [{ code: 'files.badType', path: ['photos'], params: { id: file.id } }],
  })
  value(await hang(['image/png', 'application/pdf']))
})

test('[FI8] what nobody names is swept after a day, and nothing else', async () => {
  const person = randomUUID()
  const age = async (sha256: string): Promise<void> => utimes(pathOf(contents, sha256), 0, 0)
  const [kept, forgotten, shared] = [
    await add(person, 'kept'),
    await add(person, 'forgotten'),
    await add(person, 'kept'),
  ]
  const place = { object: 'sales.order', record: randomUUID(), field: 'attachments' }
  value(await within((tx) => hangFiles(tx, ns, [kept.id], place, person)))
  const old = await put('named by no file, a day old')
  const young = await put('named by no file yet')
  for (const { sha256 } of [kept, forgotten, old]) await age(sha256)
  await writeFile(join(folder, 'files', 'incoming', 'leftover'), 'half')
  await utimes(join(folder, 'files', 'incoming', 'leftover'), 0, 0)
  const has = async (sha256: string): Promise<boolean> => (await entries()).includes(sha256)

  expect((await sweepFiles(db, ns, contents, now)).files).toBe(0)
  expect([
    await has(kept.sha256),
    await has(forgotten.sha256),
    await has(old.sha256),
    await has(young.sha256),
  ]).toEqual([true, true, false, true])
  expect(await entries()).not.toContain('leftover')

  const dayAfter = new Date(now.getTime() + 86_400_001)
  await sweepFiles(db, ns, contents, dayAfter)
  expect([await has(kept.sha256), await has(forgotten.sha256)]).toEqual([true, false])
  const open = (id: string) => within((tx) => openFile(tx, ns, id, person, async () => true))
  expect(codes(await open(kept.id))).toEqual([])
  expect([codes(await open(forgotten.id)), codes(await open(shared.id))]).toEqual([
    ['files.unknown'],
    ['files.unknown'],
  ])
})
