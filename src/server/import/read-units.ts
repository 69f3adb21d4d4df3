// The units of a step one after another: what is imported as a whole, what is passed over, what has no main row.
import { problem } from '#base/problem'
import type { Scope } from './expression.ts'
import { groupedRows } from './group-rows.ts'
import { compareKeys, notSorted, type PartReader, sortedPart, unsortedPart } from './join-parts.ts'
import {
  type CompiledRows,
  type CompiledStep,
  type MappingContext,
  type RowProblem,
  scopeOf,
} from './map-row.ts'
import { isWhole, readRows, type Source } from './read-rows.ts'
import { cellOf, rowsOf, type SourceRow, type Unit } from './row.ts'

export type Found =
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'skipped'; readonly rows: readonly SourceRow[] }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] }

/** The same files give the same sequence, so that a resumed import can pass over what it has done. */
export async function* readUnits(
  source: Source,
  compiled: CompiledStep,
  context: MappingContext,
): AsyncGenerator<Found> {
  const { step } = compiled
  if (step.group !== undefined) {
    for await (const rows of groupedRows(source, step.file, step.group.by)) {
      const [main] = rows
      if (main !== undefined) yield judged(compiled, { main, parts: [rows] }, context)
    }
    return
  }
  const aside: Found[] = []
  const parts = await Promise.all(
    compiled.parts.map((rows, at) => openPart(source, compiled, rows, at, context, aside)),
  )
  const needsOrder = (step.parts ?? []).some((part) => part.sorted !== false)
  let last: string | null = null
  for await (const main of readRows(source, step.file)) {
    if (needsOrder) last = checkOrder(compiled, main, last)
    const taken: (readonly SourceRow[])[] = []
    for (const [at, part] of parts.entries())
      taken.push(await part.take(cellOf(main, step.parts?.[at]?.of ?? '') ?? ''))
    yield* aside.splice(0)
    yield judged(compiled, { main, parts: taken }, context)
  }
  for (const part of parts) for await (const row of part.rest()) yield orphaned(row)
  yield* aside.splice(0)
}

function checkOrder(compiled: CompiledStep, main: SourceRow, last: string | null): string {
  const key = cellOf(main, compiled.step.parts?.[0]?.of ?? '') ?? ''
  if (last !== null && compareKeys(last, key) > 0) throw notSorted(main.heading.file, main)
  return key
}

function judged(compiled: CompiledStep, unit: Unit, context: MappingContext): Found {
  const rows = rowsOf(unit)
  const scope = scopeOf(context, unit.main)
  if (isWhole(unit.main) && !isWanted(compiled.main, scope)) return { kind: 'skipped', rows }
  const isAlone = unit.parts.every((part) => part.length === 0)
  return compiled.step.needsParts === true && isAlone ? { kind: 'skipped', rows } : { kind: 'unit', unit }
}

const isWanted = (rows: CompiledRows, scope: Scope): boolean => rows.when === null || rows.when(scope)

const orphaned = (row: SourceRow): Found => ({
  kind: 'refused',
  problems: [{ row, problem: problem('import.noMainRow') }],
})

async function openPart(
  source: Source,
  compiled: CompiledStep,
  rows: CompiledRows,
  at: number,
  context: MappingContext,
  aside: Found[],
): Promise<PartReader> {
  const part = compiled.step.parts?.[at]
  if (part === undefined) throw new RangeError(`no part ${at}`)
  const wanted = wantedRows(readRows(source, part.file), rows, context, aside)
  if (part.sorted === false) return unsortedPart(part, wanted)
  return sortedPart(part, wanted, (row) => aside.push(orphaned(row)))
}

async function* wantedRows(
  all: AsyncIterable<SourceRow>,
  rows: CompiledRows,
  context: MappingContext,
  aside: Found[],
): AsyncGenerator<SourceRow> {
  for await (const row of all) {
    if (!isWhole(row) || isWanted(rows, scopeOf(context, row))) yield row
    else aside.push({ kind: 'skipped', rows: [row] })
  }
}
