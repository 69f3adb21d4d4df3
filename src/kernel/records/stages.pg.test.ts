// Stages are kept by the write path: the same refusal for a form, the API and a rule, on an object that was made at run time.
import { describe, expect, test } from 'vitest'
import type { Actor, Origin } from '#kernel/access'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const li = await person('李', { roles: ['sales'] })
const mover = await person('搬', { roles: ['mover'] })
const api: Origin = { source: 'api' }
const label = (text: string, en = text) => ({ 'zh-CN': text, en })
const option = (key: string, text: string, en: string) => ({ key, label: label(text, en) })

const published = await engine.publish(admin, {
  objects: [
    {
      ...{ name: 'x.job', label: label('任务', 'Job'), kind: 'record', title: 'name' },
      fields: [
        { type: 'text', name: 'name', label: label('名称', 'Name'), required: true },
        {
          ...{ type: 'select', name: 'stage', label: label('阶段', 'Stage'), default: "'todo'" },
          options: [
            option('todo', '待办', 'To do'),
            option('doing', '进行', 'Doing'),
            option('done', '完成', 'Done'),
            option('archived', '归档', 'Archived'),
          ],
        },
        { type: 'text', name: 'result', label: label('结果', 'Result') },
      ],
      path: {
        field: 'stage',
        overridable: true,
        stages: [
          { key: 'todo', next: ['doing'] },
          { key: 'doing', next: ['todo', 'done'], fields: ['result'] },
          {
            key: 'done',
            next: ['archived'],
            needs: [
              {
                formula: 'NOT(ISBLANK(result))',
                message: label('请先写明结果', 'Say the result first'),
                field: 'result',
              },
            ],
          },
          { key: 'archived' },
        ],
      },
    },
  ],
  policies: [
    {
      ...{ name: 'x.job', object: 'x.job', operations: ['*'], who: { roles: ['mover'] } },
      fields: { read: '*', write: '*' },
    },
    {
      ...{ name: 'x.job.sales', object: 'x.job', operations: ['read', 'create', 'update'] },
      ...{ who: { roles: ['sales'] }, fields: { read: '*', write: '*' } },
    },
  ],
})
if (!published.ok) throw new Error(JSON.stringify(published.problems))

async function made(values: Row = {}, actor = li, origin = api) {
  const id = newId()
  const change: Change = { kind: 'create', object: 'x.job', id, values: { name: '任务', ...values } }
  return { id, answer: await engine.write(actor, origin, [change]) }
}
const set = (id: string, values: Row, actor = li) =>
  engine.write(actor, api, [{ kind: 'update', object: 'x.job', id, values }])
const problemsOf = (answer: Awaited<ReturnType<typeof set>>) =>
  answer.ok ? [] : answer.problems.map(({ code, path, params }) => ({ code, path, params }))
const codes = (answer: Awaited<ReturnType<typeof set>>) => problemsOf(answer).map(({ code }) => code)

describe('stages', () => {
  test('[R21] a change of stage that the path does not allow is refused and says what may follow', async () => {
    const { id } = await made()
    expect(problemsOf(await set(id, { stage: 'done', result: '好' }))).toMatchObject([
      {
        code: 'records.badStage',
        path: ['0', 'stage'],
        params: { from: '待办', to: '完成', next: '进行', fromEn: 'To do', nextEn: 'Doing' },
      },
    ])
    expect(codes(await set(id, { stage: null }))).toEqual(['records.badStage'])
    expect(codes(await set(id, { stage: 'doing' }))).toEqual([])
    expect(codes(await set(id, { stage: 'todo' }))).toEqual([])
    // The system itself is held to it.
    const rule = await engine.write(engine.systemActor('installer'), { source: 'rule' }, [
      { kind: 'update', object: 'x.job', id, values: { stage: 'done', result: '好' } },
    ])
    expect(codes(rule)).toEqual(['records.badStage'])
  })

  test('[R21] a person’s new record begins where the path begins, unless it is imported by who may import', async () => {
    expect(codes((await made({ stage: 'doing' })).answer)).toEqual(['records.badBeginning'])
    expect(codes((await made({ stage: 'todo' })).answer)).toEqual([])
    expect(codes((await made({ stage: 'doing' }, li, { source: 'import' })).answer)).toEqual([
      'records.badBeginning',
    ])
    expect(codes((await made({ stage: 'doing' }, mover, { source: 'import' })).answer)).toEqual([])
  })

  test('[R22] entering a stage takes what it needs; staying in it does not ask again', async () => {
    const { id } = await made()
    await set(id, { stage: 'doing' })
    expect(problemsOf(await set(id, { stage: 'done' }))).toMatchObject([
      { code: 'records.stageNeeds', path: ['0', 'result'], params: { 'message.zh-CN': '请先写明结果' } },
    ])
    expect(codes(await set(id, { stage: 'done', result: '成了' }))).toEqual([])
    expect(codes(await set(id, { result: null }))).toEqual([])
    const through = await made()
    const step = (stage: string): Change => ({
      ...{ kind: 'update', object: 'x.job', id: through.id },
      values: { stage },
    })
    expect(
      codes(await engine.write(li, api, [step('doing'), step('done'), step('archived')])),
      'a stage that is only passed through asks too',
    ).toEqual(['records.stageNeeds'])
    expect(
      codes((await made({ stage: 'done' }, mover, { source: 'import' })).answer),
      'an imported record shows the same evidence',
    ).toEqual(['records.stageNeeds'])
  })

  test('[R25] [BEYOND-08] against its path a stage is set by who is granted it alone, with a reason, and one question finds it', async () => {
    const { id } = await made()
    const override = (actor: Actor, reason?: string, stage = 'archived') =>
      engine.write(actor, { source: 'api', ...(reason === undefined ? {} : { reason }) }, [
        { kind: 'override', object: 'x.job', id, stage },
      ])
    expect(codes(await override(li, '客户要求直接归档'))).toEqual(['access.denied'])
    expect(codes(await override(mover))).toEqual(['records.noReason'])
    expect(codes(await override(mover, '  无 '))).toEqual(['records.noReason'])
    expect(codes(await override(mover, '客户要求直接归档', 'nowhere'))).toEqual(['records.unknownOption'])
    expect(codes(await override(mover, '客户要求直接归档'))).toEqual([])
    expect(codes(await override(mover, '归错了，退回重做', 'todo'))).toEqual([])
    expect(codes(await set(id, { stage: 'archived' })), 'the path holds for everybody else').toEqual([
      'records.badStage',
    ])
    const found = await engine.askLog(admin, { action: 'x.job.override' }, {})
    expect(found.ok && found.value.rows).toMatchObject([
      {
        actor: mover.id,
        reason: '归错了，退回重做',
        before: { stage: 'archived' },
        after: { stage: 'todo' },
      },
      {
        actor: mover.id,
        reason: '客户要求直接归档',
        before: { stage: 'todo' },
        after: { stage: 'archived' },
      },
    ])
    expect(found.ok && found.value.rows[0]?.actionLabel).toEqual({ 'zh-CN': '越级更改', en: 'overridden' })
  })

  test('[R25] where the path does not say so nobody overrides a stage', async () => {
    const order = newId()
    await workspace.install({ kind: 'create', object: 'shop.customer', id: order, values: { name: '甲' } })
    const change: Change = { kind: 'override', object: 'shop.customer', id: order, stage: 'x' }
    expect(codes(await engine.write(admin, { source: 'api', reason: '就是要改' }, [change]))).toEqual([
      'records.noOverride',
    ])
  })

  test('[R22] a record that stands in no stage yet is told where it may begin', async () => {
    const done = await engine.publish(admin, {
      extensions: [
        {
          object: 'shop.customer',
          path: { field: 'region', stages: [{ key: 'east', next: ['south'] }, { key: 'south' }] },
        },
      ],
    })
    expect(done.ok).toBe(true)
    const id = newId()
    const values = { name: '乙', code: 'YI' }
    await workspace.install({ kind: 'create', object: 'shop.customer', id, values })
    const told = await engine.abilities(admin, 'shop.customer', id)
    expect(told.ok && told.value.stages).toEqual([{ key: 'east', missing: [] }])
    const begin = (region: string): Change => ({
      ...{ kind: 'update', object: 'shop.customer', id },
      values: { region },
    })
    expect(codes(await engine.write(admin, api, [begin('south')]))).toEqual(['records.badStage'])
    expect(codes(await engine.write(admin, api, [begin('east')]))).toEqual([])
  })

  test('[R22] what may follow and what is missing for it is told before anybody tries', async () => {
    const { id } = await made()
    await set(id, { stage: 'doing' })
    const told = await engine.abilities(li, 'x.job', id)
    expect(told.ok && told.value.stages).toEqual([
      { key: 'todo', missing: [] },
      { key: 'done', missing: [{ message: label('请先写明结果', 'Say the result first'), field: 'result' }] },
    ])
  })
})
