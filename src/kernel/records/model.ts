// Everything the write path needs to know about a schema, compiled once per definition version.
import { groupBy } from '#base/group-by'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { AccessModel, Role } from '#kernel/access'
import { alone, type CompileFormula, type Formula, type Kind, kindOfField, type Paths } from '#kernel/formula'
import {
  type Field,
  type Posting,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  target,
} from '#kernel/schema'
import type { Action } from './action.ts'
import { pickProblems } from './action-input.ts'
import { conditionsOf, type FieldConditions } from './conditions.ts'
import { type Follow, followTree } from './follow.ts'
import { gatherersAmong, gatheringCycles } from './gatherers.ts'
import { constraintsIn, dependencyOrder, inOrder, readersAmong } from './model-graph.ts'
import { sectionConditions } from './section-conditions.ts'
import { formulaTaxProblems, rollupTaxProblems } from './tax.ts'

export type CompiledField = { readonly field: ResolvedField; readonly formula: Formula }
export type CompiledCheck = {
  readonly name: string
  readonly field: string | null
  readonly formula: Formula
  readonly message: Field['label']
}
/** What must be true to enter a stage. */
export type CompiledNeed = Omit<CompiledCheck, 'name'>
export type CompiledRollup = {
  readonly parent: ResolvedObject
  readonly field: ResolvedField & { readonly type: 'rollup' }
  readonly where: Formula | null
}
export type CompiledPosting = {
  readonly posting: Posting
  readonly balance: ResolvedObject
  readonly add: readonly { readonly field: string; readonly formula: Formula }[]
}
export type CompiledAction = {
  readonly action: Action
  /** System actor under whose policies the action's changes are decided. */
  readonly authority: string
  readonly visible: Formula | null
  readonly checks: readonly {
    readonly formula: Formula
    readonly message: Field['label']
    readonly field?: string
  }[]
}

/** An action and the module that answers for it. */
export type AuthorisedAction = { readonly action: Action; readonly authority: string }

export type ObjectModel = {
  readonly object: ResolvedObject
  readonly defaults: readonly CompiledField[]
  /** In the order in which they may be computed. */
  readonly formulas: readonly CompiledField[]
  readonly checks: readonly CompiledCheck[]
  /** Of the fields that carry conditions. */
  readonly conditions: ReadonlyMap<string, FieldConditions>
  /** What entering each stage of its path takes, by the stage. */
  readonly needs: ReadonlyMap<string, readonly CompiledNeed[]>
  /** Roll-ups elsewhere that this object's records feed. */
  readonly feeds: readonly CompiledRollup[]
  readonly postings: readonly CompiledPosting[]
  readonly actions: ReadonlyMap<string, CompiledAction>
  readonly numbers: readonly (ResolvedField & { readonly type: 'autoNumber' })[]
  /** References whose records must be loaded to compute, by field. */
  readonly follow: Follow
  /** Records elsewhere whose formulas read this object's fields through their reference `by`. */
  readonly readers: readonly {
    readonly object: string
    readonly by: string
    readonly fields: ReadonlySet<string>
  }[]
  /** Records that gather from records of this object, which refer to them by `by`: what is computed or asked of them rests on these fields. */
  readonly gatherers: readonly {
    readonly object: string
    readonly by: string
    readonly fields: ReadonlySet<string>
  }[]
  /** What is asked of a record to be stored: checks, needs and conditions. */
  readonly judged: readonly Formula[]
  /** Objects whose records are parts of this one. */
  readonly parts: readonly { readonly object: string; readonly by: string }[]
}

export type RecordModel = {
  readonly schema: Schema
  /** The roles that there are, by what they are called. */
  readonly roles: readonly Role[]
  readonly access: AccessModel
  readonly compile: CompileFormula
  readonly objects: ReadonlyMap<string, ObjectModel>
  /** Objects so ordered that what is referred to comes first. */
  readonly order: readonly string[]
  /** Whether a formula of it asks which days are worked. */
  readonly calendar: boolean
  /** Which field a constraint of the database speaks of. */
  readonly constrained: (constraint: string) => Constrained | undefined
}

/** What a constraint of the database is about; of several fields `field` is the last. */
export type Constrained = {
  readonly object: string
  readonly field: string
  readonly fields: readonly string[]
}

/** Problems: those of formulas with the object and field as path; schema.formulaCycle. */
export function compileRecords(
  schema: Schema,
  access: AccessModel,
  actions: readonly AuthorisedAction[],
  compile: CompileFormula,
  roles: readonly Role[] = [],
): Result<RecordModel> {
  const compiler = formulaCompiler(schema, compile)
  const drafts = new Map<string, ObjectModel>()
  const grounds: Grounds = {
    ...{ schema, compiler },
    actions: groupBy(actions, ({ action }) => action.object),
    parts: partsIn(schema),
  }
  for (const object of schema.objects.values()) drafts.set(object.name, compileObject(object, grounds))
  const [readers, gatherers] = [readersAmong(drafts), gatherersAmong(drafts)]
  const objects = new Map(
    [...drafts].map(([name, draft]) => [
      name,
      { ...draft, readers: readers(name), gatherers: gatherers(name) },
    ]),
  )
  compiler.problems.push(...gatheringCycles(drafts))
  if (compiler.problems.length > 0) return failed(...compiler.problems)
  return ok({
    schema,
    roles,
    access,
    compile,
    objects,
    order: dependencyOrder(schema),
    calendar: compiler.formulas.some(({ calendar }) => calendar),
    constrained: constraintsIn(schema),
  })
}

type Compiler = {
  readonly problems: Problem[]
  /** All that were compiled. */
  readonly formulas: Formula[]
  readonly compile: (text: string, object: string, path: readonly string[], expected?: Kind) => Formula | null
  readonly condition: (text: string, object: string, path: readonly string[]) => Formula | null
  /** The same for what a record begins with, when none refers to it yet. */
  readonly first: Compiler['compile']
  /** The same for what is asked of each record by itself, wherever it is counted or added up. */
  readonly alone: Compiler['compile']
}

function formulaCompiler(schema: Schema, compile: CompileFormula): Compiler {
  const problems: Problem[] = []
  const formulas: Formula[] = []
  const keep = (result: Result<Formula>, path: readonly string[]): Formula | null => {
    if (result.ok) formulas.push(result.value)
    if (result.ok) return result.value
    problems.push(...result.problems.map((found) => ({ ...found, path: [...path, ...found.path] })))
    return null
  }
  return {
    problems,
    formulas,
    first: (text, object, path, expected) =>
      keep(compile(text, { schema, object, without: ['related'] }, expected), path),
    alone: (text, object, path, expected) =>
      keep(compile(text, { schema, object, without: alone }, expected), path),
    compile: (text, object, path, expected) => keep(compile(text, { schema, object }, expected), path),
    condition: (text, object, path) => keep(compile(text, { schema, object }, 'boolean'), path),
  }
}

type Grounds = {
  readonly schema: Schema
  readonly compiler: Compiler
  /** By the object that they are of. */
  readonly actions: ReadonlyMap<string, readonly AuthorisedAction[]>
  /** By the object that owns them. */
  readonly parts: ReadonlyMap<string, ObjectModel['parts']>
}

function partsIn({ objects }: Schema): Grounds['parts'] {
  const parts = new Map<string, { readonly object: string; readonly by: string }[]>()
  for (const { name, ownerField } of objects.values()) {
    const owner = ownerField && target(ownerField)
    if (!ownerField || !owner) continue
    const own = parts.get(owner) ?? []
    parts.set(owner, [...own, { object: name, by: ownerField.name }])
  }
  return parts
}

function compileObject(object: ResolvedObject, { schema, compiler, actions, parts }: Grounds): ObjectModel {
  const own = object.name
  const defaults = compact(
    object.fields.map((field) =>
      field.default === undefined
        ? null
        : withFormula(field, compiler.first(field.default, own, [own, 'defaults', field.name])),
    ),
  )
  const formulas = compact(
    object.fields.map((field) =>
      field.type === 'formula'
        ? withFormula(
            field,
            compiler.compile(field.formula, own, [own, field.name], kindOfField(field)?.kind),
          )
        : null,
    ),
  )
  const checks = compact(
    (object.checks ?? []).map((check) => {
      const formula = compiler.condition(check.formula, own, [own, 'checks', check.name])
      return formula && { name: check.name, field: check.field ?? null, formula, message: check.message }
    }),
  )
  for (const { field, formula } of formulas)
    compiler.problems.push(...formulaTaxProblems(object, field, formula))
  compiler.problems.push(...rollupTaxProblems(schema, object))
  const needs = compileNeeds(object, compiler)
  const sections = sectionConditions(object, compiler)
  const conditions = conditionsOf(
    object.fields,
    (text, { name }) =>
      text === undefined ? null : compiler.condition(text, own, [own, 'conditions', name]),
    ({ when }) => sections.get(when) ?? null,
  )
  const compiledActions = compileActions(schema, object, actions.get(own) ?? [], compiler)
  const judged = [
    ...[...checks, ...[...needs.values()].flat()].map(({ formula }) => formula),
    ...[...conditions.values()].flatMap(({ shown, required, fixed }) => compact([...shown, required, fixed])),
  ]
  const computed = [...defaults, ...formulas].map(({ formula }) => formula)
  const reads: Paths[] = [...computed, ...judged].map((formula) => formula.reads)
  return {
    object,
    defaults,
    formulas: inOrder(object, formulas, compiler.problems),
    checks,
    conditions,
    needs,
    feeds: compact(schema.incomingRollups(own).map((incoming) => compileRollup(incoming, own, compiler))),
    postings: compact(
      (object.postings ?? []).map((posting) => compilePosting(schema, own, posting, compiler)),
    ),
    actions: compiledActions,
    numbers: object.fields.filter(
      (field): field is ResolvedField & { type: 'autoNumber' } => field.type === 'autoNumber',
    ),
    follow: followTree(schema, object, reads.flat()),
    readers: [],
    gatherers: [],
    judged,
    parts: parts.get(own) ?? [],
  }
}

const compileNeeds = ({ name, path }: ResolvedObject, compiler: Compiler): ObjectModel['needs'] =>
  new Map(
    (path?.stages ?? []).map(({ key, needs = [] }) => [
      key,
      compact(
        needs.map(({ formula: text, message, field = null }) => {
          const formula = compiler.condition(text, name, [name, 'path', key])
          return formula && { formula, message, field }
        }),
      ),
    ]),
  )

const compact = <T>(items: readonly (T | null)[]): T[] => items.filter((item): item is T => item !== null)

const withFormula = (field: ResolvedField, formula: Formula | null): CompiledField | null =>
  formula && { field, formula }

function compileActions(
  schema: Schema,
  object: ResolvedObject,
  actions: readonly AuthorisedAction[],
  compiler: Compiler,
): Map<string, CompiledAction> {
  const compiled = new Map<string, CompiledAction>()
  for (const { action, authority } of actions) {
    const at = [object.name, action.name]
    const checks = (action.checks ?? []).flatMap((check) => {
      const formula = compiler.condition(check.formula, object.name, at)
      return formula
        ? [{ formula, message: check.message, ...(check.field === undefined ? {} : { field: check.field }) }]
        : []
    })
    const visible = action.visible === undefined ? null : compiler.condition(action.visible, object.name, at)
    compiler.problems.push(...pickProblems(schema, object, action))
    compiled.set(action.name, { action, authority, visible, checks })
  }
  return compiled
}

function compileRollup(
  incoming: { parent: ResolvedObject; field: ResolvedField },
  child: string,
  compiler: Compiler,
): CompiledRollup | null {
  const { parent, field } = incoming
  if (field.type !== 'rollup') return null
  const where =
    field.where === undefined
      ? null
      : compiler.alone(field.where, child, [parent.name, field.name], 'boolean')
  return { parent, field, where }
}

function compilePosting(
  schema: Schema,
  ledger: string,
  posting: Posting,
  compiler: Compiler,
): CompiledPosting | null {
  const balance = schema.object(posting.balance)
  if (!balance) return null
  const add = compact(
    Object.entries(posting.add).map(([field, text]) => {
      const formula = compiler.alone(text, ledger, [ledger, 'postings', posting.balance])
      return formula && { field, formula }
    }),
  )
  return { posting, balance, add }
}
