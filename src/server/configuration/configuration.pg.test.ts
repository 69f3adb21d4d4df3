// A configuration leaves one workspace as text and comes to another: nothing is lost, nothing half done, nothing hostile let in.
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Configuration, Publication } from '#kernel/module'
import type { Field, ObjectDefinition } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, openTestWorkspace, type TestWorkspace, testWorkspace } from '#test/workspace'
import { readFolder, writeFolder } from './disk.ts'
import { configurationOf, type Files, filesWithIds, folderOf } from './folder.ts'

const here = await testWorkspace([shop])
const admin = await here.person('管理员', { roles: ['admin'] })
const seller = newId()
const named = { kind: 'create', object: 'identity.person', values: { name: '王', login: 'wang' } } as const
await here.install({ ...named, id: seller })
const label = { 'zh-CN': '名', en: 'name' }
const text = (name: string): Field => ({ name, type: 'text', label })

const inSales = async (workspace: TestWorkspace): Promise<string> => {
  const id = newId()
  await workspace.install({
    kind: 'create',
    object: 'identity.department',
    id,
    values: { name: '销售部', code: 'sales' },
  })
  return id
}
const sales = await inSales(here)

let count = 0
const elsewhere = (): Promise<TestWorkspace> =>
  openTestWorkspace(here.db, here.url, [shop], { id: `other${++count}` })

/** Another workspace in which those who are spoken of are there. */
async function peopled(): Promise<TestWorkspace> {
  const other = await elsewhere()
  await inSales(other)
  await other.install({ ...named, id: newId() })
  return other
}

async function filesOf({ engine }: TestWorkspace): Promise<Files> {
  const known = await engine.configuration(engine.systemActor('installer'))
  if (!known.ok) throw new Error(JSON.stringify(known.problems))
  return folderOf(known.value)
}

async function bring(workspace: TestWorkspace, files: Files, options: object = {}) {
  const content = configurationOf(files)
  if (!content.ok) return content
  const { engine } = workspace
  return engine.configure(engine.systemActor('installer'), {
    way: 'whole',
    ...options,
    content: content.value,
  })
}

const made: Publication = {
  objects: [
    {
      name: 'x.visit',
      label,
      kind: 'record',
      title: 'name',
      fields: [
        text('name'),
        { ...text('gone'), retired: true },
        { name: 'customer', type: 'reference', to: 'shop.customer', label },
        { name: 'loud', type: 'formula', result: 'text', formula: "CONCAT(name, '!')", label },
        {
          name: 'stage',
          type: 'select',
          label,
          options: [
            { key: 'open', label },
            { key: 'done', label },
          ],
        },
      ],
      path: {
        field: 'stage',
        stages: [
          { key: 'open', begins: true, next: ['done'] },
          { key: 'done', who: { departments: [sales], people: [seller] } },
        ],
      },
      list: { columns: ['name', 'loud'], sort: ['-createdAt'] },
      search: ['name'],
    },
  ],
  extensions: [{ object: 'shop.customer', fields: [text('industry')], search: ['industry'] }],
  policies: [
    {
      name: `x.visit department:${sales} all`,
      object: 'x.visit',
      operations: ['read', 'create'],
      who: { departments: [sales] },
      fields: { read: '*', write: '*' },
      layer: 'overlay',
    },
    {
      name: 'x.visit one',
      object: 'x.visit',
      operations: ['read'],
      who: { people: [seller] },
      layer: 'overlay',
    },
  ],
  metrics: [
    {
      name: 'x.visits',
      label,
      object: 'x.visit',
      take: 'count',
      by: 'createdAt',
      dimensions: [],
      format: 'number',
    },
  ],
  tiles: [{ name: 'x.tile', label, numbers: [{ metric: 'x.visits' }] }],
}
const published = await here.engine.publish(admin, made)
if (!published.ok) throw new Error(JSON.stringify(published.problems))

test('[MO14] a configuration is one file a piece, without ids of this machine, and comes back to the same bytes elsewhere', async () => {
  const files = await filesOf(here)
  expect(Object.keys(files)).toEqual([
    'baton.json',
    'extensions/shop.customer.json',
    'numbers/x.visits.json',
    'objects/x.visit.json',
    'rights/x.visit.json',
    'tiles/x.tile.json',
  ])
  expect(filesWithIds(files)).toEqual([])
  expect(files['objects/x.visit.json']).toMatch(/^\{\n {2}"name": "x.visit",\n[\s\S]*\}\n$/)
  expect(files['rights/x.visit.json']).toContain('"x.visit department:sales all"')
  const other = await elsewhere()
  // Who the rights speak of must be there first.
  expect(await bring(other, files)).toMatchObject({
    ok: false,
    problems: [
      { code: 'schema.unknownDepartment', params: { name: 'sales' } },
      { code: 'schema.unknownPerson' },
      { code: 'schema.unknownPerson', params: { policy: 'x.visit' } },
      { code: 'schema.unknownDepartment', params: { policy: 'x.visit' } },
    ],
  })
  const department = await inSales(other)
  await other.install({ ...named, id: newId() })
  expect(await bring(other, files)).toMatchObject({ ok: true })
  expect(await filesOf(other)).toEqual(files)
  const guest = await other.person('部门里的人', { department })
  const visit = { kind: 'create', object: 'x.visit', values: { name: '一' } } as const
  expect(await other.engine.write(guest, { source: 'form' }, [{ ...visit, id: newId() }])).toMatchObject({
    ok: true,
  })
})

/** Any configuration that holds beside the shop: objects that refer to each other, added fields, rights and numbers. */
const configurations = fc
  .array(
    fc.record({
      noun: fc.stringMatching(/^[a-z][a-zA-Z]{2,8}$/),
      fields: fc.uniqueArray(fc.stringMatching(/^f[a-z]{1,6}$/), { minLength: 1, maxLength: 5 }),
      words: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
        .filter((one) => !one.includes('\0')),
      kind: fc.constantFrom('text', 'date', 'boolean', 'longText'),
      isRetired: fc.boolean(),
      role: fc.constantFrom('admin', 'seller', 'clerk'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((drawn): Configuration => {
    const unique = [...new Map(drawn.map((one) => [one.noun.toLowerCase(), one])).values()]
    const said = (words: string) => ({ 'zh-CN': words, en: words })
    const objects = unique.map(
      ({ noun, fields, words, kind, isRetired }): ObjectDefinition => ({
        name: `x.${noun}`,
        label: said(words),
        kind: 'record',
        title: fields[0] ?? '',
        fields: [
          ...fields.map((name, at) => ({
            ...{ name, label: said(words), type: at === 0 ? 'text' : kind },
            ...(at > 0 && isRetired ? { retired: true } : {}),
          })),
          { name: 'toCustomer', type: 'reference', to: 'shop.customer', label: said(words) },
        ] as Field[],
      }),
    )
    return {
      objects,
      extensions: [{ object: 'shop.customer', fields: unique.map(({ noun }) => text(`of${noun}`)) }],
      policies: unique.map(({ noun, role }) => ({
        name: `x.${noun} role:${role} all`,
        object: `x.${noun}`,
        operations: ['read'],
        who: { roles: [role] },
        layer: 'overlay',
      })),
      metrics: [],
      tiles: [],
      flows: [],
    }
  })

test('[MO14] whatever was made: written, brought into an empty workspace and written again, the folders are the same', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(configurations, async (configuration) => {
      const files = folderOf(configuration)
      const read = configurationOf(files)
      expect(read.ok && folderOf(read.value)).toEqual(files)
      // A workspace is dear; the text alone is tried more often.
      if (runs++ % 5 > 0) return
      const [one, other] = [await elsewhere(), await elsewhere()]
      expect(await bring(one, files)).toMatchObject({ ok: true })
      const first = await filesOf(one)
      expect(await bring(other, first)).toMatchObject({ ok: true })
      expect(await filesOf(other)).toEqual(first)
      expect(first).toEqual(files)
    }),
    { seed: 7, numRuns: 20 },
  )
}, 60_000)

test('[MO14] what the folder does not name is retired with its values, or stays where it is only added to; trying changes nothing', async () => {
  const other = await elsewhere()
  const note: Publication = {
    objects: [{ name: 'x.note', label, kind: 'record', title: 'name', fields: [text('name')] }],
    extensions: [{ object: 'shop.customer', fields: [text('colour')] }],
  }
  await other.engine.publish(other.engine.systemActor('installer'), note)
  const before = await filesOf(other)
  const files = folderOf({
    objects: (made.objects ?? []).map(({ path: _, ...object }) => object),
    extensions: made.extensions ?? [],
    policies: [],
    metrics: [],
    tiles: [],
    flows: [],
  })
  const version = before['baton.json'] ? other.engine.schema().version : 0
  expect(await bring(other, files, { isTrial: true })).toMatchObject({ ok: true, value: { version } })
  expect(await filesOf(other)).toEqual(before)
  expect(other.engine.schema().object('x.visit')).toBeUndefined()

  expect(await bring(other, files, { way: 'added', version })).toMatchObject({ ok: true })
  expect(other.engine.schema().object('x.note')).toBeDefined()
  expect(other.engine.schema().object('x.visit')).toBeDefined()
  // Somebody looked at an older version.
  expect(await bring(other, files, { version })).toMatchObject({
    ok: false,
    problems: [{ code: 'schema.publishedMeanwhile' }],
  })
  expect(await bring(other, files)).toMatchObject({ ok: true })
  expect(other.engine.schema().object('x.note')).toBeUndefined()
  expect((await filesOf(other))['objects/x.note.json']).toContain('"retired": true')
  expect((await filesOf(other))['extensions/shop.customer.json']).toMatch(/"colour"[\s\S]*"retired": true/)
  const notes = await other.engine.publications(other.engine.systemActor('installer'))
  expect(notes.ok && notes.value.length).toBeGreaterThan(2)
})

test('[MO14] one piece that does not hold keeps the whole out', async () => {
  const other = await peopled()
  const files = await filesOf(here)
  const broken = {
    ...files,
    'rights/x.visit.json': JSON.stringify({ object: 'x.visit', policies: [] }),
    'objects/x.visit.json': (files['objects/x.visit.json'] ?? '').replace('CONCAT(name', 'CONCAT(nobody'),
  }
  expect(await bring(other, broken)).toMatchObject({ ok: false, problems: [{ code: 'formula.unknownName' }] })
  expect(other.engine.schema().object('x.visit')).toBeUndefined()
  const guest = await other.person('外人')
  const content = configurationOf(files)
  if (!content.ok) throw new Error('the folder is whole')
  expect(await other.engine.configure(guest, { content: content.value, way: 'whole' })).toMatchObject({
    problems: [{ code: 'access.denied' }],
  })
  expect(await other.engine.configuration(guest)).toMatchObject({ problems: [{ code: 'access.denied' }] })
})

test('[MO14] a strange, misplaced, misshapen or newer file is refused by its name', () => {
  const title = '{"format":"baton.configuration","version":1}'
  const visit = JSON.stringify({
    name: 'x.visit',
    label,
    kind: 'record',
    title: 'name',
    fields: [text('name')],
  })
  const codes = (files: Files) => {
    const read = configurationOf(files)
    return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path[0]}`)
  }
  const whole = { 'baton.json': title, 'objects/x.visit.json': visit }
  expect(codes(whole)).toEqual([])
  expect(codes({ ...whole, '.git/config': 'x', 'README.md': 'x', 'objects/.DS_Store': 'x' })).toEqual([])
  expect(codes({ 'objects/x.visit.json': visit })).toEqual(['configuration.notOne baton.json'])
  expect(codes({ 'baton.json': '{"format":"baton.configuration","version":2}' })).toEqual([
    'configuration.newer baton.json',
  ])
  for (const path of [
    '../x.json',
    'objects/../../etc/passwd.json',
    '/etc/x.json',
    'objects\\x.json',
    'secrets.json',
    'objects/deep/x.json',
    'objects/x.visit.txt',
  ])
    expect(codes({ ...whole, [path]: visit })).toEqual([`configuration.strangeFile ${path}`])
  expect(codes({ ...whole, 'objects/x.other.json': visit })).toEqual([
    'configuration.wrongName objects/x.other.json',
  ])
  const bad = (text: string) => codes({ ...whole, 'objects/x.visit.json': text })
  const refused = ['configuration.badFile objects/x.visit.json']
  for (const text of [
    '{',
    '[]',
    '['.repeat(10_000),
    visit.replace('{', '{"secret":1,'),
    visit.replace('{', '{"__proto__":{"a":1},'),
    visit.replace('x.visit', 'x.vi\\u0000sit'),
    visit.replace('"text"', '"program"'),
  ])
    expect(bad(text)).toEqual(refused)
  expect(codes({ ...whole, 'rights/x.visit.json': '{"policies":{"length":1e9}}' })).toEqual([
    'configuration.badFile rights/x.visit.json',
  ])
})

test('[MO14] [MO15] which modules are off travels along, and only modules that are there can be', async () => {
  const other = await elsewhere()
  const files = { ...(await filesOf(other)), 'modules.json': '{"off":["shop"]}' }
  const bad = configurationOf({ ...files, 'modules.json': '{"off":"shop"}' })
  expect(bad).toMatchObject({ problems: [{ code: 'configuration.badFile', path: ['modules.json', 'off'] }] })
  expect(await bring(other, { ...files, 'modules.json': '{"off":["shed"]}' })).toMatchObject({
    problems: [{ code: 'module.unknown' }],
  })
  expect(await bring(other, files)).toMatchObject({ ok: true })
  expect((await filesOf(other))['modules.json']).toBe('{\n  "off": [\n    "shop"\n  ]\n}\n')
  const { 'modules.json': _, ...on } = files
  expect(await bring(other, on, { way: 'added' })).toMatchObject({ ok: true })
  expect(other.engine.compiled().off.size).toBe(1)
  expect(await bring(other, on)).toMatchObject({ ok: true })
  expect(other.engine.compiled().off.size).toBe(0)
})

test('[MO14] a folder on the disk is written so that what is gone is gone there, and read without following links', async () => {
  const place = await mkdtemp(join(tmpdir(), 'baton-configuration-'))
  const files = await filesOf(here)
  expect(await writeFolder(place, { ...files, 'objects/x.old.json': '{}' })).toMatchObject({ ok: true })
  await mkdir(join(place, '.git'))
  await writeFile(join(place, 'README.md'), '说明')
  expect(await writeFolder(place, files)).toEqual({ ok: true, value: { gone: 1 } })
  expect(await readFolder(place)).toEqual({ ok: true, value: files })
  expect(await readFile(join(place, 'README.md'), 'utf8')).toBe('说明')
  await symlink('/etc/hostname', join(place, 'objects', 'x.link.json'))
  expect(await readFolder(place)).toMatchObject({ problems: [{ code: 'configuration.strangeFile' }] })
  const other = await mkdtemp(join(tmpdir(), 'baton-configuration-'))
  await writeFile(join(other, 'important.json'), '{}')
  expect(await writeFolder(other, files)).toMatchObject({ problems: [{ code: 'configuration.otherFolder' }] })
})
