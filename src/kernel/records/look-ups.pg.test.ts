// Look-ups: what another record says, shown as it is shown there and kept the same, on objects that were made at run time.
import { expect, test } from 'vitest'
import type { Origin } from '#kernel/access'
import type { Field, FormulaField } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const api: Origin = { source: 'api' }
const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })
const lookUp = (name: string, formula: string, result: FormulaField['result']): Field => ({
  ...{ ...named(name), type: 'formula', shownAs: 'lookUp', formula, result },
})
const options = (...keys: string[]) => keys.map((key) => ({ key, label: { 'zh-CN': `${key}级`, en: key } }))

const publish = (levels: readonly string[], ...further: Field[]) =>
  engine.publish(admin, {
    objects: [
      {
        ...{ ...named('x.area'), kind: 'record', title: 'name' },
        fields: [
          { ...named('name'), type: 'text' },
          { ...named('head'), type: 'person' },
        ],
      },
      {
        ...{ ...named('x.firm'), kind: 'record', title: 'name' },
        fields: [
          { ...named('name'), type: 'text' },
          { ...named('phone'), type: 'text', format: 'phone' },
          { ...named('level'), type: 'select', options: options(...levels) },
          { ...named('limit'), type: 'money', currency: 'USD', tax: 'none', scale: 3 },
          { ...named('words'), type: 'tags' },
          { ...named('area'), type: 'reference', to: 'x.area' },
        ],
      },
      {
        ...{ ...named('x.visit'), kind: 'record', title: 'name' },
        fields: [
          { ...named('name'), type: 'text' },
          { ...named('firm'), type: 'reference', to: 'x.firm' },
          lookUp('phone', 'firm.phone', 'text'),
          lookUp('level', 'firm.level', 'text'),
          lookUp('limit', 'firm.limit', 'money'),
          lookUp('head', 'firm.area.head.name', 'text'),
          ...further,
        ],
      },
      {
        ...{ ...named('x.report'), kind: 'record', title: 'name' },
        fields: [
          { ...named('name'), type: 'text' },
          { ...named('visit'), type: 'reference', to: 'x.visit' },
          lookUp('level', 'visit.level', 'text'),
        ],
      },
    ],
    policies: ['area', 'firm', 'visit', 'report'].map((noun) => ({
      ...{ name: `x.${noun}.admin`, object: `x.${noun}`, operations: ['read', 'create', 'update'] as const },
      ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
    })),
  })
const first = await publish(['A', 'B'])
if (!first.ok) throw new Error(JSON.stringify(first.problems))

const create = async (object: string, values: Record<string, string>): Promise<string> => {
  const id = newId()
  const answer = await engine.write(admin, api, [{ kind: 'create', object, id, values }])
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return id
}
const read = async (object: string, id: string, fields: readonly string[]) => {
  const page = await engine.read(admin, { object, fields, filter: { field: 'id', is: 'eq', value: id } })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows[0]
}
const fieldOf = (object: string, name: string) => engine.schema().object(object)?.byName.get(name)

test('[S41] a look-up follows its source over several references, also one that is looked up itself, and is filtered by', async () => {
  const [head, other] = [await person('安'), await person('本')]
  const area = await create('x.area', { name: '华东', head: head.id })
  const firm = await create('x.firm', { name: '明珠', phone: '0571-1', level: 'A', limit: '5', area })
  const visit = await create('x.visit', { name: '拜访', firm })
  const report = await create('x.report', { name: '小结', visit })
  const all = ['phone', 'level', 'limit', 'head']
  expect(await read('x.visit', visit, all)).toMatchObject({
    ...{ phone: '0571-1', level: 'A', limit: '5.000', head: '安' },
  })
  await engine.write(admin, api, [
    { kind: 'update', object: 'x.firm', id: firm, version: 1, values: { phone: '0571-2', level: 'B' } },
    { kind: 'update', object: 'x.area', id: area, version: 1, values: { head: other.id } },
  ])
  expect(await read('x.visit', visit, all)).toMatchObject({ phone: '0571-2', level: 'B', head: '本' })
  expect(await read('x.report', report, ['level'])).toMatchObject({ level: 'B' })
  const found = await engine.read(admin, {
    ...{ object: 'x.report', fields: ['name'], filter: { field: 'level', is: 'eq', value: 'B' } },
  })
  expect(found).toMatchObject({ ok: true, value: { rows: [{ name: '小结' }] } })
})

test('[S41] a look-up has the choices, digits, currency and format that its source has today', async () => {
  const again = await publish(['A', 'B', 'C'])
  expect(again).toMatchObject({ ok: true })
  expect(fieldOf('x.visit', 'limit')).toMatchObject({ currency: 'USD', scale: 3, tax: 'none' })
  expect(fieldOf('x.visit', 'phone')).toMatchObject({ format: 'phone' })
  for (const object of ['x.visit', 'x.report'])
    expect(fieldOf(object, 'level')).toMatchObject({ options: options('A', 'B', 'C') })
})

test('[S41] a look-up that leads nowhere, to a list, to a record, or is more than a way is refused at its field', async () => {
  const bad = [
    'firm',
    'firm.nothing',
    'firm.words',
    'firm.area',
    'name.firm',
    'firm.limit',
    'firm.phone & "x"',
    '',
  ]
  for (const formula of bad)
    expect(await publish(['A', 'B', 'C'], lookUp('more', formula, 'text'))).toMatchObject({
      ...{ ok: false, problems: [{ code: 'schema.badLookUp', path: ['x.visit', 'more'] }] },
    })
})
