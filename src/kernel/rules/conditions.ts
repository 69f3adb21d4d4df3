// Formulas over one record, with whatever they follow loaded beforehand: what automation and flows decide by.
import type { Result } from '#base/result'
import type { CompileFormula, Environment, Formula, Me, Scope, Workdays } from '#kernel/formula'
import { type FormulaText, type Row, type Schema, target, type Value } from '#kernel/schema'

/** Compiled formulas of one schema version, each compiled once. */
export type FormulaBook = {
  readonly schema: Schema
  readonly get: (object: string, text: FormulaText, variables?: Scope['variables']) => Result<Formula>
}

/** Keep the book as long as the schema. `variables` of the same object must be the same names each time. */
export function formulaBook(schema: Schema, compile: CompileFormula): FormulaBook {
  const known = new Map<string, Result<Formula>>()
  return {
    schema,
    get(object, text, variables) {
      const key = JSON.stringify([object, text, [...(variables?.keys() ?? [])]])
      const result = known.get(key) ?? compile(text, { schema, object, ...(variables && { variables }) })
      known.set(key, result)
      return result
    },
  }
}

/** Records by object and id, as a formula follows its references. */
export type Follow = Environment['follow']
/** Fetches records by id; absent ones are left out. */
export type Fetch = (object: string, ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>

type Wanted = { readonly object: string; readonly row: Row; readonly path: readonly string[] }

/** A record and the formulas that are going to be asked of it. */
export type Subject = { readonly object: string; readonly row: Row; readonly formulas: readonly Formula[] }

/** Loads what the formulas of all subjects follow, level by level: one fetch for each object of a level, none for plain fields. */
export async function loadRelated(
  schema: Schema,
  subjects: readonly Subject[],
  fetch: Fetch,
): Promise<Follow> {
  const known = new Map<string, Map<string, Row>>()
  const follow: Follow = (object, id) => known.get(object)?.get(id)
  let wanted: readonly Wanted[] = subjects.flatMap(({ object, row, formulas }) =>
    formulas.flatMap(({ reads }) => reads.map((path) => ({ object, row, path }))),
  )
  while (wanted.length > 0) {
    const links = wanted.flatMap((want) => linkOf(schema, want))
    await fetchMissing(links, known, fetch)
    wanted = links.flatMap(({ object, id, path }) => {
      const row = follow(object, id)
      return row === undefined ? [] : [{ object, row, path }]
    })
  }
  return follow
}

type Link = { readonly object: string; readonly id: string; readonly path: readonly string[] }

/** Where a path of two or more names leads from a row; nothing when the reference is blank. */
function linkOf(schema: Schema, { object, row, path }: Wanted): readonly Link[] {
  const [name, ...rest] = path
  if (name === undefined || rest.length === 0) return []
  const field = schema.object(object)?.byName.get(name)
  const to = field === undefined ? null : target(field)
  const id = row[name]
  return to === null || typeof id !== 'string' ? [] : [{ object: to, id, path: rest }]
}

async function fetchMissing(
  links: readonly Link[],
  known: Map<string, Map<string, Row>>,
  fetch: Fetch,
): Promise<void> {
  for (const object of new Set(links.map((link) => link.object))) {
    const rows = known.get(object) ?? new Map<string, Row>()
    const ids = new Set(
      links.filter((link) => link.object === object && !rows.has(link.id)).map(({ id }) => id),
    )
    const found = ids.size === 0 ? [] : await fetch(object, [...ids].toSorted())
    for (const [id, row] of found) rows.set(id, row)
    known.set(object, rows)
  }
}

/** Where and when a formula is asked. */
export type Setting = {
  readonly me: Me
  readonly now: string
  readonly zone: string
  readonly variables?: Readonly<Record<string, Value>>
  readonly workdays?: Workdays | undefined
  readonly gather?: NonNullable<Environment['gather']>
}

/** Where a setting finds what only some formulas ask for. */
export type Sources = {
  readonly workdays?: () => Promise<Workdays>
  readonly gather?: (subjects: readonly Subject[]) => Promise<NonNullable<Environment['gather']>>
}

/** What the formulas of the subjects ask for beyond records; nothing is fetched where none does. */
export async function loadSetting(
  subjects: readonly Subject[],
  { workdays, gather }: Sources,
): Promise<Pick<Setting, 'workdays' | 'gather'>> {
  const gatherers = subjects.filter(({ formulas }) => formulas.some(({ gathers }) => gathers.length > 0))
  const asksCalendar = subjects.some(({ formulas }) => formulas.some(({ calendar }) => calendar))
  return {
    ...(workdays && asksCalendar ? { workdays: await workdays() } : {}),
    ...(gather && gatherers.length > 0 ? { gather: await gather(gatherers) } : {}),
  }
}

/** The value of a compiled formula over a row. */
export const valueIn = (formula: Formula, row: Row, follow: Follow, setting: Setting): Value =>
  formula.evaluate({ row, follow, ...setting })
