// Records about others, on the real engine: comments and tasks follow what they are about.
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/access'
import type { Change } from '#kernel/records'
import { newId, testCompany } from '#test/company'

const company = await testCompany()
const { engine, install, person } = company
const seller = await person('卖', 'sales', 'sales')
const other = await person('旁人', 'warehouse')
const admin = await person('管理员', 'management', 'admin')
const lead = newId()
await install({
  kind: 'create',
  object: 'crm.lead',
  id: lead,
  values: { name: '王小明', company: '某公司', channel: 'web' },
})
await install({
  kind: 'act',
  object: 'crm.lead',
  id: lead,
  action: 'assign',
  input: { owner: seller.id },
})

const say = (actor: Actor, record: string, object = 'crm.lead', id = newId()) => {
  const change: Change = {
    kind: 'create',
    object: 'collab.comment',
    id,
    values: { object, record, text: '好' },
  }
  return engine.write(actor, { source: 'form' }, [change]).then((result) => ({ id, result }))
}
const readComments = async (actor: Actor): Promise<readonly unknown[]> => {
  const page = await engine.read(actor, { object: 'collab.comment', fields: ['id'] })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows.map((row) => row.id)
}
const codes = (result: { ok: boolean; problems?: readonly { code: string }[] }) =>
  result.ok ? [] : (result.problems ?? []).map((found) => found.code)

test('[A10] a comment is read and written by who may read the record it is about', async () => {
  const own = await say(seller, lead)
  expect(own.result.ok).toBe(true)
  expect(await readComments(seller)).toEqual([own.id])
  expect(await readComments(admin)).toEqual([own.id])
  expect(await readComments(other)).toEqual([])
  expect([...(await engine.readable(other, 'collab.comment', [own.id]))]).toEqual([])
  expect(codes(await engine.history(other, 'collab.comment', own.id, {}))).toEqual(['records.missing'])
  const refused = await say(other, lead)
  expect(codes(refused.result)).toEqual(['access.denied'])
  for (const [object, record] of [
    ['crm.lead', newId()],
    ['crm.lead', 'no id'],
    ['no.object', lead],
    ['collab.comment', own.id],
  ] as const)
    expect(codes((await say(seller, record, object)).result)).toEqual(['access.denied'])
})

test('[A10] a comment stays its author’s only as long as the record is theirs to read', async () => {
  const { id } = await say(seller, lead)
  const change: Change = { kind: 'update', object: 'collab.comment', id, values: { text: '改' } }
  expect(codes(await engine.write(seller, { source: 'form' }, [change]))).toEqual([])
  const give = (to: Actor, department: string) =>
    install({
      kind: 'update',
      object: 'crm.lead',
      id: lead,
      values: { owner: to.id, department: company.department(department) },
    })
  await give(other, 'warehouse')
  const stillReads = (await engine.readable(seller, 'crm.lead', [lead])).has(lead)
  expect((await readComments(seller)).includes(id)).toBe(stillReads)
  expect(stillReads).toBe(false)
  expect(codes(await engine.write(seller, { source: 'form' }, [change]))).toEqual(['access.denied'])
  await give(seller, 'sales')
})

test('[F22] everyone sees a task; what its record is called only who may read the record, in lists, search and history', async () => {
  const task = async (actor: Actor, search?: string) => {
    const page = await engine.read(actor, {
      object: 'flow.task',
      fields: ['id', 'recordTitle', 'status'],
      filter: { field: 'record', is: 'eq', value: lead },
      ...(search === undefined ? {} : { search }),
    })
    if (!page.ok) throw new Error(JSON.stringify(page.problems))
    return page.value.rows
  }
  const [mine] = await task(seller)
  const id = String(mine?.id)
  expect(mine).toMatchObject({ recordTitle: expect.stringContaining('王小明'), status: 'asked' })
  expect(await task(other)).toEqual([{ id, recordTitle: null, status: 'asked' }])
  expect(await task(seller, '王小明')).toHaveLength(1)
  expect(await task(admin, '王小明')).toHaveLength(1)
  expect(await task(other, '王小明')).toEqual([])
  const history = await engine.history(other, 'flow.task', id, {})
  expect(JSON.stringify(history)).toContain('asked')
  expect(JSON.stringify(history)).not.toContain('王小明')
  expect(JSON.stringify(await engine.history(seller, 'flow.task', id, {}))).toContain('王小明')
})
