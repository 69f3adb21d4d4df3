// What lines come to while they are typed: their formulas and the sums of the whole, by the same formulas as on the server.
import { type Decimal, formatDecimal, parseDecimal, sum } from '#base/values/decimal'
import { compileFormula, type Environment, type Formula } from '#kernel/formula'
import type { ObjectMetadata } from '#kernel/module'
import type { ResolvedObject, Row, Schema } from '#kernel/schema'

export type LineFormulas = readonly {
  readonly name: string
  readonly formula: Formula
  readonly scale: number
}[]

/**
 * Formulas over what a person types into the line, in the order in which they rest on each other. One that reads what only the
 * server fills in is left out: nothing is shown that saving would not store.
 */
export function lineFormulas(object: ObjectMetadata): LineFormulas {
  const schema = schemaOf(object)
  const filled = new Set(object.fields.filter(({ readOnly }) => readOnly).map(({ name }) => name))
  const found = object.fields.flatMap((field) => {
    if (field.type !== 'formula') return []
    const compiled = compileFormula(field.formula, { schema, object: object.name })
    const isOwn =
      compiled.ok &&
      !compiled.value.calendar &&
      compiled.value.gathers.length === 0 &&
      compiled.value.reads.every(([name = '', ...rest]) => rest.length === 0 && !filled.has(name))
    return isOwn ? [{ name: field.name, formula: compiled.value, scale: field.scale ?? 2 }] : []
  })
  return inOrder(found)
}

function inOrder(formulas: LineFormulas): LineFormulas {
  const names = new Set(formulas.map(({ name }) => name))
  const done = new Set<string>()
  const ordered: LineFormulas[number][] = []
  for (let left = [...formulas]; left.length > 0; ) {
    const ready = left.filter(({ formula }) =>
      formula.reads.every(([name = '']) => !names.has(name) || done.has(name)),
    )
    if (ready.length === 0) break
    for (const one of ready) done.add(one.name)
    ordered.push(...ready)
    left = left.filter(({ name }) => !done.has(name))
  }
  return ordered
}

/** Enough of a schema to understand formulas over one object. */
export function schemaOf(object: ObjectMetadata): Schema {
  const fields = object.fields.map((field) => ({ ...field, column: field.name }))
  const resolved = {
    ...object,
    table: object.name,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    ownerField: null,
  } as unknown as ResolvedObject
  return {
    objects: new Map([[object.name, resolved]]),
    object: (name: string) => (name === object.name ? resolved : undefined),
  } as unknown as Schema
}

/** A default that needs nothing to be known, such as '0'. */
const plainDefault = /^-?\d+(\.\d+)?$/

/** The line with what a blank cell becomes on saving where that is a plain number, and with its formulas computed. */
export function computedLine(
  object: ObjectMetadata,
  formulas: LineFormulas,
  row: Row,
  moment: Pick<Environment, 'me' | 'now' | 'zone'>,
): Row {
  const full: { [name: string]: Row[string] } = { ...row }
  for (const { name, default: given } of object.fields)
    if ((full[name] ?? null) === null && given !== undefined && plainDefault.test(given)) full[name] = given
  for (const { name, formula, scale } of formulas) {
    const value = parseDecimal(formula.evaluate({ ...moment, row: full, follow: () => undefined }))
    full[name] = value === undefined ? null : formatDecimal(value, scale)
  }
  const computed = formulas.map(({ name }) => [name, full[name] ?? null])
  return { ...row, ...Object.fromEntries(computed) }
}

export type LineSum = {
  readonly field: ObjectMetadata['fields'][number]
  readonly value: string
}

/** The sums of computed amounts that the whole keeps over these lines. */
export function lineSums(
  whole: ObjectMetadata,
  lines: string,
  formulas: LineFormulas,
  rows: readonly Row[],
): readonly LineSum[] {
  const known = new Set(formulas.map(({ name }) => name))
  return whole.fields.flatMap((field) => {
    if (field.type !== 'rollup' || field.object !== lines || field.take !== 'sum') return []
    if (field.result !== 'money' || field.where !== undefined || field.hidden) return []
    if (!known.has(field.field ?? '')) return []
    const parts = rows.map((row) => parseDecimal(row[field.field ?? ''])).filter((part) => part !== undefined)
    return [{ field, value: formatDecimal(sum(parts), field.scale ?? 2) }]
  })
}

/** The tax between an inclusive and an exclusive sum; null where there are not both. */
export function taxOf(sums: readonly LineSum[]): string | null {
  const of = (tax: string): Decimal | undefined =>
    parseDecimal(sums.find(({ field }) => 'tax' in field && field.tax === tax)?.value)
  const [inclusive, exclusive] = [of('inclusive'), of('exclusive')]
  return inclusive === undefined || exclusive === undefined
    ? null
    : formatDecimal(inclusive.minus(exclusive), 2)
}
