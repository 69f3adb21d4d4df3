import { describe, expect, test } from 'vitest'
import type { Policy } from '#kernel/access'
import * as language from '#kernel/formula'
import type { Metadata, PublishedDefinitions } from '#kernel/module'
import type { Field, ObjectDefinition } from '#kernel/schema'
import { checkDesign, faultPlace, placed } from './checking.ts'
import {
  addField,
  changeField,
  type Design,
  designOf,
  dropField,
  moveField,
  newDesign,
  objectIn,
  retireField,
} from './design.ts'
import { differences } from './differences.ts'
import { kindOf } from './field-kinds.ts'
import { respeltDesign } from './formula-text.ts'
import { fieldGrantOf, fieldPolicies, type Grant, grantOf, policyOf } from './grants.ts'
import { publicationOf } from './publication.ts'
import { renameField } from './renaming.ts'
import { waiting, withNames } from './stable-names.ts'

const label = (text: string) => ({ 'zh-CN': text, en: '' })
const nothing: PublishedDefinitions = {
  version: 3,
  objects: [],
  extensions: [],
  policies: [],
  metrics: [],
  tiles: [],
  flows: [],
  roles: [],
  aside: [],
  filling: [],
}
const metadata = { version: 3, objects: [] } as unknown as Metadata
const taken = new Set(['id', 'createdAt'])

const named = (design: Design, name: string, text: string): Design => {
  const field = design.object.fields.find((one) => one.name === name)
  return field ? changeField(design, design.object.name, { ...field, label: label(text) }) : design
}

/** A drive with a price, a number of days, lines, and a formula over the labels. */
function drive(): Design {
  const start = {
    ...newDesign(label('名称')),
    object: { ...newDesign(label('名称')).object, label: label('试驾') },
  }
  const priced = named(addField(start, 'x.new', 'money', taken).design, 'money', '车价')
  const dated = named(addField(priced, 'x.new', 'number', taken).design, 'number', '天数')
  const lined = named(addField(dated, 'x.new', 'lines', taken).design, 'lines', '配件')
  const { design } = addField(lined, 'x.new', 'formula', taken)
  const formula = design.object.fields.find(({ name }) => name === 'formula') as Field & { type: 'formula' }
  return changeField(design, 'x.new', { ...formula, label: label('日均'), formula: '车价 / 天数' })
}

test('a look-up is told apart from a formula, and follows a reference that takes its name when it is published', () => {
  const led = named(addField(drive(), 'x.new', 'reference', taken).design, 'reference', '客户')
  const looked = addField(led, 'x.new', 'lookUp', taken).design
  const field = looked.object.fields.at(-1) as Field & { type: 'formula' }
  expect(kindOf(field)).toBe('lookUp')
  const chosen = changeField(looked, 'x.new', { ...field, label: label('电话'), formula: 'reference.phone' })
  const waits = waiting(chosen, null)
  const wishes = waits.map(({ field: name = '' }) => (name === 'reference' ? 'customer' : ''))
  const published = withNames(chosen, waits, wishes, taken)
  expect(published.object.fields.at(-1)).toMatchObject({ formula: 'customer.phone' })
})

const names = ({ fields }: ObjectDefinition) => fields.map(({ name }) => name)

describe('a design', () => {
  test('takes fields in, moves them, renames them everywhere, and drops those that were never published', () => {
    const design = drive()
    expect(names(design.object)).toEqual(['title', 'money', 'number', 'lines', 'formula'])
    expect(names(moveField(design, 'x.new', 'formula', -9).object)[0]).toBe('formula')
    expect(names(moveField(design, 'x.new', 'title', 2).object)).toEqual([
      'money',
      'number',
      'title',
      'lines',
      'formula',
    ])
    const renamed = renameField(design, 'x.new', 'title', 'subject')
    expect(renamed.object.title).toBe('subject')
    const dropped = dropField(design, 'x.new', 'lines')
    expect([names(dropped.object), dropped.parts]).toEqual([['title', 'money', 'number', 'formula'], []])
  })

  test('keeps what was published when it goes out of use, and names records by what is left', () => {
    const two = named(addField(drive(), 'x.new', 'text', taken).design, 'text', '车牌')
    const retired = retireField(two, 'x.new', 'title', true)
    expect(retired.object.title).toBe('text')
    expect(retired.object.fields.find(({ name }) => name === 'title')).toMatchObject({ retired: true })
    expect(retireField(retired, 'x.new', 'title', false).object.fields[0]).not.toHaveProperty('retired')
  })

  test('is named after what it is called: choices, fields, parts and the object, each name free', () => {
    const { design } = addField(drive(), 'x.new', 'select', taken)
    const select = design.object.fields.find(({ name }) => name === 'select') as Field & { type: 'select' }
    const [first, ...rest] = select.options
    const chosen = changeField(design, 'x.new', {
      ...select,
      label: label('意向'),
      default: "'new'",
      options: first ? [{ ...first, label: label('高') }, ...rest] : rest,
    })
    const all = waiting(chosen, null)
    const wishes: Readonly<Record<string, string>> = {
      高: 'gao',
      意向: 'yiXiang',
      车价: 'cheJia',
      天数: 'cheJia',
      试驾: 'shiJia',
    }
    const done = withNames(
      chosen,
      all,
      all.map(({ text }) => wishes[text] ?? ''),
      taken,
    )
    expect(done.object.name).toBe('x.shiJia')
    expect(names(done.object)).toEqual(['title', 'cheJia', 'cheJia2', 'lines', 'formula', 'yiXiang'])
    expect(done.object.fields.at(-1)).toMatchObject({
      default: "'gao'",
      options: [{ key: 'gao' }, { key: 'new2' }],
    })
    expect(done.parts[0]).toMatchObject({
      name: 'x.shiJiaLine',
      fields: [{ to: 'x.shiJia', owner: true }, {}],
    })
    expect(waiting(done, null).map(({ text }) => text)).not.toContain('高')
  })
})

describe('what is published', () => {
  test('has both languages, its search, its order and its board, and lines that follow their record', () => {
    const grants: readonly Grant[] = [
      { who: 'role:sales', reach: 'all', operations: ['read', 'create'], hidden: ['money'], fixed: [] },
    ]
    const { objects = [], policies = [] } = publicationOf({ ...drive(), grants }, nothing)
    expect(objects.map(({ name, label: text }) => [name, text.en])).toEqual([
      ['x.new', '试驾'],
      ['x.newLine', '配件'],
    ])
    expect(objects[0]).toMatchObject({
      search: ['title'],
      list: { sort: ['-createdAt'] },
      form: [{ fields: names(drive().object) }],
    })
    expect(policies).toMatchObject([
      {
        object: 'x.new',
        operations: ['read', 'create', 'print', 'copy'],
        who: { roles: ['sales'] },
        fields: { read: { except: ['money'] } },
      },
      { object: 'x.newLine', via: 'owner', who: { roles: ['sales'] } },
    ])
  })

  test('takes out the grants that are no longer ticked and leaves those written elsewhere', () => {
    const gone = policyOf('x.new', {
      who: 'everyone',
      reach: 'own',
      operations: ['read'],
      hidden: [],
      fixed: [],
    })
    const other: Policy = { name: 'by hand', object: 'x.new', operations: ['read'], who: { people: ['p'] } }
    const { policies = [] } = publicationOf(drive(), { ...nothing, policies: [gone, other] })
    expect(policies).toEqual([{ ...gone, operations: [] }])
  })

  test('writes formulas in names, and shows them in the labels of today', () => {
    const design = drive()
    const { schema } = checkDesign(design, metadata, nothing, language)
    if (schema === null) throw new Error('no schema')
    const published = respeltDesign(design, { schema, language, spelling: 'names' })
    expect(objectIn(published, 'x.new')?.fields.at(-1)).toMatchObject({ formula: 'money / number' })
    expect(
      respeltDesign(published, { schema, language, spelling: 'zh-CN' }).object.fields.at(-1),
    ).toMatchObject({
      formula: '车价 / 天数',
    })
  })
})

describe('what does not hold', () => {
  const codesAt = (design: Design, field: string) =>
    (
      checkDesign(design, metadata, nothing, language).faults.get(faultPlace(design.object.name, field)) ?? []
    ).map(({ code }) => code)

  test('is found where it is, by the kernel itself and by what only a person can have left out', () => {
    const design = drive()
    expect([...checkDesign(design, metadata, nothing, language).faults.keys()]).toEqual([])
    const formula = design.object.fields.at(-1) as Field & { type: 'formula' }
    const wrong = (text: string) => changeField(design, 'x.new', { ...formula, formula: text })
    expect(codesAt(wrong('车价 / 天'), 'formula')).toEqual(['formula.unknownName'])
    expect(codesAt(wrong('车价 > 1'), 'formula')).toEqual(['formula.wrongKind.number'])
    expect(codesAt(wrong(''), 'formula')).toContain('design.noFormula')
    expect(codesAt(addField(design, 'x.new', 'reference', taken).design, 'reference')).toEqual(
      expect.arrayContaining(['design.noLabel', 'design.noTarget']),
    )
    expect(codesAt(dropField(design, 'x.new', 'number'), 'formula')).toEqual(['formula.unknownName'])
  })

  test('is placed where the server says it is', () => {
    const problem = (...path: string[]) => ({ code: 'c', path, params: {} })
    expect([
      ...placed([problem('x.a', 'f'), problem('x.a', 'defaults', 'g'), problem('x.a')]).keys(),
    ]).toEqual(['x.a f', 'x.a g default', 'x.a'])
  })
})

describe('grants', () => {
  test.each<Grant>([
    { who: 'everyone', reach: 'all', operations: ['read'], hidden: [], fixed: [] },
    {
      who: 'role:sales',
      reach: 'own',
      operations: ['read', 'update', 'remove'],
      hidden: ['a'],
      fixed: ['b'],
    },
    { who: 'department:d', reach: 'department', operations: ['read', 'export'], hidden: [], fixed: ['b'] },
  ])('are read back from the policies they became (%#)', (grant) => {
    expect(grantOf(policyOf('x.a', grant))).toEqual(grant)
  })

  test('of an added field speak of that field alone, on top of what is granted, and are taken out with it', () => {
    const policies = fieldPolicies('sales.order', 'route', { read: ['everyone'], write: ['role:sales'] })
    expect(policies.every(({ onTop, where }) => onTop === true && where === undefined)).toBe(true)
    expect(fieldGrantOf('sales.order', 'route', policies)).toEqual({
      read: ['everyone'],
      write: ['role:sales'],
    })
    expect(
      fieldPolicies('sales.order', 'route', { read: [], write: [] }).map(({ operations }) => operations),
    ).toEqual([[], []])
  })
})

test('differences are told one by one, and nothing where nothing differs', () => {
  const published = { ...nothing, objects: publicationOf(drive(), nothing).objects ?? [] }
  const before = designOf('x.new', undefined, published)
  if (before === null) throw new Error('not there')
  expect(differences(before, before)).toEqual([])
  const changed = moveField(named(before, 'money', '价格'), 'x.new', 'number', -1)
  const granted: Design = {
    ...retireField(changed, 'x.new', 'formula', true),
    grants: [{ who: 'everyone', reach: 'all', operations: ['read'], hidden: [], fixed: [] }],
  }
  expect(differences(before, granted).map(({ key }) => key)).toEqual([
    'renamedField',
    'retiredField',
    'moved',
    'newGrant',
  ])
  expect(differences(null, before).map(({ key, kind }) => kind ?? key)).toEqual([
    'newObject',
    'text',
    'money',
    'number',
    'lines',
    'formula',
    'text',
  ])
})
