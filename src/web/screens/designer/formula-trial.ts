// What it takes to reckon a formula of a design on a record that stands: what to ask the server for, and what nobody can know yet. Pure.
import type { Environment, Formula } from '#kernel/formula'
import { fitted } from '#kernel/records'
import { type Field, type FormulaField, type Row, type Schema, systemFields, target } from '#kernel/schema'
import type { Catalog } from '../../data/catalog.ts'
import type { FormulaLanguage } from './formula-language.ts'

/** Where a formula is tried: over the design's schema, of which only a part is published. */
export type Ground = {
  readonly language: FormulaLanguage
  readonly schema: Schema
  readonly object: string
  readonly catalog: Catalog
  /** Whether what the server keeps of a computed field is what this design computes. */
  readonly stands: (field: FormulaField) => boolean
}

type Computed = { readonly field: FormulaField; readonly formula: Formula }

export type Trial = {
  readonly formula: Formula
  /** Field paths to ask for, each step of a path among them. */
  readonly asked: readonly string[]
  /** Fields of the design that are computed here first, in this order. */
  readonly computed: readonly Computed[]
  /** Paths that were never published, and are blank. */
  readonly unknown: readonly (readonly string[])[]
  /** Whether it looks at what only the server knows, such as the departments of who is signed in; that is blank here. */
  readonly looksBeyond: boolean
}

export function trialOf(formula: Formula, ground: Ground): Trial {
  const asked = new Set<string>()
  const computed = new Map<string, Computed>()
  const unknown: (readonly string[])[] = []
  const visited = new Set<string>()
  const visit = (of: Formula): void => {
    for (const path of of.reads) {
      const [name = '', ...rest] = path
      const inner = rest.length === 0 ? draftOf(name, ground) : undefined
      if (inner) {
        if (visited.has(name)) continue
        visited.add(name)
        visit(inner.formula)
        computed.set(name, inner)
      } else if (isPublished(path, ground))
        path.forEach((_, at) => void asked.add(path.slice(0, at + 1).join('.')))
      else unknown.push(path)
    }
  }
  visit(formula)
  const all = [formula, ...[...computed.values()].map((one) => one.formula)]
  const looksBeyond = all.some(
    ({ ast, calendar, gathers }) =>
      calendar || gathers.length > 0 || /"(?:departments|headed)"/.test(JSON.stringify(ast)),
  )
  return { formula, asked: [...asked], computed: [...computed.values()], unknown, looksBeyond }
}

/** A computed field whose formula the server does not know yet. */
function draftOf(name: string, { language, schema, object, stands }: Ground): Computed | undefined {
  const field = schema.object(object)?.byName.get(name)
  if (field?.type !== 'formula' || stands(field)) return undefined
  const formula = language.compileFormula(field.formula, { schema, object })
  return formula.ok ? { field, formula: formula.value } : undefined
}

function isPublished(path: readonly string[], { catalog, object }: Ground): boolean {
  let now: string | null | undefined = object
  for (const name of path) {
    const known = catalog.object(now ?? '')
    if (!known) return false
    const field = known.fields.find((one) => one.name === name)
    const isSystem = (systemFields as readonly string[]).includes(name)
    if (!field && !isSystem) return false
    now = field ? target(field) : /By$/.test(name) ? 'identity.person' : null
  }
  return true
}

/** The value on a row that was asked for, as `shown` would keep it; as it is where it is shown as nothing in particular. */
export function tried(
  { formula, computed, asked }: Trial,
  row: Row,
  moment: Pick<Environment, 'me' | 'now' | 'zone'>,
  shown: Field | undefined,
): Row[string] {
  const records = new Map<string, Record<string, Row[string]>>()
  for (const path of asked) {
    const steps = path.split('.')
    const id = row[steps.slice(0, -1).join('.')]
    const last = steps.at(-1) ?? ''
    if (steps.length > 1 && typeof id === 'string')
      records.set(id, { ...records.get(id), [last]: row[path] ?? null })
  }
  const full: Record<string, Row[string]> = { ...row }
  const environment: Environment = { ...moment, row: full, follow: (_, id) => records.get(id) }
  for (const { field, formula: inner } of computed)
    full[field.name] = fitted(inner.evaluate(environment), field)
  const value = formula.evaluate(environment)
  return shown === undefined ? value : fitted(value, shown)
}
