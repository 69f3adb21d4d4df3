// The sums that a step promises: over the rows of the source, and over the records that are stored of them.
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import { type CompiledRows, type CompiledStep, type MappingContext, scopeOf } from './map-row.ts'
import type { SourceRow, Unit } from './row.ts'
import { addSum, type Tally } from './tally.ts'
import type { Target } from './target.ts'
import type { Outcome } from './write-batch.ts'

/** The field of a total that counts records. */
const counted = '$count'

/** Adds the rows of a unit; a cell that is no number counts as nothing, its row having been refused for it. */
export function sumRows(
  compiled: CompiledStep,
  unit: Unit,
  context: MappingContext,
  side: 'source' | 'refused',
  tally: Tally,
): void {
  sumWith(compiled.main, [unit.main], null, context, side, tally)
  compiled.parts.forEach((rows, at) => {
    sumWith(rows, unit.parts[at] ?? [], unit.main, context, side, tally)
  })
}

function sumWith(
  rows: CompiledRows,
  source: readonly SourceRow[],
  parent: SourceRow | null,
  context: MappingContext,
  side: 'source' | 'refused',
  tally: Tally,
): void {
  for (const { total, when, of } of rows.totals) {
    for (const row of source) {
      const scope = scopeOf(context, row, parent)
      const value = when === null || when(scope) ? of(scope) : null
      addSum(tally, total.name, side, value === null ? '0' : String(value))
    }
  }
}

/** Reads back what is stored of a batch and adds it. Throws ImportFailure import.notStored when a record is missing. */
export async function sumStored(
  compiled: CompiledStep,
  outcome: Outcome,
  target: Target,
  tally: Tally,
): Promise<void> {
  const totals = compiled.step.totals ?? []
  for (const object of new Set(totals.map((total) => total.object))) {
    const records = [...outcome.created, ...outcome.changed, ...outcome.existing].filter(
      ({ create }) => create.object === object,
    )
    const ids = [...new Set(records.map(({ create }) => create.id))]
    const own = totals.filter((total) => total.object === object)
    const rows = await target.read(
      object,
      'id',
      ids,
      [...new Set(own.map((total) => total.field))].filter((field) => field !== counted),
    )
    if (rows.length < ids.length)
      throw new ImportFailure(problem('import.notStored', [], { object, missing: ids.length - rows.length }))
    for (const { name, field } of own)
      for (const row of rows)
        addSum(tally, name, 'stored', field === counted ? '1' : String(row[field] ?? '0'))
  }
}
