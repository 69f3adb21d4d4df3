// Every formula of the sales side compiles against one schema of its modules, and every policy with it.
import { expect, test } from 'vitest'
import { compileAccess } from '#kernel/access'
import type { Step } from '#kernel/flow'
import { compileFormula, type Kind, type KindOf } from '#kernel/formula'
import { type Field, type ObjectDefinition, resolveSchema } from '#kernel/schema'
import { crm } from '#modules/crm'
import { finance } from '#modules/finance'
import { masterdata } from '#modules/masterdata'
import { performance } from '#modules/performance'
import { sales } from '#modules/sales'
import { service } from '#modules/service'

const modules = [masterdata, crm, sales, finance, service, performance]
const label = { 'zh-CN': '名称', en: 'Name' }
const kernelObject = (name: string, field: Field): ObjectDefinition => ({
  name,
  label,
  kind: 'record',
  title: 'name',
  fields: [{ type: 'text', name: 'name', label }, field],
})
const layer = {
  layer: 'system' as const,
  objects: [
    kernelObject('identity.person', { type: 'department', name: 'department', label }),
    kernelObject('identity.department', { type: 'person', name: 'head', label }),
    ...modules.flatMap((module) => module.objects),
  ],
  extensions: [
    ...modules.flatMap((module) => module.extend ?? []),
    // Declared by coordination, measured by performance.
    { object: 'sales.orderLine', fields: [{ type: 'date' as const, name: 'shippedOn', label }] },
  ],
}
const resolved = resolveSchema('w_test', 1, [layer])
if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems))
const schema = resolved.value

type Formula = {
  readonly at: string
  readonly object: string
  readonly text: string | undefined
  readonly expected?: Kind
  readonly variables?: ReadonlyMap<string, KindOf>
}
const condition = (at: string, object: string, text: string | undefined): Formula => ({
  at,
  object,
  text,
  expected: 'boolean',
})
const value = (at: string, object: string, text: string | undefined): Formula => ({ at, object, text })

const ofField = (object: string, field: Field): readonly Formula[] => [
  value(`${object}.${field.name} default`, object, field.default),
  ...(field.type === 'formula' ? [value(`${object}.${field.name}`, object, field.formula)] : []),
  ...(field.type === 'rollup' ? [condition(`${object}.${field.name} where`, field.object, field.where)] : []),
]

function ofStep(object: string, step: Step): readonly Formula[] {
  switch (step.kind) {
    case 'task':
      return [
        value(`${step.name} holder`, object, step.holder.person),
        condition(`${step.name} done`, object, step.doneWhen),
        condition(`${step.name} skip`, object, step.skipWhen),
      ]
    case 'branch':
      return [
        ...step.cases.map(({ when }) => condition(step.name, object, when)),
        ...[...step.cases.flatMap(({ steps }) => steps), ...(step.otherwise ?? [])].flatMap((inner) =>
          ofStep(object, inner),
        ),
      ]
    case 'parallel':
      return step.branches.flat().flatMap((inner) => ofStep(object, inner))
    case 'wait':
      return [condition(step.name, object, step.until)]
    case 'end':
      return []
  }
}

const fields = [...schema.objects.values()].flatMap((object) => [
  ...object.fields.flatMap((field) => ofField(object.name, field)),
  ...(object.checks ?? []).map((check) => condition(check.name, object.name, check.formula)),
])
const verbs = modules.flatMap((module) =>
  (module.actions ?? []).flatMap((action) => [
    condition(`${action.name} visible`, action.object, action.visible),
    ...(action.checks ?? []).map((check) => condition(action.name, action.object, check.formula)),
  ]),
)
const measures = modules.flatMap((module) =>
  (module.metrics ?? []).flatMap(({ name, object, of, where, among, by, dimensions }) => [
    { ...value(name, object, of), expected: 'number' as const },
    condition(name, object, where),
    condition(name, object, among),
    ...[by, ...dimensions].map((path) => value(name, object, path)),
  ]),
)
const automations = modules.flatMap((module) =>
  (module.rules ?? []).flatMap((rule) => [
    {
      ...condition(rule.name, rule.object, rule.if),
      variables: new Map<string, KindOf>([['before', { kind: 'record', object: rule.object }]]),
    },
    value(rule.name, rule.object, rule.once),
    ...rule.then.flatMap((one) =>
      one.do === 'notify'
        ? [value(rule.name, rule.object, one.people), value(rule.name, rule.object, one.headOf)]
        : [],
    ),
  ]),
)
const flows = modules.flatMap((module) =>
  (module.flows ?? []).flatMap((flow) => [
    condition(flow.name, flow.object, flow.startWhen),
    condition(flow.name, flow.object, flow.cancelWhen),
    ...flow.steps.flatMap((step) => ofStep(flow.object, step)),
  ]),
)

test.each([
  ['fields and checks', fields],
  ['actions', verbs],
  ['metrics', measures],
  ['automations', automations],
  ['flows', flows],
] as const)('the formulas of %s compile', (_name, formulas) => {
  const written = formulas.filter(({ text }) => text !== undefined)
  const wrong = written.flatMap(({ at, object, text, expected, variables }) => {
    const compiled = compileFormula(
      text ?? '',
      { schema, object, ...(variables ? { variables } : {}) },
      expected,
    )
    return compiled.ok ? [] : [{ at, text, problems: compiled.problems }]
  })
  expect(wrong).toEqual([])
  expect(written.length).toBeGreaterThan(5)
})

test('every policy compiles', () => {
  const policies = modules.flatMap((module) => module.policies ?? [])
  const compiled = compileAccess(schema, policies, compileFormula)
  expect(compiled.ok ? [] : compiled.problems).toEqual([])
})
