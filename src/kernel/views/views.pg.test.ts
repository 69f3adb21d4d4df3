// Who sees and changes saved views and choices, on the real engine.
import { expect, test } from 'vitest'
import type { Actor } from '#kernel/access'
import type { Change, Values } from '#kernel/records'
import { newId, testCompany } from '#test/company'

const company = await testCompany()
const { engine, person, department } = company
const li = await person('李雷', 'sales', 'sales')
const han = await person('韩梅', 'sales', 'sales')
const keeper = await person('孙丽', 'warehouse', 'keeper')
const admin = await person('管理员', 'management', 'admin')

const write = async (actor: Actor, change: Change): Promise<readonly string[]> => {
  const result = await engine.write(actor, { source: 'form' }, [change])
  return result.ok ? [] : result.problems.map(({ code }) => code)
}
async function saved(values: Values): Promise<string> {
  const id = newId()
  const made = { name: '本周', object: 'crm.lead', address: 'q=a', ...values }
  expect(await write(li, { kind: 'create', object: 'views.view', id, values: made })).toEqual([])
  return id
}
const change = (actor: Actor, id: string, values: Values) =>
  write(actor, { kind: 'update', object: 'views.view', id, values })
async function seers(id: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const actor of [li, han, keeper, admin]) {
    const filter = { field: 'id', is: 'eq', value: id } as const
    const page = await engine.read(actor, { object: 'views.view', fields: ['id', 'address'], filter })
    if (page.ok && page.value.rows.length === 1) found.push(actor.name)
  }
  return found
}

test('[V1] a view is seen by its owner and by those it is shared with, and by nobody else', async () => {
  expect(await seers(await saved({}))).toEqual(['李雷', '管理员'])
  expect(await seers(await saved({ audience: 'department', department: department('sales') }))).toEqual([
    '李雷',
    '韩梅',
    '管理员',
  ])
  expect(await seers(await saved({ audience: 'role', role: 'keeper' }))).toEqual(['李雷', '孙丽', '管理员'])
  expect(await seers(await saved({ audience: 'everyone' }))).toHaveLength(4)
})

test('[V1] a view is made in nobody else\u2019s name, and its department or role is asked for', async () => {
  const make = (values: Values) =>
    write(li, {
      kind: 'create',
      object: 'views.view',
      id: newId(),
      values: { name: '新', object: 'crm.lead', ...values },
    })
  expect(await make({ owner: han.id })).toEqual(['access.denied'])
  expect(await make({ audience: 'department' })).toEqual(['records.check'])
  expect(await make({ audience: 'role' })).toEqual(['records.check'])
})

test('[V2] what a shared view shows is saved by those it is for until it is locked; the rest is its owner\u2019s', async () => {
  const id = await saved({ audience: 'department', department: department('sales') })
  expect(await change(han, id, { address: 'q=b' })).toEqual([])
  expect(await change(keeper, id, { address: 'q=c' })).toEqual(['access.denied'])
  for (const values of [{ name: '新名' }, { owner: han.id }, { audience: 'everyone' }, { locked: true }])
    expect(await change(han, id, values), JSON.stringify(values)).not.toEqual([])
  expect(await write(han, { kind: 'remove', object: 'views.view', id })).toEqual(['access.denied'])
  expect(await change(li, id, { locked: true })).toEqual([])
  expect(await change(han, id, { address: 'q=d' })).toEqual(['access.denied'])
  expect(await change(li, id, { address: 'q=e' })).toEqual([])
  expect(await change(admin, id, { address: 'q=f', locked: false })).toEqual([])
})

test('[V3] a person has one record of choices, which nobody else reads or writes', async () => {
  const id = newId()
  const make = (actor: Actor, values: Values): Change => ({
    kind: 'create',
    object: 'views.preference',
    id: actor === li ? id : newId(),
    values,
  })
  expect(await write(li, make(li, { choices: { theme: 'dark' } }))).toEqual([])
  expect(await write(han, make(han, { person: li.id, choices: {} }))).toEqual(['access.denied'])
  const again: Change = { kind: 'create', object: 'views.preference', id: newId(), values: { choices: {} } }
  expect(await write(li, again)).toEqual(['records.duplicate'])
  const theirs = await engine.read(han, { object: 'views.preference', fields: ['id'] })
  expect(theirs.ok && theirs.value.rows).toEqual([])
  const own: Change = {
    kind: 'update',
    object: 'views.preference',
    id,
    values: { choices: { theme: 'light' } },
  }
  expect(await write(han, own)).toEqual(['access.denied'])
  expect(await write(li, own)).toEqual([])
})
