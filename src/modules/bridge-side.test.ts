// Every manifest from stock to coordination is checked as data, each formula compiled against the schema of them all.
import { describe, expect, test } from 'vitest'
import { flowActions, type Step } from '#kernel/flow'
import { type CompileFormula, compileFormula, type Kind } from '#kernel/formula'
import { variablesOf } from '#kernel/rules'
import { type Field, type ObjectDefinition, resolveSchema } from '#kernel/schema'
import { coordination } from '#modules/coordination'
import { crm } from '#modules/crm'
import { finance } from '#modules/finance'
import { inventory } from '#modules/inventory'
import { masterdata } from '#modules/masterdata'
import { performance } from '#modules/performance'
import { procurement } from '#modules/procurement'
import { production } from '#modules/production'
import { sales } from '#modules/sales'
import { service } from '#modules/service'

const ours = [inventory, procurement, production, coordination]
const modules = [masterdata, crm, sales, finance, service, performance, ...ours]

const both = (name: string) => ({ 'zh-CN': name, en: name })
const text = (name: string): Field => ({ type: 'text', name, label: both(name) })
const person: ObjectDefinition = {
  name: 'identity.person',
  label: both('person'),
  kind: 'record',
  title: 'name',
  fields: [text('name'), { type: 'department', name: 'department', label: both('department') }],
}
const department: ObjectDefinition = {
  name: 'identity.department',
  label: both('department'),
  kind: 'record',
  title: 'name',
  fields: [text('name'), text('code'), { type: 'person', name: 'head', label: both('head') }],
}

const resolved = resolveSchema('w_test', 1, [
  {
    layer: 'system',
    objects: [person, department, ...modules.flatMap((module) => module.objects)],
    extensions: modules.flatMap((module) => module.extend ?? []),
  },
])

type Said = readonly [
  object: string,
  formula: string | undefined,
  kind?: Kind,
  variables?: ReturnType<typeof variablesOf>,
]

const steps = (list: readonly Step[]): readonly Step[] =>
  list.flatMap((step) => (step.kind === 'parallel' ? step.branches.flatMap(steps) : [step]))

/** Every formula of a module and the object it is about. */
function formulas(module: (typeof modules)[number]): readonly Said[] {
  const bodies = [...module.objects.map((one) => ({ ...one, object: one.name })), ...(module.extend ?? [])]
  const said: Said[] = bodies.flatMap((body) => [
    ...(body.checks ?? []).map((check): Said => [body.object, check.formula, 'boolean']),
    ...(body.fields ?? []).flatMap((field): Said[] => [
      [body.object, field.default],
      ...(field.type === 'formula' ? [[body.object, field.formula] as const] : []),
      ...(field.type === 'rollup' ? [[field.object, field.where, 'boolean'] as const] : []),
    ]),
  ])
  for (const { name, postings } of module.objects)
    for (const posting of postings ?? [])
      said.push(...Object.values(posting.add).map((add): Said => [name, add]))
  for (const action of module.actions ?? [])
    said.push(
      [action.object, action.visible, 'boolean'],
      ...(action.checks ?? []).map((check): Said => [action.object, check.formula, 'boolean']),
    )
  for (const { object, where } of module.policies ?? []) said.push([object, where, 'boolean'])
  for (const metric of module.metrics ?? [])
    said.push(
      [metric.object, metric.of, 'number'],
      [metric.object, metric.where],
      [metric.object, metric.among],
    )
  for (const rule of module.rules ?? []) {
    said.push([rule.object, rule.if, 'boolean', variablesOf(rule)], [rule.object, rule.once])
    for (const act of rule.then) if (act.do === 'notify') said.push([rule.object, act.people])
  }
  for (const flow of module.flows ?? []) {
    said.push([flow.object, flow.startWhen, 'boolean'], [flow.object, flow.cancelWhen, 'boolean'])
    for (const step of steps(flow.steps))
      if (step.kind === 'task')
        said.push(
          [flow.object, step.doneWhen, 'boolean'],
          [flow.object, step.skipWhen, 'boolean'],
          [flow.object, step.holder.person],
        )
  }
  return said
}

test('all modules together resolve to one schema', () => {
  expect(resolved.ok ? [] : resolved.problems).toEqual([])
})

describe.each(ours.map((module) => [module.name, module] as const))('%s', (name, module) => {
  const compile: CompileFormula = compileFormula

  test('says only formulas that are understood', () => {
    if (!resolved.ok) throw new Error('no schema')
    const wrong = formulas(module).flatMap(([object, formula, kind, variables]) => {
      if (formula === undefined) return []
      const compiled = compile(
        formula,
        { schema: resolved.value, object, ...(variables && { variables }) },
        kind,
      )
      return compiled.ok ? [] : [{ object, formula, problems: compiled.problems }]
    })
    expect(wrong).toEqual([])
  })

  test('shows, offers and cuts by fields and actions that exist', () => {
    if (!resolved.ok) throw new Error('no schema')
    const schema = resolved.value
    const system = ['id', 'createdAt', 'updatedAt']
    const known = (object: string, field: string): boolean => {
      const [first = '', ...rest] = field.replace(/^-/, '').split('.')
      const found = schema.object(object)?.byName.get(first)
      if (found?.type === 'reference' && rest.length > 0) return known(found.to, rest.join('.'))
      return found !== undefined || system.includes(first)
    }
    const named: [string, string][] = [
      ...module.objects.flatMap((one) =>
        [...(one.list?.columns ?? []), ...(one.list?.sort ?? [])].map((field): [string, string] => [
          one.name,
          field,
        ]),
      ),
      ...(module.metrics ?? []).flatMap((one) =>
        [one.by, ...one.dimensions].map((field): [string, string] => [one.object, field]),
      ),
      ...(module.actions ?? []).flatMap((one) =>
        (one.checks ?? []).map((check): [string, string] => [one.object, check.field ?? 'id']),
      ),
    ]
    expect(named.filter(([object, field]) => !known(object, field))).toEqual([])
    const actions = modules.flatMap((one) => one.actions ?? [])
    const offered = (module.flows ?? []).flatMap((flow) =>
      steps(flow.steps)
        .flatMap((step) => (step.kind === 'task' ? (step.actions ?? []) : []))
        .map((action) => [flow.object, action]),
    )
    expect(
      offered.filter(
        ([object, action]) => !actions.some((one) => one.object === object && one.name === action),
      ),
    ).toEqual([])
  })

  test('grants only roles and operations that exist, and leaves no action ungranted', () => {
    const roles = (masterdata.roles ?? []).map((role) => role.name)
    const basic = ['*', 'read', 'create', 'update', 'remove', 'export', 'print']
    const actions = [...flowActions, ...modules.flatMap((one) => one.actions ?? [])]
    const wrong = (module.policies ?? []).flatMap((policy) => [
      ...(policy.who.roles ?? []).filter((role) => !roles.includes(role)),
      ...policy.operations.filter(
        (operation) =>
          !basic.includes(operation) &&
          !actions.some((one) => one.object === policy.object && one.name === operation),
      ),
    ])
    expect(wrong).toEqual([])
    const ungranted = (module.actions ?? []).filter(
      (action) =>
        !(module.policies ?? []).some(
          (policy) =>
            (policy.who.roles ?? policy.who.system) !== undefined &&
            policy.object === action.object &&
            policy.operations.includes(action.name),
        ),
    )
    expect(ungranted.map((action) => action.name)).toEqual([])
  })

  test('has every message in both languages with the same parameters, each name once', () => {
    const { 'zh-CN': chinese = {}, en = {} } = module.messages ?? {}
    const params = (said: string | undefined) => [...(said ?? '').matchAll(/\{\w+\}/g)].map(String).sort()
    expect(Object.keys(chinese)).toEqual(Object.keys(en))
    for (const code of Object.keys(en)) {
      expect(code.startsWith(`${name}.`)).toBe(true)
      expect(params(chinese[code]), code).toEqual(params(en[code]))
      expect(chinese[code]).toMatch(/\p{Script=Han}/u)
    }
    for (const list of [module.policies, module.metrics, module.rules, module.flows, module.reactions]) {
      const names = (list ?? []).map((one) => one.name)
      expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([])
    }
  })
})
