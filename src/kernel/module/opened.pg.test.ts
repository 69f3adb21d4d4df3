// An opened workspace with everything installed: what a write brings with it beyond the records.
import { expect, test } from 'vitest'
import { fromRecords } from '#kernel/calendar'
import { addFile } from '#kernel/files/store'
import { cheapPasswordCost, createAccount, openSession, resolveSession, signIn } from '#kernel/identity/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { newId, testCompany } from '#test/company'

const { engine, db, install, person, now, reopen } = await testCompany()
const { namespace } = engine.workspace
const admin = await person('admin', 'management', 'admin')
const clerk = await person('clerk', 'sales', 'sales')
const colleague = await person('colleague', 'sales', 'sales')
const stranger = await person('stranger', 'warehouse')
const at = (): Date => new Date(now())

type Who = typeof admin
const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
const update = (object: string, id: string, values: Row): Change => ({ kind: 'update', object, id, values })
const write = (actor: Who, ...changes: Change[]) => engine.write(actor, { source: 'form' }, changes)
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map(({ code }) => code)
const rowsOf = async (actor: Who, object: string, fields: readonly string[]) => {
  const page = await engine.read(actor, { object, fields, limit: 500 })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

test('[CAL14] a workspace starts with the calendar of mainland China, once, and reckons with it', async () => {
  await reopen()
  expect(await rowsOf(admin, 'calendar.calendar', ['name'])).toHaveLength(1)
  const { calendar } = await engine.metadata(clerk)
  expect(calendar.knownUntil).toBe('2026-12-31')
  const working = await engine.calendar()
  // 2026-06-18 is a Thursday; 19 to 21 is the Dragon Boat Festival.
  expect(working.addWorkingMinutes('2026-06-18T09:30:00.000Z', 60)).toMatchObject({
    ok: true,
    value: { instant: '2026-06-22T01:30:00.000Z' },
  })
})

test('[CAL3] hours of an exception reach the clock and the browser', async () => {
  const [found] = await rowsOf(admin, 'calendar.calendar', ['id'])
  await install(
    create('calendar.exception', newId(), {
      calendar: found?.id ?? null,
      date: '2026-07-01',
      kind: 'workday',
      name: '半天',
      hours: '09:00-12:00',
    }),
  )
  const { calendar } = await engine.metadata(clerk)
  expect(calendar.exceptions).toContainEqual({
    date: '2026-07-01',
    kind: 'workday',
    name: '半天',
    hours: '09:00-12:00',
  })
  expect(fromRecords({ id: '', name: '', ...calendar }, calendar.exceptions).ok).toBe(true)
  expect((await engine.calendar()).addWorkingMinutes('2026-07-01T03:30:00.000Z', 60)).toMatchObject({
    value: { instant: '2026-07-02T01:30:00.000Z' },
  })
})

test('people, departments, roles, webhooks and calendars are offered to administrators, in groups that have names', async () => {
  const { menu, groups } = await engine.metadata(admin)
  const offered = menu.filter(({ group }) => group === 'platform').map(({ object }) => object)
  expect(offered).toEqual([
    'identity.person',
    'identity.department',
    'identity.roleAssignment',
    'access.token',
    'print.printing',
    'views.exporting',
    'views.link',
    'notify.webhook',
    'notify.delivery',
    'calendar.calendar',
  ])
  expect(menu.filter(({ group }) => groups[group] === undefined)).toEqual([])
  const others = (await engine.metadata(clerk)).menu.map(({ group }) => group)
  expect(others).not.toContain('platform')
})

test('[N10] a mention tells the colleague who may read the record, once, grants nothing, and says who was missed', async () => {
  const lead = newId()
  await install(create('crm.lead', lead, { name: '李四', company: '某公司', channel: 'web' }))
  await install({ kind: 'act', object: 'crm.lead', id: lead, action: 'assign', input: { owner: clerk.id } })
  const gone = await person('gone', 'sales', 'sales')
  await install(update('identity.person', gone.id, { active: false }))
  const id = newId()
  const mentions = [colleague.id, stranger.id, gone.id, clerk.id]
  const values = { object: 'crm.lead', record: lead, text: '@colleague 看一下', mentions }
  const written = await write(clerk, create('collab.comment', id, values))
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  expect(written.value.outputs).toEqual([
    { warning: { code: 'notify.mention-missed', params: { person: 'stranger' } } },
    { warning: { code: 'notify.mention-missed', params: { person: 'gone' } } },
  ])
  const inbox = async (who: Who) =>
    (await rowsOf(who, 'notify.message', ['kind', 'text', 'record'])).filter(({ kind }) => kind === 'mention')
  const told = [{ kind: 'mention', text: 'clerk 提到了你：@colleague 看一下', record: lead }]
  expect(await inbox(colleague)).toEqual(told)
  expect(await inbox(stranger)).toEqual([])
  expect(await inbox(clerk)).toEqual([])
  expect(await rowsOf(stranger, 'collab.comment', ['id'])).toEqual([])
  for (const list of [[], [colleague.id]])
    expect(codes(await write(clerk, update('collab.comment', id, { mentions: list })))).toEqual([])
  expect(await inbox(colleague)).toEqual(told)
})

test('[N10] whoever is answered is told, unless they answer themselves or no longer read the record', async () => {
  const lead = newId()
  await install(create('crm.lead', lead, { name: '赵六', company: '又一公司', channel: 'web' }))
  await install({ kind: 'act', object: 'crm.lead', id: lead, action: 'assign', input: { owner: clerk.id } })
  const say = async (who: Who, text: string, replyTo: string | null = null): Promise<string> => {
    const id = newId()
    const values = { object: 'crm.lead', record: lead, text, replyTo }
    expect(codes(await write(who, create('collab.comment', id, values)))).toEqual([])
    return id
  }
  const first = await say(clerk, '样品寄了吗')
  await say(clerk, '补充一句', first)
  await say(colleague, '昨天寄的', first)
  const told = await rowsOf(clerk, 'notify.message', ['text', 'record'])
  expect(told.filter(({ record }) => record === lead).map(({ text }) => text)).toContain(
    'colleague 回复了你：昨天寄的',
  )
  expect(JSON.stringify(told)).not.toContain('补充一句')
})

test('[R23] the names of files beside a comment are those of the files, whatever was sent for them', async () => {
  const lead = newId()
  await install(create('crm.lead', lead, { name: '孙七', company: '第四公司', channel: 'web' }))
  await install({ kind: 'act', object: 'crm.lead', id: lead, action: 'assign', input: { owner: clerk.id } })
  const put = async (name: string) => {
    const file = { id: newId(), name, mediaType: 'image/png', size: 1, sha256: 'b'.repeat(64) }
    await db.transaction((tx) => addFile(tx, namespace, { ...file, createdBy: clerk.id }, at()))
    return file.id
  }
  const [plan, photo] = [await put('图纸.png'), await put('现场.png')]
  const id = newId()
  const about = { object: 'crm.lead', record: lead, text: '见附件' }
  const namesNow = async () =>
    (await rowsOf(clerk, 'collab.comment', ['id', 'fileNames'])).find((row) => row.id === id)?.fileNames
  const said = create('collab.comment', id, { ...about, files: [plan, photo], fileNames: '工资表.xlsx' })
  expect(codes(await write(clerk, said))).toEqual([])
  expect(await namesNow()).toBe('图纸.png\n现场.png')
  expect(codes(await write(clerk, update('collab.comment', id, { fileNames: '别的.pdf' })))).toEqual([])
  expect(await namesNow()).toBe('图纸.png\n现场.png')
  expect(codes(await write(clerk, update('collab.comment', id, { files: [photo] })))).toEqual([])
  expect(await namesNow()).toBe('现场.png')
  const found = await engine.read(clerk, { object: 'collab.comment', fields: ['id'], search: '现场' })
  expect(found.ok && found.value.rows).toEqual([{ id }])
})

test('[MO6] a history names what was done also to those who may not do it', async () => {
  const lead = newId()
  await install(create('crm.lead', lead, { name: '王五', company: '另一公司', channel: 'web' }))
  await install({ kind: 'act', object: 'crm.lead', id: lead, action: 'assign', input: { owner: clerk.id } })
  const known = (await engine.metadata(clerk)).objects.find(({ name }) => name === 'crm.lead')
  expect(known?.actions.map(({ name }) => name)).not.toContain('assign')
  const page = await engine.history(clerk, 'crm.lead', lead, {})
  expect(page.ok && page.value.rows.map(({ actionLabel }) => actionLabel)).toEqual([
    { 'zh-CN': '分配', en: 'Assign' },
    null,
  ])
})

test('[ID9] whoever is no longer active has no session from that write on, and may come back', async () => {
  const password = 'correct horse battery'
  const leaver = await person('leaver', 'sales', 'sales')
  const account = { person: leaver.id, login: 'leaver', password }
  await db.transaction((tx) => createAccount(tx, namespace, account, at(), cheapPasswordCost))
  const origin = { workspace: 'test', person: leaver.id, ip: null, userAgent: null }
  const { token } = await db.transaction((tx) => openSession(tx, namespace, origin, at()))
  const known = () => db.transaction((tx) => resolveSession(tx, namespace, token, at()))
  const enter = (login: string) =>
    signIn(db, namespace, { ...origin, login, password }, at(), { cost: cheapPasswordCost })
  expect((await known()).ok).toBe(true)
  expect(codes(await write(admin, update('identity.person', leaver.id, { active: false })))).toEqual([])
  expect(codes(await known())).toEqual(['identity.signedOut'])
  expect(await engine.actor(leaver.id)).toBeUndefined()
  expect(codes(await enter('leaver'))).toEqual(['identity.signInFailed'])
  expect(codes(await write(admin, update('identity.person', leaver.id, { active: true })))).toEqual([])
  expect((await enter('leaver')).ok).toBe(true)
  expect(codes(await known())).toEqual(['identity.signedOut'])
})

test('[ID4] the account follows the login of its person; one that is taken or none refuses the whole write', async () => {
  const password = 'correct horse battery'
  const mover = await person('mover', 'sales')
  const taken = await person('taken', 'sales')
  for (const one of [mover, taken])
    await db.transaction((tx) =>
      createAccount(tx, namespace, { person: one.id, login: one.name, password }, at(), cheapPasswordCost),
    )
  const enter = (login: string) =>
    signIn(db, namespace, { workspace: 'test', login, password, ip: null, userAgent: null }, at())
  expect(codes(await write(admin, update('identity.person', mover.id, { login: 'Moved' })))).toEqual([])
  expect((await enter('moved')).ok).toBe(true)
  expect(codes(await enter('mover'))).toEqual(['identity.signInFailed'])
  const refused = await write(admin, update('identity.person', mover.id, { login: 'TAKEN', title: '经理' }))
  expect(codes(refused)).toEqual(['identity.loginTaken'])
  expect(codes(await write(admin, update('identity.person', mover.id, { login: null })))).toEqual([
    'identity.badLogin',
  ])
  const [row] = (await rowsOf(admin, 'identity.person', ['id', 'login', 'title'])).filter(
    ({ id }) => id === mover.id,
  )
  expect(row).toEqual({ id: mover.id, login: 'Moved', title: null })
})

test('[FI5] [FI6] a write hangs the files it names and lets go of those it names no more', async () => {
  const published = await engine.publish(admin, {
    objects: [
      {
        name: 'x.paper',
        label: { 'zh-CN': '文件', en: 'Paper' },
        kind: 'record',
        title: 'name',
        fields: [
          { name: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
          { name: 'scans', type: 'file', label: { 'zh-CN': '扫描件', en: 'Scans' } },
        ],
      },
    ],
    policies: [
      {
        name: 'x.paper',
        object: 'x.paper',
        operations: ['*'],
        who: { people: [clerk.id, colleague.id] },
        layer: 'overlay',
      },
    ],
  })
  expect(codes(published)).toEqual([])
  const put = async (who: Who) => {
    const id = newId()
    const file = {
      id,
      name: 'a.png',
      mediaType: 'image/png',
      size: 1,
      sha256: 'a'.repeat(64),
      createdBy: who.id,
    }
    await db.transaction((tx) => addFile(tx, namespace, file, at()))
    return id
  }
  const placeOf = async (id: string) =>
    (
      await db.query<{ record: string | null; field: string | null }>({
        text: `select record, field from "${namespace}".file where id = $1`,
        values: [id],
      })
    ).rows[0]
  const [one, two, foreign] = [await put(clerk), await put(clerk), await put(colleague)]
  const [paper, copy] = [newId(), newId()]
  expect(codes(await write(clerk, create('x.paper', paper, { scans: [one] })))).toEqual([])
  expect(await placeOf(one)).toEqual({ record: paper, field: 'scans' })
  expect(codes(await write(clerk, create('x.paper', copy, { scans: [one] })))).toEqual(['files.unknown'])
  expect(codes(await write(clerk, create('x.paper', copy, { scans: [foreign] })))).toEqual(['files.unknown'])
  expect(await engine.readable(clerk, 'x.paper', [copy])).toEqual(new Set())
  expect(codes(await write(clerk, update('x.paper', paper, { scans: [two] })))).toEqual([])
  expect([await placeOf(one), await placeOf(two)]).toEqual([
    { record: null, field: null },
    { record: paper, field: 'scans' },
  ])
  expect(codes(await write(clerk, { kind: 'remove', object: 'x.paper', id: paper }))).toEqual([])
  expect(await placeOf(two)).toEqual({ record: null, field: null })
})
