// Texts with headings, lists and links, on an object that was made at run time: words for whoever asks, all of it for whoever reads.
import { expect, test } from 'vitest'
import type { Origin } from '#kernel/access'
import type { Filter } from '#kernel/records'
import type { Field, Value } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'

const workspace = await testWorkspace([shop])
const { engine, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const seller = await person('销售', { roles: ['seller'] })
const api: Origin = { source: 'api' }
const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })

const publish = (notes: Field, old: Field, converts: readonly string[] = []) =>
  engine.publish(admin, {
    objects: [
      {
        ...{ ...named('x.visit'), kind: 'record', title: 'name', search: ['name', 'notes'] },
        fields: [
          { ...named('name'), type: 'text' },
          notes,
          old,
          { ...named('size'), type: 'formula', result: 'decimal', scale: 0, formula: 'LEN(notes)' },
          { ...named('said'), type: 'formula', result: 'text', formula: 'name & "：" & notes' },
        ],
      },
    ],
    policies: [
      {
        ...{ name: 'x.visit.admin', object: 'x.visit', operations: ['read', 'create', 'update', 'remove'] },
        ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
      },
      {
        ...{ name: 'x.visit.seller', object: 'x.visit', operations: ['read'] },
        ...{ who: { roles: ['seller'] }, fields: { read: ['name'] } as const },
      },
    ],
    ...(converts.length === 0
      ? {}
      : { conversions: converts.map((field) => ({ object: 'x.visit', field })) }),
  })
const notes: Field = { ...named('notes'), type: 'richText' }
const first = await publish(notes, { ...named('old'), type: 'longText' })
if (!first.ok) throw new Error(JSON.stringify(first.problems))

const heading = (text: string) => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [{ type: 'text', text }],
})
const link = {
  ...{ type: 'text', text: '合同', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
}
const tree = { type: 'doc', content: [heading('结论'), { type: 'paragraph', content: [link] }] } as Value

const write = async (values: Record<string, Value>, id = newId()) => {
  const answer = await engine.write(admin, api, [{ kind: 'create', object: 'x.visit', id, values }])
  return answer.ok ? id : answer.problems.map(({ code, path }) => [code, path.at(-1)])
}
const rows = async (filter: Filter | undefined, fields: string[], actor = admin, search?: string) => {
  const page = await engine.read(actor, {
    ...{ object: 'x.visit', fields, sort: ['name'] },
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
  })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

test('[S43] it is stored cleaned, and its words are filtered, searched, sorted and reckoned with', async () => {
  const id = await write({ name: '一', notes: tree })
  await write({ name: '二', notes: '只有文字' })
  await write({ name: '三' })
  const [one, three, two] = await rows(undefined, ['notes', 'size', 'said'])
  expect(one?.notes).toMatchObject({ text: '结论\n合同', doc: { type: 'doc' } })
  expect(JSON.stringify(one?.notes)).not.toContain('javascript')
  expect(one).toMatchObject({ size: '5', said: '一：结论\n合同' })
  expect(two).toMatchObject({ notes: { text: '只有文字' }, size: '4' })
  expect(three).toMatchObject({ notes: null })
  const found = async (filter: Filter) => (await rows(filter, ['name'])).map(({ name }) => name)
  expect(await found({ field: 'notes', is: 'contains', value: '合同' })).toEqual(['一'])
  expect(await found({ field: 'notes', is: 'startsWith', value: '只有' })).toEqual(['二'])
  expect(await found({ field: 'notes', is: 'blank' })).toEqual(['三'])
  expect(await found({ formula: 'LEN(notes) = 5' })).toEqual(['一'])
  expect(await rows(undefined, ['name'], admin, '合同')).toMatchObject([{ name: '一' }])
  expect(await rows(undefined, ['name'], admin, 'bold')).toEqual([])
  const sorted = await engine.read(admin, { object: 'x.visit', fields: ['name'], sort: ['-notes'] })
  expect(sorted).toMatchObject({
    ok: true,
    value: { rows: [{ name: '三' }, { name: '一' }, { name: '二' }] },
  })
  await engine.write(admin, api, [
    { kind: 'update', object: 'x.visit', id: String(id), version: 1, values: { notes: '改了' } },
  ])
  expect(await rows({ field: 'id', is: 'eq', value: String(id) }, ['size', 'said'])).toMatchObject([
    { size: '2', said: '一：改了' },
  ])
})

test('[S43] who may not read the field sees nothing of it and cannot ask by it', async () => {
  expect(await rows(undefined, ['name', 'notes'], seller)).toMatchObject([{ notes: null }, {}, {}])
  const asked = await engine.read(seller, {
    ...{ object: 'x.visit', fields: ['name'], filter: { field: 'notes', is: 'contains', value: '文' } },
  })
  expect(asked.ok ? asked.value.rows : []).toEqual([])
})

test('[S43] what is no such text, or too large, is refused at its field', async () => {
  expect(await write({ name: '坏', notes: 7 })).toEqual([['records.wrongType', 'notes']])
  expect(await write({ name: '坏', notes: { html: '<b>x</b>' } })).toEqual([['records.wrongType', 'notes']])
  expect(await write({ name: '坏', notes: '长'.repeat(100_001) })).toEqual([['records.tooLong', 'notes']])
})

test('[S43] long text becomes such a text, paragraph by paragraph, and such a text becomes its words', async () => {
  await write({ name: '四', old: '第一行\n\n第三行' })
  const rich = await publish(notes, { ...named('old'), type: 'richText' }, ['old'])
  expect(rich).toMatchObject({ ok: true })
  const [row] = await rows({ field: 'name', is: 'eq', value: '四' }, ['old'])
  expect(row?.old).toMatchObject({
    text: '第一行\n\n第三行',
    doc: { content: [{ type: 'paragraph' }, { type: 'paragraph' }, { type: 'paragraph' }] },
  })
  const back = await publish(notes, { ...named('old'), type: 'longText' }, ['old'])
  expect(back).toMatchObject({ ok: true })
  expect(await rows({ field: 'name', is: 'eq', value: '四' }, ['old'])).toMatchObject([
    { old: '第一行\n\n第三行' },
  ])
})
