// What comes before what: formulas of a record, records elsewhere that read it, tables that name each other, constraints by name.
import type { Problem } from '#base/problem'
import { constraintName, type ResolvedObject, type Schema, target, uniquenessOf } from '#kernel/schema'
import type { CompiledField, Constrained, ObjectModel, RecordModel } from './model.ts'

/** Formulas sorted so that each comes after those of its own record that it reads. */
export function inOrder(
  object: ResolvedObject,
  formulas: readonly CompiledField[],
  problems: Problem[],
): readonly CompiledField[] {
  const byName = new Map(formulas.map((entry) => [entry.field.name, entry]))
  const sorted: CompiledField[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (entry: CompiledField): void => {
    const { name } = entry.field
    if (state.get(name) === 'done') return
    if (state.get(name) === 'open') {
      problems.push({ code: 'schema.formulaCycle', path: [object.name, name], params: { name } })
      return
    }
    state.set(name, 'open')
    for (const path of entry.formula.reads) {
      const read = path.length === 1 ? byName.get(path[0] ?? '') : undefined
      if (read) visit(read)
    }
    state.set(name, 'done')
    sorted.push(entry)
  }
  formulas.forEach(visit)
  return sorted
}

type Reading = { readonly object: string; readonly by: string; readonly fields: Set<string> }

/** Entries by the object that is read, one for each reference that leads there. */
export function readings(): {
  readonly note: (read: string, object: string, by: string) => Set<string>
  readonly of: (read: string) => readonly Reading[]
} {
  const known = new Map<string, Map<string, Reading>>()
  return {
    note(read, object, by) {
      const entries = known.get(read) ?? new Map<string, Reading>()
      known.set(read, entries)
      const key = `${object}.${by}`
      const entry = entries.get(key) ?? { object, by, fields: new Set<string>() }
      entries.set(key, entry)
      return entry.fields
    },
    of: (read) => [...(known.get(read)?.values() ?? [])],
  }
}

/** Which stored formulas elsewhere go stale when a record of an object changes. One hop: a deeper path is renewed step by step. */
export function readersAmong(
  drafts: ReadonlyMap<string, ObjectModel>,
): (name: string) => ObjectModel['readers'] {
  const readers = readings()
  for (const { object, formulas } of drafts.values())
    for (const { formula } of formulas)
      for (const [by, read] of formula.reads) {
        const field = by === undefined ? undefined : object.byName.get(by)
        const to = field && target(field)
        if (by !== undefined && read !== undefined && to) readers.note(to, object.name, by).add(read)
      }
  return readers.of
}

export function dependencyOrder(schema: Schema): readonly string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const visit = (object: ResolvedObject): void => {
    if (seen.has(object.name)) return
    seen.add(object.name)
    for (const field of object.fields) {
      const to = field.column === null ? null : target(field)
      const referred = to === null ? undefined : schema.object(to)
      if (referred) visit(referred)
    }
    order.push(object.name)
  }
  for (const object of schema.objects.values()) visit(object)
  return order
}

/** Found out when the first is asked for: few ever are. */
export function constraintsIn(schema: Schema): RecordModel['constrained'] {
  let known: ReadonlyMap<string, Constrained> | undefined
  return (constraint) => {
    known ??= constraintFields(schema)
    return known.get(constraint)
  }
}

function constraintFields(schema: Schema): ReadonlyMap<string, Constrained> {
  const fields = new Map<string, Constrained>()
  const of = (object: string, ...names: readonly string[]): Constrained => ({
    object,
    field: names.at(-1) ?? 'id',
    fields: names,
  })
  for (const object of schema.objects.values()) {
    const { name, table } = object
    fields.set(constraintName('pk', table), of(name, 'id'))
    for (const field of object.fields)
      if (field.column !== null) fields.set(constraintName('fk', table, field.column), of(name, field.name))
    for (const unique of uniquenessOf(object)) fields.set(unique.name, of(name, ...unique.fields))
  }
  return fields
}
