// Edits of definitions as the lab of hostile definitions makes them: sensible ones, careless ones, and such as no designer would make.
import type { Configuration, Publication } from '#kernel/module'
import type { Check, Extension, Field, ObjectDefinition } from '#kernel/schema'
import { anyFormula, anyLabel, badNames } from './hostile-words.ts'
import type { Random } from './random.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }
/** An object of one's own, or what is added to a shipped one, while it is worked on. */
type Thing = Open<Partial<Omit<ObjectDefinition, 'fields' | 'name'>>> & { name: string; fields: Field[] }

export type Draft = {
  readonly things: ReadonlyMap<string, Thing>
  readonly publication: () => Publication
}

/** Shipped objects that are added to, with what a new record of them needs. */
export const extended: Readonly<Record<string, (mark: string) => { readonly [field: string]: string }>> = {
  'masterdata.party': (mark) => ({ name: mark }),
  'masterdata.unit': (mark) => ({ code: mark, name: mark }),
  'crm.lead': (mark) => ({ name: mark }),
  'performance.target': (mark) => ({
    ...{ name: mark, metric: 'sales.ordered', value: '1' },
    ...{ periodStart: '2026-01-01', periodEnd: '2026-01-31' },
  }),
}
const switched = ['performance', 'service', 'finance', 'production', 'procurement', 'nonsense']
const most = { objects: 12, fields: 40 }
const nouns = Array.from({ length: most.objects }, (_, index) => `x.thing${String.fromCharCode(65 + index)}`)

export const isComputed = ({ type }: Field): boolean =>
  type === 'formula' || type === 'rollup' || type === 'lines'

type Desk = {
  readonly random: Random
  readonly things: Map<string, Thing>
  readonly touched: Set<string>
  readonly extra: Open<Publication>
  readonly conversions: { object: string; field: string }[]
}
type Edit = (desk: Desk) => void

/** A draft of so many edits over what stands. */
export function draftOver(standing: Configuration, random: Random, edits: number): Draft {
  const own = standing.objects.map((object): Thing => ({ ...object, fields: [...object.fields] }))
  const added = Object.keys(extended).map((name): Thing => {
    const { object: _, ...stands } = standing.extensions.find(({ object }) => object === name) ?? {
      object: name,
    }
    return { name, ...(stands as Partial<Thing>), fields: [...(stands.fields ?? [])] }
  })
  const things = new Map([...own, ...added].map((thing) => [thing.name, thing]))
  const desk: Desk = { random, things, touched: new Set(), extra: {}, conversions: [] }
  for (let count = 0; count < edits; count++) weighed(random)(desk)
  return { things, publication: () => publicationOf(desk) }
}

function publicationOf({ things, touched, extra, conversions }: Desk): Publication {
  const chosen = [...touched].flatMap((name) => things.get(name) ?? [])
  const isOwn = ({ name }: Thing): boolean => !(name in extended)
  return {
    objects: chosen.filter(isOwn) as unknown as readonly ObjectDefinition[],
    extensions: chosen
      .filter((thing) => !isOwn(thing))
      .map(({ name, ...rest }) => ({ object: name, ...rest }) as unknown as Extension),
    conversions,
    ...extra,
  }
}

const plain: readonly ((random: Random) => object)[] = [
  () => ({ type: 'text' }),
  (random) => ({ type: 'text', maxLength: random.pick([1, 5, 10_000]) }),
  (random) => ({ type: 'text', format: random.pick(['phone', 'email', 'url']) }),
  () => ({ type: 'longText' }),
  () => ({ type: 'number' }),
  (random) => ({ type: 'number', min: '0', max: random.pick(['1', '-1', '9']) }),
  (random) => ({ type: 'decimal', scale: random.below(11) }),
  () => ({ type: 'money', currency: 'CNY', tax: 'none' }),
  (random) => ({ type: 'percent', scale: random.below(8) }),
  () => ({ type: 'boolean' }),
  () => ({ type: 'date' }),
  () => ({ type: 'datetime' }),
  (random) => ({ type: 'select', options: optionsOf(random) }),
  (random) => ({ type: 'multiSelect', options: optionsOf(random) }),
  () => ({ type: 'tags' }),
  () => ({ type: 'person' }),
  () => ({ type: 'persons' }),
  () => ({ type: 'json' }),
  () => ({ type: 'file' }),
  (random) => ({
    type: 'autoNumber',
    pattern: random.pick(['A{0000}', '{YYYY}{00}', '{0}', 'none', '{0000}{00}']),
  }),
  (random) => ({ type: 'reference', to: random.pick([...nouns, ...Object.keys(extended), 'x.nowhere']) }),
  (random) => ({ type: 'references', to: random.pick([...nouns, ...Object.keys(extended)]) }),
  (random) => ({
    type: 'anyReference',
    to: [random.pick(nouns), random.pick([...Object.keys(extended), 'x.nowhere'])],
  }),
]

const optionsOf = (random: Random): readonly object[] =>
  ['high', 'low', 'a', 'A', '𠮷', "o'", 'high'].slice(0, 2 + random.below(6)).map((key, index) => ({
    key,
    label: index === 0 ? { 'zh-CN': '高', en: 'High' } : anyLabel(random),
    ...(random.chance(0.1) ? { retired: true } : {}),
  }))

const letters = 'abcdefghijklmnopqrstuvwxyz'
const freshName = (random: Random): string =>
  `${random.pick([...letters])}${random.pick(['', 'Of', 'X', 'Order', 'Select'])}${random.below(most.fields)}`

const nameOf = (random: Random): string => (random.chance(0.04) ? random.pick(badNames) : freshName(random))
const fieldOf = (random: Random, kind: object): Field =>
  ({ ...kind, name: nameOf(random), label: anyLabel(random) }) as Field

/** A thing, noted as touched. */
function some({ random, things, touched }: Desk): Thing {
  const all = [...things.values()].filter(({ retired }) => retired !== true)
  const thing = random.pick(all.length > 0 ? all : [...things.values()])
  touched.add(thing.name)
  return thing
}

const namesIn = ({ fields }: Thing): readonly string[] => fields.map(({ name }) => name)

/** Changes one of the fields that `isFit`, if there is any. */
function change(
  desk: Desk,
  isFit: (field: Field) => boolean,
  make: (field: Field, thing: Thing) => object,
): void {
  const thing = some(desk)
  const fit = thing.fields.filter(isFit)
  if (fit.length === 0) return
  const chosen = desk.random.pick(fit)
  thing.fields[thing.fields.indexOf(chosen)] = { ...chosen, ...make(chosen, thing) } as Field
}

function put(thing: Thing, field: Field): void {
  const at = thing.fields.findIndex(({ name }) => name === field.name)
  if (at < 0) thing.fields.push(field)
  else thing.fields[at] = field
}

function computedOf({ random, things }: Desk, thing: Thing): Field {
  if (random.chance(0.6)) {
    const result = random.pick(['text', 'decimal', 'money', 'percent', 'boolean', 'date', 'datetime'])
    const formula = anyFormula(random, namesIn(thing))
    const more = result === 'money' ? { currency: 'CNY', tax: 'none' } : {}
    return fieldOf(random, { type: 'formula', result, formula, ...more })
  }
  const children = [...things.values()].flatMap((child) =>
    child.fields.flatMap((field) =>
      field.type === 'reference' && field.to === thing.name ? [{ child, by: field.name }] : [],
    ),
  )
  const { child, by } = children.length > 0 ? random.pick(children) : { child: thing, by: 'nothing' }
  const take = random.pick(['sum', 'count', 'min', 'max'])
  const field = take === 'count' ? {} : { field: random.pick([...namesIn(child), 'nothing']) }
  const where = random.chance(0.3) ? { where: anyFormula(random, namesIn(child)) } : {}
  return fieldOf(random, {
    type: 'rollup',
    object: child.name,
    by,
    take,
    ...field,
    ...where,
    result: 'decimal',
  })
}

function newObject({ random, things, touched }: Desk): void {
  const name = random.chance(0.03)
    ? random.pick(['x.', 'x.Bad', 'log.x', 'x.a.b', 'sales.order'])
    : random.pick(nouns)
  if (things.has(name)) return
  const title = { name: 'name', type: 'text', label: anyLabel(random) } as Field
  const fields = [
    title,
    ...Array.from({ length: 1 + random.below(5) }, () => fieldOf(random, random.pick(plain)(random))),
  ]
  const unlike = [...new Map(fields.map((field) => [field.name, field])).values()]
  things.set(name, { name, label: anyLabel(random), kind: 'record', title: 'name', fields: unlike })
  touched.add(name)
}

const isInUse = ({ retired }: Field): boolean => retired !== true
const mayBeTitle = ({ name }: Field): boolean => name === 'name'

function pathOf(random: Random, thing: Thing): ObjectDefinition['path'] {
  const field = thing.fields.find((one) => one.type === 'select' && isInUse(one))
  if (field?.type !== 'select') return { field: 'nothing', stages: [] }
  const keys = [...new Set(field.options.map(({ key }) => key))]
  const needs = [
    { formula: anyFormula(random, namesIn(thing)), message: anyLabel(random) },
    { filled: [random.pick(namesIn(thing))] },
  ]
  return {
    field: field.name,
    stages: keys.map((key, at) => ({
      key,
      next: random.chance(0.8) ? keys.slice(at + 1) : [random.pick(keys)],
      ...(random.chance(0.5) ? { begins: true } : {}),
      ...(random.chance(0.2) ? { needs: [random.pick(needs)] } : {}),
    })),
  }
}

const checkOf = (random: Random, thing: Thing): Check => ({
  name: freshName(random),
  formula: anyFormula(random, namesIn(thing)),
  message: anyLabel(random),
  ...(random.chance(0.2) ? { retired: true } : {}),
})

/** The way people go about it, and how often each happens. */
const edits: Readonly<Record<string, readonly [number, Edit]>> = {
  addObject: [3, newObject],
  addField: [
    10,
    (desk) => {
      const thing = some(desk)
      if (thing.fields.length < most.fields)
        put(thing, fieldOf(desk.random, desk.random.pick(plain)(desk.random)))
    },
  ],
  addComputed: [
    6,
    (desk) => {
      const thing = some(desk)
      if (thing.fields.length < most.fields) put(thing, computedOf(desk, thing))
    },
  ],
  rename: [
    8,
    (desk) =>
      change(
        desk,
        () => true,
        () => ({ label: anyLabel(desk.random) }),
      ),
  ],
  retype: [10, retype],
  retypeSilently: [
    1,
    (desk) =>
      change(
        desk,
        (field) => !mayBeTitle(field),
        ({ name }) => ({ ...fieldOf(desk.random, desk.random.pick(plain)(desk.random)), name }),
      ),
  ],
  retire: [
    8,
    (desk) =>
      change(
        desk,
        (field) => isInUse(field) && !mayBeTitle(field),
        () => ({ retired: true }),
      ),
  ],
  restore: [
    10,
    (desk) =>
      change(
        desk,
        (field) => !isInUse(field),
        () => ({ retired: false }),
      ),
  ],
  restoreAsOther: [2, restoreAsOther],
  leaveOut: [2, leaveOut],
  formulaAgain: [
    4,
    (desk) =>
      change(
        desk,
        ({ type }) => type === 'formula',
        (_, thing) => ({ formula: anyFormula(desk.random, namesIn(thing)) }),
      ),
  ],
  condition: [
    4,
    (desk) =>
      change(
        desk,
        (field) => !isComputed(field),
        (_, thing) => ({
          [desk.random.pick(['shownWhen', 'requiredWhen', 'fixedWhen', 'default'])]: anyFormula(
            desk.random,
            namesIn(thing),
          ),
        }),
      ),
  ],
  fewerConditions: [4, fewerConditions],
  require: [
    1,
    (desk) =>
      change(
        desk,
        (field) => !isComputed(field),
        () => ({ required: desk.random.chance(0.3) }),
      ),
  ],
  unique: [
    2,
    (desk) =>
      change(
        desk,
        (field) => !isComputed(field),
        ({ unique }) => ({ unique: unique !== true }),
      ),
  ],
  uniqueTogether: [
    2,
    (desk) => {
      const thing = some(desk)
      thing.unique = desk.random.chance(0.5)
        ? []
        : [
            {
              name: freshName(desk.random),
              fields: [
                desk.random.pick([...namesIn(thing), 'nothing']),
                desk.random.pick([...namesIn(thing), 'name']),
              ],
            },
          ]
    },
  ],
  check: [
    2,
    (desk) => {
      const thing = some(desk)
      thing.checks = desk.random.chance(0.6)
        ? []
        : [...(thing.checks ?? []), checkOf(desk.random, thing)].slice(-3)
    },
  ],
  options: [
    4,
    (desk) =>
      change(
        desk,
        ({ type }) => type === 'select' || type === 'multiSelect',
        () => ({ options: optionsOf(desk.random) }),
      ),
  ],
  search: [
    2,
    (desk) => {
      const thing = some(desk)
      thing.search = [...new Set([desk.random.pick([...namesIn(thing), 'name']), 'name'])]
    },
  ],
  index: [
    1,
    (desk) => {
      const thing = some(desk)
      thing.indexes = [
        { name: freshName(desk.random), fields: [`-${desk.random.pick([...namesIn(thing), 'name'])}`] },
      ]
    },
  ],
  layout: [
    3,
    (desk) => {
      const thing = some(desk)
      if (thing.name in extended) return
      thing.list = {
        columns: [desk.random.pick([...namesIn(thing), 'nothing']), 'name'],
        sort: [`-${desk.random.pick(namesIn(thing))}`],
      }
      thing.form = [{ label: anyLabel(desk.random), fields: [...namesIn(thing)].reverse() }]
    },
  ],
  path: [
    2,
    (desk) => {
      const thing = some(desk)
      thing.path = pathOf(desk.random, thing) as NonNullable<Thing['path']>
    },
  ],
  noPath: [
    2,
    (desk) => {
      const thing = some(desk)
      thing.path = { field: 'name', stages: [] }
    },
  ],
  print: [
    2,
    (desk) => {
      const thing = some(desk)
      const value = anyFormula(desk.random, namesIn(thing))
      thing.prints = [
        {
          name: 'sheet',
          label: anyLabel(desk.random),
          blocks: [
            { kind: 'heading', text: anyLabel(desk.random) },
            { kind: 'facts', facts: [{ value }] },
          ],
        },
      ]
    },
  ],
  retireObject: [
    1,
    ({ random, things, touched }) => {
      const own = [...things.values()].filter(({ name }) => !(name in extended))
      if (own.length < 4) return
      const thing = random.pick(own)
      thing.retired = true
      touched.add(thing.name)
    },
  ],
  restoreObject: [
    3,
    ({ random, things, touched }) => {
      const gone = [...things.values()].filter(({ retired }) => retired === true)
      if (gone.length === 0) return
      const thing = random.pick(gone)
      thing.retired = false
      touched.add(thing.name)
    },
  ],
  grant: [
    1,
    ({ random, things, extra }) => {
      const where = random.chance(0.5) ? { where: anyFormula(random, ['name', ...letters]) } : {}
      extra.policies = [
        {
          name: `x.p${random.below(5)}`,
          object: random.pick([...things.keys(), 'x.nowhere']),
          operations: random.pick([['read'], ['read', 'update'], []]),
          who: { roles: ['sales'] },
          ...where,
        },
      ]
    },
  ],
  modules: [
    1,
    ({ random, extra }) => {
      extra.off = random.chance(0.6) ? [] : [random.pick(switched)]
    },
  ],
}

/** Another type, as people convert and as they had better not. */
function retype(desk: Desk): void {
  const { random, conversions } = desk
  change(
    desk,
    (field) => isInUse(field) && !isComputed(field),
    ({ name, label }, thing) => {
      conversions.push({ object: thing.name, field: name })
      return { ...bare, ...random.pick(plain)(random), name, label }
    },
  )
}

/** What belongs to one type alone does not go along. */
const bare = {
  ...{ maxLength: undefined, format: undefined, min: undefined, max: undefined, scale: undefined },
  ...{ options: undefined, to: undefined, pattern: undefined, currency: undefined, tax: undefined },
}

function restoreAsOther(desk: Desk): void {
  const { random, conversions } = desk
  change(
    desk,
    (field) => !isInUse(field) && !isComputed(field),
    ({ name, label }, thing) => {
      if (random.chance(0.5)) conversions.push({ object: thing.name, field: name })
      return { ...bare, ...random.pick(plain)(random), name, label, retired: false }
    },
  )
}

/** A field that the publication does not name any more. */
function leaveOut(desk: Desk): void {
  const thing = some(desk)
  const fit = thing.fields.filter((field) => !mayBeTitle(field))
  if (fit.length > 0) thing.fields.splice(thing.fields.indexOf(desk.random.pick(fit)), 1)
}

function fewerConditions(desk: Desk): void {
  const none = { shownWhen: undefined, requiredWhen: undefined, fixedWhen: undefined, default: undefined }
  const thing = some(desk)
  thing.fields.forEach((field, at) => {
    thing.fields[at] = { ...field, ...none, required: false } as unknown as Field
  })
}

const table = Object.values(edits).flatMap(([weight, edit]) => Array.from({ length: weight }, () => edit))
const weighed = (random: Random): Edit => random.pick(table)
