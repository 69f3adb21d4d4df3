// Lists of people, departments, records and words, on an object that was made at run time.
import { describe, expect, test } from 'vitest'
import type { Origin } from '#kernel/access'
import type { Change, Filter } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const [ann, ben] = [await person('安', { roles: ['seller'] }), await person('本', { roles: ['seller'] })]
const api: Origin = { source: 'api' }
const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })

const published = await engine.publish(admin, {
  objects: [
    {
      ...{ ...named('x.part'), kind: 'record', title: 'name' },
      fields: [{ ...named('name'), type: 'text' }],
    },
    {
      ...{ ...named('x.visit'), kind: 'record', title: 'name' },
      fields: [
        { ...named('name'), type: 'text' },
        { ...named('who'), type: 'persons', required: true },
        { ...named('teams'), type: 'departments' },
        { ...named('parts'), type: 'references', to: 'x.part' },
        { ...named('about'), type: 'anyReference', to: ['x.part', 'x.visit'] },
        { ...named('words'), type: 'tags' },
        { ...named('count'), type: 'formula', result: 'decimal', formula: 'COUNT(parts)' },
      ],
    },
  ],
  policies: [
    ...['x.part', 'x.visit'].map((object) => ({
      ...{ name: `${object}.admin`, object, operations: ['read', 'create', 'update', 'remove'] as const },
      ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
    })),
    {
      ...{
        name: 'x.visit.own',
        object: 'x.visit',
        operations: ['read'] as const,
        who: { roles: ['seller'] },
      },
      ...{ where: 'me.id in who', fields: { read: '*' } as const },
    },
  ],
})
if (!published.ok) throw new Error(JSON.stringify(published.problems))

const create = (object: string, values: Row, id = newId()): Change => ({ kind: 'create', object, id, values })
const remove = (object: string, id: string): Change => ({ kind: 'remove', object, id })
const write = (...changes: Change[]) => engine.write(admin, api, changes)
const refused = async (...changes: Change[]) => {
  const answer = await write(...changes)
  return answer.ok ? [] : answer.problems.map(({ code, path }) => [code, ...path])
}
const names = async (filter: Filter, actor = admin): Promise<readonly unknown[]> => {
  const page = await engine.read(actor, { object: 'x.visit', fields: ['name'], filter, sort: ['name'] })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows.map((row) => row.name)
}
const newPart = async (): Promise<string> => {
  const id = newId()
  await write(create('x.part', { name: '零件' }, id))
  return id
}

test('[R26] lists keep what they were given in its order, are asked by what they hold, and decide who sees a record', async () => {
  const [one, two] = [await newPart(), await newPart()]
  const id = newId()
  const values = {
    name: '一',
    who: [ben.id, ann.id, ben.id],
    parts: [two, one],
    words: [' 急  件 ', '急 件', 'VIP'],
  }
  expect(
    await refused(create('x.visit', values, id), create('x.visit', { name: '二', who: [ben.id] })),
  ).toEqual([])
  const read = await engine.read(admin, {
    object: 'x.visit',
    filter: { field: 'id', is: 'eq', value: id },
    fields: ['who', 'parts', 'words', 'teams', 'count'],
  })
  expect(read).toMatchObject({
    value: {
      rows: [{ who: [ben.id, ann.id], parts: [two, one], words: ['急 件', 'VIP'], teams: null, count: '2' }],
    },
  })
  expect(await names({ field: 'who', is: 'contains', value: ann.id })).toEqual(['一'])
  expect(await names({ field: 'who', is: 'in', value: [ann.id, ben.id] })).toEqual(['一', '二'])
  expect(await names({ field: 'words', is: 'contains', value: 'VIP' })).toEqual(['一'])
  expect(await names({ field: 'parts', is: 'blank' })).toEqual(['二'])
  expect(await names({ formula: 'me.id in who' }, ann)).toEqual(['一'])
  expect(await names({ field: 'name', is: 'notBlank' }, ann)).toEqual(['一'])
  expect(await names({ field: 'name', is: 'notBlank' }, ben)).toEqual(['一', '二'])
})

describe('[R26] whoever a list names is there', () => {
  test('nobody, a text, a word that is too long and an empty required list are refused at their field', async () => {
    const visit = (values: Row): Promise<readonly (readonly string[])[]> =>
      refused(create('x.visit', { name: '三', who: [ann.id], ...values }))
    expect(await visit({ who: [ann.id, newId()] })).toEqual([['records.unknownReference', '0', 'who']])
    expect(await visit({ parts: [ann.id] })).toEqual([['records.unknownReference', '0', 'parts']])
    expect(await visit({ teams: ['采购部'] })).toEqual([['records.wrongType', '0', 'teams']])
    expect(await visit({ words: ['长'.repeat(41)] })).toEqual([['records.tooLong', '0', 'words']])
    expect(await visit({ words: [' '] })).toEqual([['records.wrongType', '0', 'words']])
    expect(await visit({ who: [] })).toEqual([['records.required', '0', 'who']])
  })

  test('a record made in the same write may be named, one removed in it may not', async () => {
    const part = newId()
    expect(
      await refused(
        create('x.visit', { name: '四', who: [ann.id], parts: [part] }),
        create('x.part', { name: '新' }, part),
      ),
    ).toEqual([])
    const old = await newPart()
    expect(
      await refused(remove('x.part', old), create('x.visit', { name: '五', who: [ann.id], parts: [old] })),
    ).toContainEqual(['records.unknownReference', '1', 'parts'])
  })

  test('a record that a list names stays until no list names it', async () => {
    const [part, visit] = [await newPart(), newId()]
    await write(create('x.visit', { name: '六', who: [ann.id], parts: [part] }, visit))
    expect(await refused(remove('x.part', part))).toEqual([['records.referenced', '0', 'parts']])
    const release: Change = { kind: 'update', object: 'x.visit', id: visit, values: { parts: [] } }
    expect(await refused(release, remove('x.part', part))).toEqual([])
    const [other, its] = [await newPart(), newId()]
    await write(create('x.visit', { name: '七', who: [ann.id], parts: [other] }, its))
    expect(await refused(remove('x.visit', its), remove('x.part', other))).toEqual([])
  })

  test('one of several objects is named by its object, and stays as long as it is named', async () => {
    const [part, visit, other] = [await newPart(), newId(), newId()]
    const about = (value: unknown): Row => ({ name: '八', who: [ann.id], about: value as string })
    const faults: readonly (readonly [unknown, string])[] = [
      [part, 'records.wrongType'],
      [`x.part/${part}/`, 'records.wrongType'],
      ['x.part/x', 'records.wrongType'],
      [7, 'records.wrongType'],
      [`identity.person/${ann.id}`, 'records.otherObject'],
      [`constructor/${part}`, 'records.otherObject'],
      [`x.visit/${part}`, 'records.unknownReference'],
      [`x.part/${newId()}`, 'records.unknownReference'],
    ]
    for (const [value, code] of faults)
      expect(await refused(create('x.visit', about(value))), String(value)).toEqual([[code, '0', 'about']])
    expect(await refused(create('x.visit', about(`x.part/${part}`), visit))).toEqual([])
    expect(await names({ field: 'about', is: 'in', value: [`x.part/${part}`] })).toEqual(['八'])
    expect(await refused(remove('x.part', part))).toEqual([['records.referenced', '0', 'about']])
    // One of the other object with the same right to be named, made in the same write.
    const turned: Change = { kind: 'update', object: 'x.visit', id: visit, values: about(`x.visit/${other}`) }
    expect(
      await refused(create('x.visit', { name: '九', who: [ann.id] }, other), turned, remove('x.part', part)),
    ).toEqual([])
    expect(await refused(remove('x.visit', other))).toEqual([['records.referenced', '0', 'about']])
    expect(await refused(remove('x.visit', visit), remove('x.visit', other))).toEqual([])
  })

  test('what was chosen before its object was taken out of the choice stays, too', async () => {
    const [part, visit] = [await newPart(), newId()]
    await write(create('x.visit', { name: '十', who: [ann.id], about: `x.part/${part}` }, visit))
    const standing = await engine.definitions(admin)
    if (!standing.ok) throw new Error(JSON.stringify(standing.problems))
    const narrowed = standing.value.objects.map((object) => ({
      ...object,
      fields: object.fields.map((field) =>
        field.type === 'anyReference' ? { ...field, to: ['x.visit'] } : field,
      ),
    }))
    expect(await engine.publish(admin, { objects: narrowed })).toMatchObject({ ok: true })
    expect(await refused(remove('x.part', part))).toEqual([['records.referenced', '0', 'about']])
    const again = create('x.visit', { name: '十一', who: [ann.id], about: `x.part/${part}` })
    expect(await refused(again)).toEqual([['records.otherObject', '0', 'about']])
    expect(await refused(remove('x.visit', visit), remove('x.part', part))).toEqual([])
  })

  test('of naming a record and removing it at once, one is refused', async () => {
    for (let round = 0; round < 12; round++) {
      const [part, visit] = [await newPart(), newId()]
      const answers = await Promise.all([
        write(create('x.visit', { name: '八', who: [ann.id], parts: [part] }, visit)),
        write(remove('x.part', part)),
      ])
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })
})
