// What the rows of a batch look for among stored records, asked for at once and remembered for the batch.
import type { Row } from '#kernel/schema'
import type { Finding, Scope } from './expression.ts'
import { type CompiledRows, type CompiledStep, type MappingContext, scopeOf } from './map-row.ts'
import { isWhole } from './read-rows.ts'
import type { SourceRow, Unit } from './row.ts'
import type { Target } from './target.ts'

/** Answers identifiers by object, field and value. */
export async function find(
  compiled: CompiledStep,
  units: readonly Unit[],
  context: Omit<MappingContext, 'found'>,
  target: Target,
): Promise<Scope['found']> {
  const wanted = new Map<string, { finding: Finding; values: Set<string> }>()
  const look = (rows: CompiledRows, row: SourceRow, parent: SourceRow | null, position: number): void => {
    if (!isWhole(row)) return
    for (const finding of rows.uses.findings) {
      const value = finding.value(scopeOf({ ...context, found: () => undefined }, row, parent, position))
      const key = `${finding.object} ${finding.by}`
      const entry = wanted.get(key) ?? { finding, values: new Set<string>() }
      wanted.set(key, entry)
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== null) entry.values.add(String(one))
    }
  }
  for (const unit of units) {
    look(compiled.main, unit.main, null, 1)
    compiled.parts.forEach((rows, at) => {
      unit.parts[at]?.forEach((row, index) => {
        look(rows, row, unit.main, index + 1)
      })
    })
  }
  const known = new Map<string, Map<string, string | null>>()
  for (const [key, { finding, values }] of wanted) {
    const rows = await target.read(finding.object, finding.by, [...values], [finding.by])
    known.set(key, byValue(rows, finding.by))
  }
  return (object, by, value) => known.get(`${object} ${by}`)?.get(value)
}

/** Null where several records have the value. */
function byValue(rows: readonly Row[], field: string): Map<string, string | null> {
  const ids = new Map<string, string | null>()
  for (const row of rows) {
    const value = String(row[field])
    ids.set(value, ids.has(value) ? null : String(row.id))
  }
  return ids
}
