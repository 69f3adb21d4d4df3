// Which modules a workspace has switched off, and what that takes from whom. Nothing is taken from what is stored.
import { type Problem, problem } from '#base/problem'
import type { AccessLimits } from '#kernel/access'
import type { FlowDefinition, Step } from '#kernel/flow'
import type { Rule } from '#kernel/rules'
import type { Extension, Field, Json, LayeredDefinitions, ResolvedObject, Schema } from '#kernel/schema'
import { namable, target } from '#kernel/schema'
import type { Module } from './manifest.ts'

type Kept = { readonly kind: string; readonly name: string; readonly body: Json }
export type Off = ReadonlySet<string>

const kind = 'modules'
const name = 'off'

/** The modules that what was published switches off. */
export function offIn(others: readonly Kept[]): readonly string[] {
  const body = others.find((one) => one.kind === kind)?.body
  return Array.isArray(body) ? body.map(String) : []
}

/** The other way, to be stored: nothing when every module is on. */
export const keptOff = (off: readonly string[]): readonly Kept[] =>
  off.length === 0 ? [] : [{ kind, name, body: [...new Set(off)].sort() }]

export const isSwitch = (one: Kept): boolean => one.kind === kind

/** What a module cannot be without: what it depends on and does not call optional. */
export const needsOf = ({ dependsOn, optional = [] }: Module): readonly string[] =>
  dependsOn.filter((one) => !optional.includes(one))

/** Problems: module.unknown, module.needed { module, by }, which names what would have to be off as well. */
export function switchProblems(modules: readonly Module[], off: readonly string[]): readonly Problem[] {
  const known = new Map(modules.filter(isSwitchable).map((module) => [module.name, module]))
  const unknown = off
    .filter((one) => !known.has(one))
    .map((one) => problem('module.unknown', [one], { name: one }))
  const needed = [...known.values()]
    .filter((module) => !off.includes(module.name))
    .flatMap((module) =>
      needsOf(module)
        .filter((one) => off.includes(one))
        .map((one) => [module, one] as const),
    )
  return [
    ...unknown,
    ...needed.map(([by, one]) =>
      problem('module.needed', [one], { ...labelled('module', known.get(one)), ...labelled('by', by) }),
    ),
  ]
}

/** The kernel's own cannot be switched. */
export const isSwitchable = ({ name: own }: Module): boolean => own !== 'platform'

const labelled = (as: string, module: Module | undefined): Record<string, string> => ({
  [`${as}.zh-CN`]: module?.label['zh-CN'] ?? '',
  [`${as}.en`]: module?.label.en ?? '',
})

export const isOn =
  (off: Off) =>
  ({ name: own }: Module): boolean =>
    !off.has(own)

/** Whether an object, or a flow, belongs to a module that is off: both are named after theirs. */
export const isOffObject = (off: Off, object: string): boolean =>
  off.size > 0 && off.has(object.split('.')[0] ?? '')

/** Problem: module.off, saying which. */
export const offProblem = (
  modules: readonly Module[],
  object: string,
  path: readonly string[] = [],
): Problem =>
  problem(
    'module.off',
    path,
    labelled(
      'module',
      modules.find((one) => one.name === object.split('.')[0]),
    ),
  )

/**
 * What the shipped modules say, as the system layer. Objects and fields of modules that are off stay, so that their tables and values do and
 * what is computed from them holds; what else they say of other objects is left out, and what counts on them is said as without them.
 */
export function systemLayer(modules: readonly Module[], off: Off = new Set()): LayeredDefinitions {
  const instead = new Map(
    modules
      .flatMap(({ without = {} }) => Object.entries(without).filter(([one]) => off.has(one)))
      .flatMap(([, { fields }]) => fields)
      .map(({ object, field, formula }) => [`${object} ${field}`, formula]),
  )
  const said = <T extends { readonly fields?: readonly Field[] }>(object: string, one: T): T =>
    instead.size === 0 || !one.fields
      ? one
      : { ...one, fields: one.fields.map((field) => replaced(field, instead.get(`${object} ${field.name}`))) }
  return {
    layer: 'system',
    objects: modules.flatMap((module) => module.objects).map((object) => said(object.name, object)),
    extensions: modules.flatMap((module) =>
      (module.extend ?? []).map((extension) =>
        said(extension.object, off.has(module.name) ? silent(extension) : extension),
      ),
    ),
  }
}

/** Fields and their ways of being found, asked of nobody. */
const silent = ({ object, fields = [], indexes }: Extension): Extension => ({
  object,
  fields: fields.map(({ required: _, ...field }) => field as Field),
  ...(indexes ? { indexes } : {}),
})

/** A computed value, computed in another way. */
function replaced(field: Field, formula: string | undefined): Field {
  if (formula === undefined) return field
  if (field.type === 'formula') return { ...field, formula }
  if (field.type !== 'rollup') throw new Error(`${field.name} is not computed`)
  const { object: _, by: __, take: ___, field: ____, where: _____, ...rest } = field
  return { ...rest, type: 'formula', formula }
}

/** Fields of objects that stay, which nobody sees while the modules are off: what those added, what leads to them, what is counted there. */
function hiddenIn(modules: readonly Module[], off: Off): ReadonlyMap<string, ReadonlySet<string>> {
  const hidden = new Map<string, Set<string>>()
  const hide = (object: string, field: string): void => {
    hidden.set(object, (hidden.get(object) ?? new Set()).add(field))
  }
  for (const module of modules) {
    if (off.has(module.name))
      for (const { object, fields = [] } of module.extend ?? [])
        for (const field of fields) hide(object, field.name)
    for (const [one, { fields }] of Object.entries(module.without ?? {}))
      if (off.has(one)) for (const { object, field } of fields) hide(object, field)
  }
  return hidden
}

/** What people are not granted, whatever policies say; undefined when every module is on. */
export function limitsOf(modules: readonly Module[], off: Off, schema: Schema): AccessLimits | undefined {
  if (off.size === 0) return undefined
  const hidden = hiddenIn(modules, off)
  const gone = [...schema.objects.keys()].filter((object) => isOffObject(off, object))
  const flows = modules.filter((module) => off.has(module.name)).flatMap((module) => module.flows ?? [])
  const leadsAway = (field: Field): boolean => {
    const isCounted = field.type === 'rollup' || field.type === 'lines'
    const one = isCounted ? field.object : target(field)
    const all = one === null ? namable(field) : [one]
    return all.length > 0 && all.every((to) => isOffObject(off, to))
  }
  return {
    isOff: (object) => isOffObject(off, object),
    hides: (object) =>
      new Set([
        ...(hidden.get(object.name) ?? []),
        ...object.fields.filter(leadsAway).map((field) => field.name),
      ]),
    where: (object) =>
      object.layer === 'overlay'
        ? undefined
        : notAbout(
            object,
            gone,
            flows.map((flow) => flow.name),
          ),
  }
}

/** Tasks, messages and comments about what is off, and tasks of flows that are off, rest unseen. */
function notAbout(
  { byName }: ResolvedObject,
  objects: readonly string[],
  flows: readonly string[],
): string | undefined {
  if (byName.get('object')?.type !== 'text') return undefined
  const named = [
    ...objects.map((one) => `object = '${one}'`),
    ...(byName.get('flow')?.type === 'text' ? flows.map((one) => `flow = '${one}'`) : []),
  ]
  return named.length === 0 ? undefined : `not (${named.join(' or ')})`
}

/** Automations of modules that are on, which speak of none that is off. */
export function standingRules(modules: readonly Module[], off: Off): readonly Rule[] {
  const speaksOfOff = (rule: Rule): boolean =>
    isOffObject(off, rule.object) ||
    rule.then.some((step) => 'object' in step && step.object !== undefined && isOffObject(off, step.object))
  return modules
    .filter(isOn(off))
    .flatMap((module) => module.rules ?? [])
    .filter((rule) => !speaksOfOff(rule))
}

/** Flows as they are drawn: without the steps that are passed while a module is off. */
export function drawnFlows(
  modules: readonly Module[],
  off: Off,
  flows: readonly FlowDefinition[],
): readonly FlowDefinition[] {
  const passed = new Set(
    modules.flatMap(({ flows: own = [], without = {} }) =>
      Object.entries(without)
        .filter(([name]) => off.has(name))
        .flatMap(([, { steps = [] }]) => own.flatMap((flow) => steps.map((step) => `${flow.name} ${step}`))),
    ),
  )
  return passed.size === 0
    ? flows
    : flows.map((flow) => ({
        ...flow,
        steps: left(flow.steps, (step) => passed.has(`${flow.name} ${step}`)),
      }))
}

const left = (steps: readonly Step[], isPassed: (name: string) => boolean): readonly Step[] =>
  steps
    .filter(({ name: own }) => !isPassed(own))
    .flatMap((step): readonly Step[] => {
      if (step.kind !== 'parallel') return [step]
      const branches = step.branches
        .map((branch) => left(branch, isPassed))
        .filter(({ length }) => length > 0)
      return branches.length === 0 ? [] : [{ ...step, branches }]
    })
