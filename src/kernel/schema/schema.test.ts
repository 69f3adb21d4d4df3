// Definitions as a stranger might write them: what becomes a name in the database, and what is refused.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ok } from '#base/result'
import {
  columnName,
  constraintName,
  type Extension,
  type Field,
  fieldNamePattern,
  type ObjectDefinition,
  objectNamePattern,
  type RollupField,
  resolveSchema,
  tableName,
} from './index.ts'
import { migrationTo, type Standing } from './layout.ts'

const label = { 'zh-CN': '名', en: 'name' }
const text = (name: string): Field => ({ name, type: 'text', label })
const object = (name: string, rest: Partial<ObjectDefinition> = {}): ObjectDefinition => ({
  name,
  label,
  kind: 'record',
  title: 'name',
  fields: [text('name')],
  ...rest,
})
const resolved = (objects: readonly ObjectDefinition[], extensions: readonly Extension[] = []) =>
  resolveSchema('w_a', 1, [{ layer: 'system', objects, extensions }])
const codes = (objects: readonly ObjectDefinition[], extensions: readonly Extension[] = []) => {
  const schema = resolved(objects, extensions)
  return schema.ok ? [] : schema.problems.map((found) => found.code)
}

const hostile = [
  '',
  ' ',
  'A',
  'a b',
  'a"',
  "a'; drop table x; --",
  'a.b.c',
  '名',
  'a\u0000',
  '1a',
  '_a',
  'a-b',
  'x'.repeat(99),
]
const odd = [null, undefined, 5, {}, ['name']] as unknown as string[]
const objectName = fc.stringMatching(/^[a-z][a-z0-9]{0,19}\.[a-z][a-zA-Z0-9]{0,29}$/)
const fieldName = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,39}$/)

describe('names', () => {
  test.each([...hostile, ...odd])(
    '[S1] %j is refused as the name of an object, field, index, key or check',
    (name) => {
      const refused = (definition: ObjectDefinition) =>
        expect(codes([definition]), JSON.stringify(definition))
      refused(object(name)).toContain('schema.badName')
      if (typeof name === 'string') refused(object(`shop.${name}`)).toContain('schema.badName')
      refused(object('shop.thing', { fields: [text('name'), text(name)] })).toContain('schema.badName')
      for (const list of ['indexes', 'unique'] as const)
        refused(object('shop.thing', { [list]: [{ name, fields: ['name'] }] })).toContain('schema.badName')
      refused(object('shop.thing', { checks: [{ name, formula: 'true', message: label }] })).toContain(
        'schema.badName',
      )
    },
  )

  test.each([
    'id',
    'version',
    'createdAt',
    'updatedBy',
    'searchTokens',
    'constructor',
    'toString',
    'prototype',
  ])('[S1] the field name %s is the engine’s own, or JavaScript’s', (name) => {
    expect(codes([object('shop.thing', { fields: [text('name'), text(name)] })])).toEqual(['schema.badName'])
  })

  test('[S1] whatever is not module.noun or camelCase is refused, whatever is fits the database', () => {
    fc.assert(
      fc.property(fc.oneof(objectName, fc.string()), fc.oneof(fieldName, fc.string()), (name, field) => {
        const schema = resolved([object(name, { title: field, fields: [text(field)] })])
        if (!schema.ok) return
        expect(name).toMatch(objectNamePattern)
        expect(field).toMatch(fieldNamePattern)
        for (const one of schema.value.objects.values())
          for (const physical of [one.table, one.fields[0]?.column ?? ''])
            expect(physical).toMatch(/^[a-z][a-z0-9_]{0,62}$/)
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  test('[S1] a name twice, and what refers to nothing, is refused', () => {
    const to = (name: string): Field => ({ name: 'other', type: 'reference', to: name, label })
    const rollup: Field = {
      name: 'sum',
      type: 'rollup',
      object: 'shop.line',
      by: 'thing',
      take: 'sum',
      field: 'nothing',
      result: 'decimal',
      label,
    }
    const line = object('shop.line', {
      fields: [text('name'), { name: 'thing', type: 'reference', to: 'shop.thing', label }],
    })
    const twice = [
      { name: 'one', fields: ['name'] },
      { name: 'one', fields: ['name'] },
    ]
    const cases: readonly [readonly ObjectDefinition[], string][] = [
      [[object('shop.thing'), object('shop.thing')], 'schema.duplicate'],
      [[object('shop.thing', { fields: [text('name'), text('name')] })], 'schema.duplicate'],
      [[object('shop.thing', { indexes: twice })], 'schema.duplicate'],
      [[object('shop.thing', { fields: [text('name'), to('shop.nothing')] })], 'schema.unknownObject'],
      [[object('shop.thing', { title: 'nothing' })], 'schema.badTitle'],
      [[object('shop.thing', { search: ['nothing'] })], 'schema.unknownField'],
      [[object('shop.thing', { unique: [{ name: 'one', fields: ['nothing'] }] })], 'schema.unknownField'],
      [[object('shop.thing', { indexes: [{ name: 'one', fields: ['-nothing'] }] })], 'schema.unknownField'],
      [[line, object('shop.thing', { fields: [text('name'), rollup] })], 'schema.unknownField'],
      [
        [
          object('shop.thing', {
            fields: [text('name'), { ...text('x'), type: 'evil' } as unknown as Field],
          }),
        ],
        'schema.badType',
      ],
      [
        [
          object('shop.thing', {
            fields: [text('name'), { ...text('x'), type: 'constructor' } as unknown as Field],
          }),
        ],
        'schema.badType',
      ],
      [[object('log.event')], 'schema.badName'],
    ]
    for (const [objects, code] of cases) expect(codes(objects), code).toEqual([code])
    expect(codes([], [{ object: 'shop.nothing', fields: [text('x')] }])).toEqual(['schema.unknownObject'])
    expect(codes([object('shop.thing')], [{ object: 'shop.thing', fields: [text('name')] }])).toEqual([
      'schema.duplicate',
    ])
  })

  test.each<readonly [RollupField['take'], string, RollupField['result'], boolean]>([
    ['sum', 'count', 'decimal', true],
    ['max', 'count', 'money', true],
    ['min', 'day', 'date', true],
    ['count', 'words', 'decimal', true],
    ['sum', 'day', 'decimal', false],
    ['max', 'words', 'decimal', false],
    ['min', 'day', 'datetime', false],
    ['sum', 'name', 'decimal', false],
  ])('[S45] a roll-up that takes the %s of %s as %s: %s', (take, field, result, isFine) => {
    const line = object('shop.line', {
      fields: [
        text('name'),
        { name: 'thing', type: 'reference', to: 'shop.thing', label },
        { name: 'count', type: 'number', label },
        { name: 'day', type: 'date', label },
        { name: 'words', type: 'tags', label },
      ],
    })
    const taken = take === 'count' ? {} : { field }
    const rollup: Field = {
      ...{ name: 'all', type: 'rollup', object: 'shop.line', by: 'thing', take, result, label },
      ...taken,
      ...(result === 'money' ? { currency: 'CNY', tax: 'none' } : {}),
    }
    expect(codes([line, object('shop.thing', { fields: [text('name'), rollup] })])).toEqual(
      isFine ? [] : ['schema.badRollup'],
    )
  })

  test('[S46] a reference to any of several objects names at least one, and each is there', () => {
    const thing = (...to: string[]) =>
      codes([
        object('shop.line'),
        object('shop.thing', { fields: [text('name'), { name: 'about', type: 'anyReference', to, label }] }),
      ])
    expect(thing('shop.line', 'shop.thing')).toEqual([])
    expect(thing('shop.line', 'shop.nothing')).toEqual(['schema.unknownObject'])
    expect(thing()).toEqual(['schema.badType'])
  })

  test('[S2] tables and columns are one for each name, and names of constraints short and never like a copy’s', () => {
    const kind = fc.constantFrom('pk', 'fk', 'uq', 'ck', 'ix')
    const parts = fc.array(fieldName, { maxLength: 4 })
    fc.assert(
      fc.property(kind, objectName, parts, (one, name, fields) => {
        const made = constraintName(one as 'pk', tableName(name), ...fields.map(columnName))
        expect(made.length).toBeLessThanOrEqual(50)
        expect(made).not.toMatch(/_\d+$/)
        expect(made).toMatch(/^[a-z][a-z0-9_]*$/)
        expect(constraintName(one as 'pk', tableName(name), ...fields.map(columnName))).toBe(made)
      }),
      { seed: 2, numRuns: 3000 },
    )
    fc.assert(
      fc.property(objectName, objectName, fieldName, fieldName, (name, other, field, another) => {
        expect(tableName(name) === tableName(other)).toBe(name === other)
        expect(columnName(field) === columnName(another)).toBe(field === another)
      }),
      { seed: 3, numRuns: 2000 },
    )
    expect(constraintName('ix', tableName('shop.order'), columnName('lineItem'))).not.toBe(
      constraintName('ix', tableName('shop.orderLine'), columnName('item')),
    )
    expect(constraintName('ix', 'shop_order', 'line_2')).not.toMatch(/_\d+$/)
  })
})

describe('layout', () => {
  const nothing: Standing = { columns: new Map(), names: new Set() }
  const statements = (objects: readonly ObjectDefinition[], standing: Standing) => {
    const schema = resolved(objects)
    if (!schema.ok) throw new Error(JSON.stringify(schema.problems))
    const migration = migrationTo(null, schema.value, standing, () => 'true')
    return migration.ok
      ? ok([...migration.value.tables, ...migration.value.marks.map(({ statement }) => statement)])
      : migration
  }
  const order = object('shop.order', {
    fields: [
      text('name'),
      { name: 'lineItem', type: 'reference', to: 'shop.order', label },
      { ...text('code'), unique: true },
    ],
    indexes: [{ name: 'lineItem', fields: ['-name'] }],
    search: ['name'],
  })

  test('[S3] new tables come first, then columns, then constraints and indexes, each under a name of its own, none dropped', () => {
    const all = statements(
      [
        order,
        object('shop.orderLine', {
          fields: [text('name'), { name: 'item', type: 'reference', to: 'shop.order', label }],
        }),
      ],
      nothing,
    )
    if (!all.ok) throw new Error('refused')
    const kinds = all.value.map(
      (one) =>
        /^create table|^alter table \S+ add (column|constraint)|^create (unique )?index/.exec(one)?.[0] ??
        one,
    )
    expect(kinds.lastIndexOf('create table')).toBe(1)
    expect(all.value.join(' ')).not.toMatch(/\bdrop\b/)
    const names = all.value.flatMap((one) => /(?:index|add constraint) "([^"]+)"/.exec(one)?.[1] ?? [])
    expect(names.length).toBe(7)
    expect(new Set(names).size).toBe(names.length)
    const known: Standing = {
      columns: new Map([
        [
          'shop_order',
          new Map([
            ['name', 'text'],
            ['line_item', 'uuid'],
            ['search_tokens', 'text[]'],
          ]),
        ],
      ]),
      names: new Set(names),
    }
    expect(statements([order], known)).toEqual({
      ok: true,
      value: ['alter table "w_a"."shop_order" add column "code" text collate "C"'],
    })
  })

  test('[S4] a column of another type, also that of a field removed long ago, is refused', () => {
    const standing: Standing = {
      columns: new Map([['shop_order', new Map([['name', 'numeric']])]]),
      names: new Set(),
    }
    expect(statements([order], standing)).toMatchObject({
      ok: false,
      problems: [{ code: 'schema.typeChange', path: ['shop.order', 'name'] }],
    })
  })
})

describe('what surrounds a record', () => {
  const ref = (name: string): Field => ({ name, type: 'reference', to: 'shop.party', label })
  const order = object('shop.order', { fields: [text('name'), ref('customer')] })
  const line = object('shop.line', {
    fields: [text('name'), { name: 'order', type: 'reference', to: 'shop.order', label }],
  })
  const party = object('shop.party', { overview: { facts: ['name'] } })
  const around = (by: string, facts: readonly string[] = []): Extension => ({
    object: 'shop.party',
    overview: { stream: [{ object: 'shop.line', by, at: 'createdAt', facts }] },
  })

  test('[S11] several extensions add to it, one after the other, and the last talk counts', () => {
    const talk = { object: 'shop.order', by: 'customer', at: 'createdAt', action: 'call' }
    const schema = resolved(
      [party, order, line],
      [
        around('order.customer', ['name']),
        { object: 'shop.party', overview: { facts: ['name'], talk } },
        { object: 'shop.party', overview: { talk: { ...talk, action: 'visit' } } },
      ],
    )
    expect(schema.ok && schema.value.object('shop.party')?.overview).toEqual({
      facts: ['name', 'name'],
      figures: [],
      todos: [],
      lists: [],
      stream: [{ object: 'shop.line', by: 'order.customer', at: 'createdAt', facts: ['name'] }],
      talk: { ...talk, action: 'visit' },
    })
  })

  test('[S11] a name in it that leads nowhere is a problem of what is shipped, never of what a customer added', () => {
    expect(codes([party, order, line], [around('order.nobody')])).toEqual(['schema.unknownField'])
    expect(codes([party, order, line], [around('order.customer', ['order.customer.none'])])).toEqual([
      'schema.unknownField',
    ])
    expect(codes([party], [{ object: 'shop.party', overview: { facts: ['gone'] } }])).toEqual([
      'schema.unknownField',
    ])
    expect(codes([party], [around('order')])).toEqual(['schema.unknownObject'])
    const overlay = { layer: 'overlay', objects: [], extensions: [around('order.nobody')] } as const
    const shipped = { layer: 'system', objects: [party, order, line], extensions: [] } as const
    expect(resolveSchema('w_a', 1, [shipped, overlay]).ok).toBe(true)
  })
})
