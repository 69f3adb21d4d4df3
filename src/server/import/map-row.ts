// A main row with its parts, as the changes that store it: pure, no reading and no writing.
import { type Problem, problem } from '#base/problem'
import type { Create, Values } from '#kernel/records'
import type { Value } from '#kernel/schema'
import {
  condition,
  type Evaluate,
  expression,
  noUses,
  type Scope,
  type Test,
  type Uses,
} from './expression.ts'
import type { RecordMapping, Step, Total } from './profile.ts'
import { cellOf, type SourceRow, type Unit } from './row.ts'

/** A record to be made, and the row it comes from. */
export type MappedRecord = {
  readonly create: Create
  readonly row: SourceRow
  readonly once: boolean
  /** The unique field by which a stored record is taken for this one. */
  readonly match: string | null
  /** Whether a stored record takes these values. */
  readonly updates: boolean
  /** The field of the unit's first record that it is a line of. */
  readonly within: string | null
  /** Fields whose cell is blank. */
  readonly blanks: readonly string[]
}

export type RowProblem = { readonly row: SourceRow; readonly problem: Problem }

export type Mapped = {
  readonly unit: Unit
  readonly records: readonly MappedRecord[]
  readonly problems: readonly RowProblem[]
}

export type MappingContext = Pick<Scope, 'person' | 'idOf' | 'found' | 'cellAt'>

type CompiledRecord = {
  readonly mapping: RecordMapping
  readonly when: Test | null
  readonly key: Evaluate
  readonly values: readonly (readonly [string, Evaluate])[]
  readonly by: Evaluate | null
  readonly at: Evaluate | null
}

/** What is made of the rows of one file of a step. */
export type CompiledRows = {
  readonly file: string
  readonly when: Test | null
  readonly records: readonly CompiledRecord[]
  readonly totals: readonly CompiledTotal[]
  readonly uses: Uses
}

export type CompiledTotal = { readonly total: Total; readonly when: Test | null; readonly of: Evaluate }

export type CompiledStep = {
  readonly step: Step
  readonly main: CompiledRows
  readonly parts: readonly CompiledRows[]
}

export const compileStep = (step: Step): CompiledStep => ({
  step,
  main: compileRows(
    step,
    (step.totals ?? []).filter((total) => total.part === undefined),
  ),
  parts: [
    ...(step.parts ?? []).map((part) =>
      compileRows(
        part,
        (step.totals ?? []).filter((total) => total.part === part.file),
      ),
    ),
    ...(step.group ? [compileRows({ file: step.file, records: step.group.records }, [])] : []),
  ],
})

function compileRows(
  source: Pick<Step, 'file' | 'when' | 'records'>,
  totals: readonly Total[],
): CompiledRows {
  const uses = noUses()
  return {
    file: source.file,
    when: testOf(source.when, uses),
    records: source.records.map((mapping) => compileRecord(mapping, uses)),
    totals: totals.map((total) => ({
      total,
      when: testOf(total.when, uses),
      of: expression({ number: total.of }, uses),
    })),
    uses,
  }
}

const testOf = (source: Step['when'], uses: Uses): Test | null =>
  source === undefined ? null : condition(source, uses)

const compileRecord = (mapping: RecordMapping, uses: Uses): CompiledRecord => ({
  mapping,
  when: testOf(mapping.when, uses),
  key: expression(mapping.key, uses),
  values: Object.entries(mapping.values).map(([field, source]) => [field, expression(source, uses)] as const),
  by: mapping.made?.by === undefined ? null : expression(mapping.made.by, uses),
  at: mapping.made?.at === undefined ? null : expression(mapping.made.at, uses),
})

export const scopeOf = (
  context: MappingContext,
  row: SourceRow,
  parent: SourceRow | null = null,
  position = 1,
): Scope => ({ ...context, row, parent, position, problems: [], field: '' })

/** Problems: import.noKey, and those of expressions with the field as path. A unit with problems is not to be written. */
export function mapUnit(compiled: CompiledStep, unit: Unit, context: MappingContext): Mapped {
  const records: MappedRecord[] = []
  const problems = [...contradictions(compiled, unit)]
  const mapRow = (made: readonly CompiledRecord[], scope: Scope): void => {
    for (const record of made) mapRecord(record, scope, records)
    for (const problem of scope.problems) problems.push({ row: scope.row, problem })
  }
  mapRow(compiled.main.records, scopeOf(context, unit.main))
  compiled.parts.forEach((part, at) => {
    unit.parts[at]?.forEach((row, index) => {
      mapRow(part.records, scopeOf(context, row, unit.main, index + 1))
    })
  })
  return { unit, records, problems }
}

/** Rows of one record that say different things of it. */
function contradictions({ step }: CompiledStep, { main, parts }: Unit): readonly RowProblem[] {
  if (step.group === undefined) return []
  const same = Object.entries(step.group.same)
  return parts.flat().flatMap((row) =>
    same.flatMap(([field, column]) => {
      const [first, cell] = [cellOf(main, column)?.trim() ?? '', cellOf(row, column)?.trim() ?? '']
      if (cell === '' || cell === first) return []
      return [{ row, problem: problem('import.differs', [field], { first, line: main.line }) }]
    }),
  )
}

function mapRecord(record: CompiledRecord, scope: Scope, records: MappedRecord[]): void {
  scope.field = 'when'
  if (record.when !== null && !record.when(scope)) return
  const { mapping } = record
  scope.field = 'key'
  const key = record.key(scope)
  if (key === null) {
    scope.problems.push({ code: 'import.noKey', path: ['key'], params: { object: mapping.object } })
    return
  }
  const id = scope.idOf(mapping.object, String(key))
  const values = valuesOf(record, scope)
  records.push({
    create: { kind: 'create', object: mapping.object, id, values, ...madeElsewhere(record, scope) },
    row: scope.row,
    once: mapping.once === true,
    match: mapping.match ?? null,
    updates: mapping.found === 'update',
    within: mapping.within ?? null,
    blanks: record.values.flatMap(([field]) => (Object.hasOwn(values, field) ? [] : [field])),
  })
}

/** Blank cells say nothing of it. */
function madeElsewhere(record: CompiledRecord, scope: Scope): Pick<Create, 'made'> {
  const read = (field: string, evaluate: Evaluate | null): string | null => {
    scope.field = fieldWithin(record.mapping.within ?? null, field)
    const value = evaluate?.(scope) ?? null
    return value === null ? null : String(value)
  }
  const [by, at] = [read('createdBy', record.by), read('createdAt', record.at)]
  return by === null && at === null
    ? {}
    : { made: { ...(by === null ? {} : { by }), ...(at === null ? {} : { at }) } }
}

/** A field as problems name it. */
export const fieldWithin = (within: string | null, field: string): string =>
  within === null ? field : `${within}.${field}`

/** Blank values are left out, so that the field takes its default. */
function valuesOf(record: CompiledRecord, scope: Scope): Values {
  const values: { [field: string]: Value } = {}
  for (const [field, evaluate] of record.values) {
    scope.field = fieldWithin(record.mapping.within ?? null, field)
    const value = evaluate(scope)
    if (value !== null) values[field] = value
  }
  return values
}
