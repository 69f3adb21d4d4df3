// An object as an administrator makes one at run time: 60 fields, 10 formulas and 3 roll-ups among them, 5 checks, and lines.
import type { Actor } from '#kernel/access'
import type { OpenEngine } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Field, ObjectDefinition, Row } from '#kernel/schema'

const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })
const many = (count: number, make: (place: number) => Field): readonly Field[] =>
  Array.from({ length: count }, (_, index) => make(index + 1))
const yuan = { currency: 'CNY', tax: 'none' } as const
const options = ['a', 'b', 'c'].map((key) => ({ key, label: { 'zh-CN': key, en: key } }))

/** What the benchmark computes, on both sides: name, type of the result, and the formula. */
const formulas = [
  ['f1', 'decimal', 'n1 * n2'],
  ['f2', 'decimal', 'n3 + n4 - n5'],
  ['f3', 'money', 'ROUND(m1 * 1.13, 2)'],
  ['f4', 'money', 'IF(n1 > 100, m1 * 0.95, m1)'],
  ['f5', 'money', 'm2 + m3'],
  ['f6', 'decimal', 'f1 + f2'],
  ['f7', 'money', 'IF(b1, m4, 0)'],
  ['f8', 'decimal', 'MAX(n6, n7)'],
  ['f9', 'money', 'f5 - f4'],
  ['f10', 'money', 'total + f9'],
] as const

const checks = [
  ['n1NotNegative', 'n1 >= 0'],
  ['m1Bounded', 'm1 <= 1000000'],
  ['daysInOrder', 'd2 >= d1'],
  ['m4WhereB1', 'not (b1 and ISBLANK(m4))'],
  ['totalBounded', 'total <= 10000000'],
] as const

const children = { object: 'x.projectPart', by: 'project' } as const

const project: ObjectDefinition = {
  ...{ ...named('x.project'), kind: 'record', title: 'name' },
  fields: [
    { ...named('name'), type: 'text', required: true },
    { ...named('number'), type: 'autoNumber', pattern: 'XP-{YYYY}-{000000}' },
    { ...named('customer'), type: 'reference', to: 'masterdata.party', required: true },
    ...many(14, (place) => ({ ...named(`t${place}`), type: 'text' })),
    ...many(12, (place) => ({ ...named(`n${place}`), type: 'decimal', scale: 3 })),
    ...many(6, (place) => ({ ...named(`m${place}`), type: 'money', ...yuan })),
    ...many(5, (place) => ({ ...named(`d${place}`), type: 'date' })),
    ...many(4, (place) => ({ ...named(`s${place}`), type: 'select', options })),
    ...many(2, (place) => ({ ...named(`b${place}`), type: 'boolean' })),
    {
      ...named('total'),
      ...children,
      type: 'rollup',
      take: 'sum',
      field: 'amount',
      result: 'money',
      ...yuan,
    },
    { ...named('parts'), ...children, type: 'rollup', take: 'count', result: 'decimal', scale: 0 },
    {
      ...named('dearest'),
      ...children,
      type: 'rollup',
      take: 'max',
      field: 'amount',
      result: 'money',
      ...yuan,
    },
    ...formulas.map(
      ([name, result, formula]): Field =>
        result === 'money'
          ? { ...named(name), type: 'formula', result, formula, ...yuan }
          : { ...named(name), type: 'formula', result, formula, scale: 3 },
    ),
  ],
  checks: checks.map(([name, formula]) => ({ name, formula, message: { 'zh-CN': name, en: name } })),
  search: ['name'],
  list: { columns: ['number', 'name', 'customer', 's1', 'f10', 'd1'], sort: ['-createdAt'] },
  indexes: [{ name: 'newest', fields: ['s1', '-createdAt'] }],
}

const part: ObjectDefinition = {
  ...{ ...named('x.projectPart'), kind: 'record', title: 'what' },
  fields: [
    { ...named('project'), type: 'reference', to: 'x.project', owner: true, required: true },
    { ...named('what'), type: 'text' },
    { ...named('quantity'), type: 'decimal', scale: 3 },
    { ...named('price'), type: 'money', ...yuan },
    { ...named('amount'), type: 'formula', result: 'money', formula: 'quantity * price', ...yuan },
  ],
}

/** Publishes it as the object designer does, for administrators and salespeople. */
export async function publishOwn(engine: OpenEngine, admin: Actor): Promise<void> {
  const published = await engine.publish(admin, {
    objects: [project, part],
    policies: [project, part].map(({ name }) => ({
      ...{ name: `${name}.all`, object: name, operations: ['read', 'create', 'update'] },
      ...{ who: { roles: ['admin', 'sales'] }, fields: { read: '*', write: '*' } as const },
    })),
  })
  if (!published.ok) throw new Error(JSON.stringify(published.problems).slice(0, 2000))
}

/** What somebody types: the same on both sides. */
export function typedProject(customer: string): Readonly<Record<string, string | boolean>> {
  const amount = (): string => `${Math.floor(Math.random() * 9000) + 100}.50`
  const each = (prefix: string, count: number, make: () => string | boolean) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, make()]))
  return {
    ...{ name: `项目 ${Math.floor(Math.random() * 1e6)}`, customer },
    ...each('t', 14, () => '一段不长的文字'),
    ...each('n', 12, () => `${Math.floor(Math.random() * 200)}.250`),
    ...each('m', 6, amount),
    ...{ d1: '2026-03-01', d2: '2026-04-01', d3: '2026-05-01', d4: '2026-06-01', d5: '2026-07-01' },
    ...each('s', 4, () => 'a'),
    ...each('b', 2, () => true),
  }
}

export const typedPart = (): Readonly<Record<string, string>> => ({
  ...{ what: '备件', quantity: '3.000', price: `${Math.floor(Math.random() * 900) + 10}.00` },
})

/** A record with two lines, as a form sends it. */
export function projectChanges(customer: string, newId: () => string): readonly Change[] {
  const project = newId()
  const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
  return [
    create('x.project', project, typedProject(customer)),
    ...[1, 2].map(() => create('x.projectPart', newId(), { project, ...typedPart() })),
  ]
}
