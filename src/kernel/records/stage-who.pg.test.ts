// Who may bring a record into a stage: the same refusal through every door, and in words that say who may.
import { describe, expect, test } from 'vitest'
import type { Actor, Origin } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person, install } = workspace
const api: Origin = { source: 'api' }
const label = (text: string, en = text) => ({ 'zh-CN': text, en })
const quality = newId()
await install({
  kind: 'create',
  object: 'identity.department',
  id: quality,
  values: { code: 'QC', name: '品管部' },
})
const admin = await person('管理员', { roles: ['admin'] })
const li = await person('李', { roles: ['seller'] })
const boss = await person('王', { roles: ['boss', 'seller'] })
const inspector = await person('钱', { roles: ['seller'], department: quality })

const published = await engine.publish(admin, {
  objects: [
    {
      ...{ name: 'x.sample', label: label('样品', 'Sample'), kind: 'record', title: 'name' },
      fields: [
        { type: 'text', name: 'name', label: label('名称', 'Name'), required: true },
        {
          ...{ type: 'select', name: 'stage', label: label('状态', 'State'), default: "'wanted'" },
          options: [
            { key: 'wanted', label: label('申请', 'Wanted') },
            { key: 'approved', label: label('批准', 'Approved') },
            { key: 'tested', label: label('检验', 'Tested') },
            { key: 'sent', label: label('寄出', 'Sent') },
            { key: 'closed', label: label('封存', 'Closed') },
          ],
        },
        { type: 'person', name: 'keeper', label: label('保管人', 'Keeper') },
        { type: 'persons', name: 'witnesses', label: label('见证人', 'Witnesses') },
      ],
      path: {
        field: 'stage',
        overridable: true,
        stages: [
          { key: 'wanted', next: ['approved', 'closed'] },
          { key: 'approved', next: ['tested', 'wanted'], who: { roles: ['boss'] } },
          { key: 'tested', next: ['sent'], who: { departments: [quality], fields: ['keeper'] } },
          { key: 'sent', who: { roles: ['boss'], fields: ['keeper', 'createdBy'] } },
          { key: 'closed', who: { fields: ['witnesses'] } },
        ],
      },
    },
  ],
  extensions: [
    {
      object: 'shop.order',
      path: {
        field: 'status',
        stages: [
          { key: 'draft', next: ['confirmed'] },
          { key: 'confirmed', who: { roles: ['boss'] } },
          { key: 'cancelled' },
        ],
      },
    },
  ],
  policies: [
    {
      ...{ name: 'x.sample', object: 'x.sample', fields: { read: '*', write: '*' } },
      ...{ operations: ['read', 'create', 'update', 'import'], who: { roles: ['seller'] } },
    },
  ],
})
if (!published.ok) throw new Error(JSON.stringify(published.problems))

const making = (id: string, values: Row = {}): Change => ({
  ...{ kind: 'create', object: 'x.sample', id },
  values: { name: '样品', ...values },
})
const setting = (id: string, values: Row): Change => ({ kind: 'update', object: 'x.sample', id, values })
const write = (actor: Actor, changes: readonly Change[], origin = api) => engine.write(actor, origin, changes)
const said = (answer: Awaited<ReturnType<typeof write>>) =>
  answer.ok ? [] : answer.problems.map(({ code, path, params }) => ({ code, path, params }))
const codes = (answer: Awaited<ReturnType<typeof write>>) => said(answer).map(({ code }) => code)
const refused = ['records.notYours']

async function made(values: Row = {}, actor: Actor = li): Promise<string> {
  const id = newId()
  expect(codes(await write(actor, [making(id, values)]))).toEqual([])
  return id
}
/** Brought as far as testing by those who may. */
async function tested(values: Row = {}): Promise<string> {
  const id = await made(values)
  expect(codes(await write(boss, [setting(id, { stage: 'approved' })]))).toEqual([])
  expect(codes(await write(inspector, [setting(id, { stage: 'tested' })]))).toEqual([])
  return id
}

describe('who may move a record', () => {
  test('[R30] a stage is entered by its roles and departments alone, and the refusal says who they are', async () => {
    const id = await made()
    expect(said(await write(li, [setting(id, { stage: 'approved' })]))).toEqual([
      {
        code: 'records.notYours',
        path: ['0', 'stage'],
        params: { 'to.zh-CN': '批准', 'to.en': 'Approved', 'who.zh-CN': 'boss', 'who.en': 'boss' },
      },
    ])
    expect(
      codes(await write(admin, [setting(id, { stage: 'approved' })])),
      'not even an administrator',
    ).toEqual(refused)
    expect(codes(await write(boss, [setting(id, { stage: 'approved' })]))).toEqual([])
    expect(said(await write(boss, [setting(id, { stage: 'tested' })]))).toMatchObject([
      { code: 'records.notYours', params: { 'who.zh-CN': '品管部、保管人' } },
    ])
    expect(codes(await write(inspector, [setting(id, { stage: 'tested' })]))).toEqual([])
  })

  test('[R30] whom a field names may, as the record named them before: nobody lets themselves in', async () => {
    const id = await tested({ keeper: boss.id })
    const [other, own] = [await tested({}), await tested({ keeper: inspector.id })]
    expect(codes(await write(inspector, [setting(id, { stage: 'sent' })]))).toEqual(refused)
    expect(
      codes(await write(inspector, [setting(other, { keeper: inspector.id, stage: 'sent' })])),
      'named in the same breath',
    ).toEqual(refused)
    expect(
      codes(
        await write(inspector, [setting(other, { keeper: inspector.id }), setting(other, { stage: 'sent' })]),
      ),
      'named by an earlier change of the same write',
    ).toEqual(refused)
    expect(said(await write(inspector, [setting(other, { stage: 'sent' })]))).toMatchObject([
      { params: { 'who.zh-CN': 'boss、保管人、创建人', 'who.en': 'boss, Keeper, whoever made it' } },
    ])
    expect(codes(await write(inspector, [setting(own, { stage: 'sent' })]))).toEqual([])
    expect(codes(await write(li, [setting(other, { stage: 'sent' })])), 'who made it').toEqual([])
  })

  test('[R30] a field that names several lets each of them', async () => {
    const id = await made({ witnesses: [boss.id, inspector.id] })
    expect(codes(await write(li, [setting(id, { stage: 'closed' })]))).toEqual(refused)
    expect(codes(await write(inspector, [setting(id, { stage: 'closed' })]))).toEqual([])
  })

  test('[R30] where nobody is named nobody may; passing through asks as staying does', async () => {
    const id = await made()
    expect(said(await write(boss, [setting(id, { stage: 'closed' })]))).toMatchObject([
      { code: 'records.notYours', params: { 'who.zh-CN': '见证人', 'who.en': 'Witnesses' } },
    ])
    expect(
      codes(
        await write(li, [
          setting(id, { stage: 'approved' }),
          setting(id, { stage: 'wanted' }),
          setting(id, { name: '新' }),
        ]),
      ),
    ).toEqual(refused)
  })

  test('[R30] an import, a whole list and a rule of the system: each is judged by who does it', async () => {
    const imported = (actor: Actor, stage: string, values: Row = {}) =>
      write(actor, [making(newId(), { stage, ...values })], { source: 'import' })
    expect(codes(await imported(li, 'approved'))).toEqual(refused)
    expect(
      codes(await imported(li, 'sent', { keeper: li.id })),
      'their own maker, and no keeper yet',
    ).toEqual([])
    expect(codes(await imported(boss, 'approved'))).toEqual([])
    const [one, two] = [await made(), await made()]
    const both = await write(li, [setting(one, { name: '甲' }), setting(two, { stage: 'approved' })])
    expect(said(both)).toMatchObject([{ code: 'records.notYours', path: ['1', 'stage'] }])
    const rule = await engine.write(engine.systemActor('installer'), { source: 'rule' }, [
      setting(one, { stage: 'approved' }),
    ])
    expect(codes(rule)).toEqual([])
  })

  test('[R30] an action of the record is its person’s doing, whatever the action may do itself', async () => {
    const [customer, order] = [newId(), newId()]
    await install({
      ...{ kind: 'create', object: 'shop.customer', id: customer },
      values: { name: '甲', owner: li.id },
    })
    const lines: readonly Change[] = [
      { kind: 'create', object: 'shop.order', id: order, values: { customer } },
      { kind: 'create', object: 'shop.line', id: newId(), values: { order, item: '泵', quantity: '1' } },
    ]
    expect(codes(await write(li, lines))).toEqual([])
    const confirm: Change = { kind: 'act', object: 'shop.order', id: order, action: 'confirm', input: {} }
    expect(codes(await write(li, [confirm]))).toEqual(refused)
    const abilities = await engine.abilities(li, 'shop.order', order)
    expect(abilities.ok && abilities.value.stages).toEqual([
      { key: 'confirmed', missing: [], who: label('boss') },
    ])
  })

  test('[R30] who may is told before anybody tries, and an override remains its own decision', async () => {
    const id = await tested()
    const told = async (actor: Actor) => {
      const answer = await engine.abilities(actor, 'x.sample', id)
      return answer.ok ? answer.value.stages : answer.problems
    }
    expect(await told(inspector)).toEqual([
      { key: 'sent', missing: [], who: label('boss、保管人、创建人', 'boss, Keeper, whoever made it') },
    ])
    expect(await told(li)).toEqual([{ key: 'sent', missing: [] }])
    const stagesOf = async (actor: Actor) =>
      (await engine.metadata(actor)).objects
        .find(({ name }) => name === 'x.sample')
        ?.path?.stages.map(({ key, who }) => [key, who])
    expect(await stagesOf(li)).toEqual([
      ['wanted', undefined],
      ['approved', { fields: [] }],
      ['tested', { fields: ['keeper'] }],
      ['sent', { fields: ['keeper', 'createdBy'] }],
      ['closed', { fields: ['witnesses'] }],
    ])
    expect((await stagesOf(boss))?.[1]).toEqual(['approved', undefined])
    const override = { kind: 'override', object: 'x.sample', id, stage: 'closed' } as const
    expect(codes(await write(admin, [override], { source: 'api', reason: '退市封存' }))).toEqual([])
  })

  test('[S20] a person field that is none, or is not there, is a problem of its stage', async () => {
    const wrong = await engine.publish(admin, {
      extensions: [
        {
          object: 'shop.customer',
          path: { field: 'region', stages: [{ key: 'east', who: { fields: ['name'] } }] },
        },
      ],
    })
    expect(wrong.ok ? [] : wrong.problems).toMatchObject([
      { code: 'schema.badPath', path: ['shop.customer', 'path', 'east'] },
    ])
  })
})
