// Records that refer to each other in every way policies look along, with blanks everywhere: what tests of access stand on.
import type { MetricDefinition } from '#kernel/metrics'
import { defineModule, type Module } from '#kernel/module'
import type { Change } from '#kernel/records'
import type { Field, Label, ObjectDefinition, Row } from '#kernel/schema'
import type { Random } from '#test/random'

const label = (text: string): Label => ({ 'zh-CN': text, en: text })
const text = (name: string): Field => ({ name, type: 'text', label: label(name) })
const person = (name: string): Field => ({ name, type: 'person', label: label(name) })
const reference = (name: string, to: string, owner = false): Field => ({
  name,
  type: 'reference',
  to,
  label: label(name),
  ...(owner ? { owner } : {}),
})
const lines = (object: string, by: string): Field => ({
  name: 'lines',
  type: 'lines',
  object,
  by,
  label: label('lines'),
})

const object = (
  name: string,
  fields: readonly Field[],
  rest: Partial<ObjectDefinition> = {},
): ObjectDefinition => ({ name, label: label(name), kind: 'record', title: 'name', fields, ...rest })

const region = object('lab.region', [
  text('name'),
  person('chief'),
  { name: 'open', type: 'boolean', label: label('open') },
])

const account = object(
  'lab.account',
  [
    text('name'),
    reference('region', 'lab.region'),
    reference('parent', 'lab.account'),
    person('owner'),
    { name: 'department', type: 'department', label: label('department') },
    { name: 'level', type: 'decimal', scale: 2, label: label('level') },
    text('secret'),
    lines('lab.deal', 'account'),
  ],
  { search: ['name', 'secret'] },
)

const deal = object('lab.deal', [
  text('name'),
  reference('account', 'lab.account', true),
  person('holder'),
  { name: 'amount', type: 'money', currency: 'CNY', tax: 'none', label: label('amount') },
  { name: 'day', type: 'date', label: label('day') },
  { name: 'noted', type: 'formula', result: 'text', formula: 'account.secret', label: label('noted') },
  lines('lab.note', 'deal'),
])

const note = object('lab.note', [text('name'), reference('deal', 'lab.deal', true), person('author')])

const metric = (name: string, rest: Partial<MetricDefinition>): MetricDefinition => ({
  name: `lab.${name}`,
  label: label(name),
  object: 'lab.deal',
  take: 'count',
  by: 'day',
  dimensions: ['account.region.name', 'account.secret', 'holder'],
  format: 'number',
  ...rest,
})

const options = ['red', 'green'].map((key) => ({ key, label: label(key) }))

/** One field of every stored type. */
const thing = object('lab.thing', [
  text('name'),
  { name: 'story', type: 'longText', label: label('story') },
  { name: 'figure', type: 'number', label: label('figure') },
  { name: 'weight', type: 'decimal', scale: 3, label: label('weight') },
  { name: 'price', type: 'money', currency: 'CNY', tax: 'none', label: label('price') },
  { name: 'share', type: 'percent', label: label('share') },
  { name: 'flag', type: 'boolean', label: label('flag') },
  { name: 'day', type: 'date', label: label('day') },
  { name: 'at', type: 'datetime', label: label('at') },
  { name: 'colour', type: 'select', options, label: label('colour') },
  { name: 'colours', type: 'multiSelect', options, label: label('colours') },
  person('owner'),
  { name: 'department', type: 'department', label: label('department') },
  reference('account', 'lab.account'),
  { name: 'number', type: 'autoNumber', pattern: 'T-{0000}', label: label('number') },
  { name: 'files', type: 'file', label: label('files') },
  { name: 'extra', type: 'json', label: label('extra') },
])
const remark = object('lab.remark', [text('name'), text('object'), text('record'), person('author')])

/** No policy at all: each test brings its own. */
export const lab: Module = defineModule({
  name: 'lab',
  label: label('lab'),
  dependsOn: [],
  objects: [region, account, deal, note, thing, remark],
  metrics: [
    metric('amount', { take: 'sum', of: 'amount', format: 'money' }),
    metric('average', { take: 'average', of: 'amount', format: 'money' }),
    metric('count', {}),
    metric('largeShare', { where: 'amount >= 50', among: 'not ISBLANK(amount)', format: 'percent' }),
    metric('entered', { by: 'createdAt' }),
  ],
  tiles: [
    {
      name: 'lab.tile',
      label: label('tile'),
      numbers: [
        { metric: 'lab.amount' },
        { metric: 'lab.count' },
        { object: 'lab.deal', where: 'amount > 0' },
      ],
      rows: { object: 'lab.deal', fields: ['name', 'amount'] },
    },
  ],
})

/** Creates with random values, parents first. A third of everything that may be blank is. */
export function labRecords(
  random: Random,
  newId: () => string,
  people: readonly string[],
  departments: readonly string[],
): readonly Change[] {
  const changes: Change[] = []
  const ids = new Map<string, string[]>()
  const maybe = <T>(value: () => T): T | null => (random.chance(0.34) ? null : value())
  const some = (name: string): string | null => maybe(() => random.pick(ids.get(name) ?? []))
  const add = (name: string, count: number, values: (index: number) => Row): void => {
    for (let index = 0; index < count; index++) {
      const id = newId()
      changes.push({ kind: 'create', object: name, id, values: values(index) })
      ids.set(name, [...(ids.get(name) ?? []), id])
    }
  }
  add('lab.region', 8, (index) => ({
    name: `r${index}`,
    chief: maybe(() => random.pick(people)),
    open: maybe(() => random.chance(0.5)),
  }))
  add('lab.account', 24, (index) => ({
    name: `a${index}`,
    region: some('lab.region'),
    parent: index === 0 ? null : some('lab.account'),
    owner: maybe(() => random.pick(people)),
    department: maybe(() => random.pick(departments)),
    level: maybe(() => String(random.below(8))),
    secret: maybe(() => `sec${random.below(5)}`),
  }))
  add('lab.deal', 30, (index) => ({
    name: `d${index}`,
    account: some('lab.account'),
    holder: maybe(() => random.pick(people)),
    amount: maybe(() => String(random.below(100))),
    day: maybe(() => `2026-0${4 + random.below(4)}-15`),
  }))
  add('lab.note', 24, (index) => ({
    name: `n${index}`,
    deal: some('lab.deal'),
    author: maybe(() => random.pick(people)),
  }))
  const named = [...ids.keys(), 'lab.remark', 'lab.nothing']
  add('lab.remark', 40, (index) => {
    const object = maybe(() => random.pick(named))
    const own = object === null ? [] : (ids.get(object) ?? [])
    const record = random.chance(0.8) && own.length > 0 ? random.pick(own) : 'no record'
    return { name: `m${index}`, object, record, author: maybe(() => random.pick(people)) }
  })
  return changes
}
