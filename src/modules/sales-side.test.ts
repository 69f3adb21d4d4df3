// Every manifest of the sales side is checked as data: names, references, labels, policies, and one resolved schema of them all.
import { describe, expect, test } from 'vitest'
import { type Field, type ObjectDefinition, resolveSchema } from '#kernel/schema'
import { crm } from '#modules/crm'
import { finance } from '#modules/finance'
import { masterdata } from '#modules/masterdata'
import { performance } from '#modules/performance'
import { sales } from '#modules/sales'
import { service } from '#modules/service'

const modules = [masterdata, crm, sales, finance, service, performance]
/** Fields that coordination declares and performance measures. */
const foreign = ['shippedOn']

const named = (name: string, ...fields: Field[]): ObjectDefinition => ({
  name,
  label: { 'zh-CN': name, en: name },
  kind: 'record',
  title: 'name',
  fields: [{ type: 'text', name: 'name', label: { 'zh-CN': '名称', en: 'Name' } }, ...fields],
})
const kernelObjects = [named('identity.person'), named('identity.department')]

const objects = modules.flatMap((module) => module.objects)
const extensions = modules.flatMap((module) => module.extend ?? [])
const fieldsOf = (object: string): ReadonlySet<string> =>
  new Set([
    ...(objects.find((one) => one.name === object)?.fields ?? []).map((field) => field.name),
    ...extensions
      .filter((one) => one.object === object)
      .flatMap((one) => one.fields ?? [])
      .map((field) => field.name),
    'id',
    'createdAt',
    'createdBy',
    'updatedAt',
    'updatedBy',
  ])
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

/** Every `label`, `help`, `message`, `text`, `confirm` or `guide` anywhere inside a definition. */
function labels(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    ['label', 'help', 'message', 'confirm', 'guide'].includes(key) && typeof inner === 'object'
      ? [[`${path}.${key}`, inner] as const]
      : labels(inner, `${path}.${key}`),
  )
}

test('the objects of all modules resolve to one schema', () => {
  const layer = { layer: 'system', objects: [...kernelObjects, ...objects], extensions } as const
  const resolved = resolveSchema('w_test', 1, [layer])
  expect(resolved.ok ? [] : resolved.problems).toEqual([])
})

describe.each(modules.map((module) => [module.name, module] as const))('%s', (name, module) => {
  test('brings objects of its own name only, each name once', () => {
    expect(module.objects.filter((object) => !object.name.startsWith(`${name}.`))).toEqual([])
    const actions = (module.actions ?? []).map((action) => `${action.object} ${action.name}`)
    const others = [module.metrics, module.rules, module.flows, module.policies, module.reactions]
    for (const names of [actions, ...others.map((list) => (list ?? []).map((one) => one.name))]) {
      expect(repeated(names)).toEqual([])
    }
  })

  test('names nothing outside what it depends on', () => {
    const allowed = [name, ...module.dependsOn, 'identity']
    const used = [
      ...module.objects.flatMap((object) => object.fields),
      ...(module.extend ?? []).flatMap((extension) => extension.fields ?? []),
      ...(module.actions ?? []).flatMap((action) => action.input),
    ].flatMap((field) => (field.type === 'reference' ? [field.to] : 'object' in field ? [field.object] : []))
    const touched = [
      ...(module.extend ?? []).map((one) => one.object),
      ...(module.actions ?? []).map((one) => one.object),
      ...(module.rules ?? []).map((one) => one.object),
      ...(module.flows ?? []).map((one) => one.object),
      ...(module.policies ?? []).map((one) => one.object).filter((object) => object !== '*'),
    ]
    const outside = [...used, ...touched].filter((object) => !allowed.includes(object.split('.')[0] ?? ''))
    expect(outside).toEqual([])
  })

  test('says everything in Chinese and in English', () => {
    const { messages, ...definitions } = module
    const texts = [...labels(definitions), ...labels((module.rules ?? []).flatMap((rule) => rule.then))]
    const missing = texts.filter(([, label]) => {
      const { 'zh-CN': zh, en } = label as Record<string, string>
      return !zh || !en || !/\p{Script=Han}/u.test(zh + (zh.match(/^[A-C]/) ? '中' : ''))
    })
    expect(missing.filter(([path]) => !path.includes('help'))).toEqual([])
    expect(Object.keys(messages?.['zh-CN'] ?? {})).toEqual(Object.keys(messages?.en ?? {}))
  })

  test('draws, sorts, searches and grants only fields that exist', () => {
    const wrong: string[] = []
    const check = (object: string, names: readonly string[]) => {
      const known = fieldsOf(object)
      for (const one of names) if (!known.has(one.replace(/^-/, ''))) wrong.push(`${object}.${one}`)
    }
    for (const object of module.objects) {
      check(object.name, object.list?.columns ?? [])
      check(object.name, [...(object.list?.sort ?? []), ...(object.list?.board ? [object.list.board] : [])])
      check(
        object.name,
        (object.form ?? []).flatMap((section) => section.fields),
      )
      check(
        object.name,
        (object.checks ?? []).flatMap((one) => (one.field ? [one.field] : [])),
      )
    }
    for (const { object, checks } of module.actions ?? []) {
      check(
        object,
        (checks ?? []).flatMap((one) => (one.field ? [one.field] : [])),
      )
    }
    for (const { object, fields, via } of module.policies ?? []) {
      const lists = [fields?.read, fields?.write].map((grant) => {
        if (grant === undefined || grant === '*') return []
        return 'except' in grant ? grant.except : grant
      })
      // A policy over a whole module names no single field.
      if (!object.includes('*')) check(object, [...lists.flat(), ...(via ? [via] : [])])
    }
    expect(wrong).toEqual([])
  })

  test('grants only operations that exist, to roles that exist', () => {
    const basic = ['*', 'read', 'create', 'update', 'remove', 'export', 'print', 'copy', 'override']
    const actions = modules.flatMap((one) => one.actions ?? [])
    const roles = (masterdata.roles ?? []).map((role) => role.name)
    const wrong = (module.policies ?? []).flatMap((policy) => [
      ...policy.operations.filter(
        (operation) =>
          !basic.includes(operation) &&
          !actions.some((action) => action.object === policy.object && action.name === operation),
      ),
      ...(policy.who.roles ?? []).filter((role) => !roles.includes(role)),
    ])
    expect(wrong).toEqual([])
  })

  test('leaves no action ungranted and lets nobody write a ledger by hand', () => {
    const policies = modules.flatMap((one) => one.policies ?? [])
    const people = policies.filter((policy) => !policy.who.system && policy.object !== '*')
    const ungranted = (module.actions ?? []).filter(
      (action) => !people.some((one) => one.object === action.object && one.operations.includes(action.name)),
    )
    expect(ungranted.map((action) => `${action.object} ${action.name}`)).toEqual([])
    const ledgers = module.objects.filter((object) => object.kind === 'ledger').map((object) => object.name)
    const byHand = people.filter((one) => ledgers.includes(one.object) && one.operations.includes('create'))
    expect(byHand).toEqual([])
  })

  test('measures existing fields', () => {
    const wrong = (module.metrics ?? []).flatMap((metric) =>
      [metric.by, ...metric.dimensions]
        .map((path) => path.split('.')[0] ?? '')
        .filter((field) => !fieldsOf(metric.object).has(field) && !foreign.includes(field))
        .map((field) => `${metric.name}: ${field}`),
    )
    expect(wrong).toEqual([])
  })
})
