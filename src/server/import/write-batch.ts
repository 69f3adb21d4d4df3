// Writing a batch of units: what is stored stays as it is, what is refused is found by halving, the rest lands.
import { type Problem, problem } from '#base/problem'
import type { Create, Update } from '#kernel/records'
import { fieldWithin, type Mapped, type MappedRecord, type RowProblem } from './map-row.ts'
import type { Target } from './target.ts'

export type Fate = 'imported' | 'changed' | 'existing' | 'refused'

/** What became of each unit, and of each record that is stored now. */
export type Outcome = {
  readonly units: readonly {
    readonly mapped: Mapped
    readonly fate: Fate
    readonly problems: readonly RowProblem[]
  }[]
  readonly created: readonly MappedRecord[]
  /** Stored records that took other values. */
  readonly changed: readonly MappedRecord[]
  readonly existing: readonly MappedRecord[]
}

type Writing = {
  readonly target: Target
  /** Identifiers of records that are stored, as the profile makes them, with those that they are stored under. */
  readonly known: Map<string, string>
  readonly created: Set<MappedRecord>
  readonly changed: Set<MappedRecord>
  readonly refused: Map<Mapped, readonly RowProblem[]>
}

/**
 * Every unit is stored as a whole or refused as a whole. A unit whose first own record is stored already is left as it is, save for
 * records of which stored ones take the values.
 * Running it again with the same units writes nothing.
 */
export async function writeBatch(units: readonly Mapped[], target: Target): Promise<Outcome> {
  const refused = new Map<Mapped, readonly RowProblem[]>()
  for (const mapped of units) if (mapped.problems.length > 0) refused.set(mapped, mapped.problems)
  refuseRepeated(units, refused)
  const known = await stored(
    units.filter((mapped) => !refused.has(mapped)),
    target,
  )
  for (const mapped of units) if (!refused.has(mapped)) refuseForeign(mapped, known, refused)
  const sound = units.filter((mapped) => !refused.has(mapped))
  const fresh = sound.filter(
    (mapped) => !isStored(mapped, known) || mapped.records.some(({ updates }) => updates),
  )
  const before = new Map(known)
  const writing: Writing = { target, known, created: new Set(), changed: new Set(), refused }
  if (fresh.length > 0) await writePiece(fresh, writing)
  return {
    units: units.map((mapped) => ({
      mapped,
      fate: fateOf(mapped, before, writing),
      problems: refused.get(mapped) ?? [],
    })),
    created: [...writing.created],
    changed: [...writing.changed],
    existing: sound
      .filter((mapped) => !refused.has(mapped))
      .flatMap((mapped) => (isStored(mapped, before) ? mapped.records : storedOnes(mapped, before)))
      .filter((record) => !writing.changed.has(record)),
  }
}

function fateOf(mapped: Mapped, before: ReadonlyMap<string, string>, writing: Writing): Fate {
  const { refused, changed, created } = writing
  if (refused.has(mapped)) return 'refused'
  if (!isStored(mapped, before)) return 'imported'
  const isNewer = (record: MappedRecord): boolean =>
    changed.has(record) || (record.within !== null && created.has(record))
  return mapped.records.some(isNewer) ? 'changed' : 'existing'
}

const storedOnes = ({ records }: Mapped, known: ReadonlyMap<string, string>): readonly MappedRecord[] =>
  records.filter(({ create }) => known.has(create.id))

const hasLines = ({ records }: Mapped): boolean => records.some(({ within }) => within !== null)

/**
 * The record whose presence says that the unit was written: a write is all or none. What has lines says it by itself; else shared and
 * matched ones say nothing.
 */
const anchor = (mapped: Mapped): MappedRecord | undefined =>
  hasLines(mapped) ? mapped.records[0] : mapped.records.find(({ once, match }) => !once && match === null)

const isStored = (mapped: Mapped, known: ReadonlyMap<string, string>): boolean => {
  const own = anchor(mapped)
  return own === undefined
    ? mapped.records.every(({ create }) => known.has(create.id))
    : known.has(own.create.id)
}

/** Of a stored record that was not imported nobody knows which line is which row. */
function refuseForeign(
  mapped: Mapped,
  known: ReadonlyMap<string, string>,
  refused: Map<Mapped, readonly RowProblem[]>,
): void {
  const [own] = mapped.records
  const there = own === undefined ? undefined : known.get(own.create.id)
  if (own === undefined || there === undefined || there === own.create.id) return
  if (!own.updates || !hasLines(mapped)) return
  const params = { object: own.create.object, value: String(own.create.values[own.match ?? ''] ?? '') }
  refused.set(mapped, [{ row: own.row, problem: problem('import.otherLines', [own.match ?? ''], params) }])
}

function refuseRepeated(units: readonly Mapped[], refused: Map<Mapped, readonly RowProblem[]>): void {
  const seen = new Set<string>()
  for (const mapped of units) {
    const again = mapped.records.find(({ create, once }) => !once && seen.has(create.id))
    if (again !== undefined && !refused.has(mapped))
      refused.set(mapped, [
        { row: again.row, problem: problem('import.repeatedKey', ['key'], { object: again.create.object }) },
      ])
    else for (const { create, once } of mapped.records) if (!once) seen.add(create.id)
  }
}

/** Identifiers of the batch that are stored, and of those that match a stored record by a unique field. */
async function stored(units: readonly Mapped[], target: Target): Promise<Map<string, string>> {
  const asked = new Map<string, Set<string>>()
  const matched = new Map<string, MappedRecord[]>()
  for (const mapped of units) {
    const own = anchor(mapped)
    for (const record of mapped.records) {
      const { object, id } = record.create
      if (record.once || record.match !== null || record === own || record.updates)
        asked.set(object, (asked.get(object) ?? new Set()).add(id))
      const by = `${object} ${record.match}`
      if (record.match !== null) matched.set(by, [...(matched.get(by) ?? []), record])
    }
  }
  const known = new Map<string, string>()
  for (const [object, ids] of asked)
    for (const { id } of await target.read(object, 'id', [...ids], [])) known.set(String(id), String(id))
  for (const records of matched.values()) await takeMatches(records, target, known)
  return known
}

async function takeMatches(
  records: readonly MappedRecord[],
  target: Target,
  known: Map<string, string>,
): Promise<void> {
  const [first] = records
  if (first === undefined || first.match === null) return
  const { match } = first
  const cellValue = ({ create }: MappedRecord): string => String(create.values[match] ?? '')
  const values = [...new Set(records.map(cellValue))].filter((value) => value !== '')
  const rows = await target.read(first.create.object, match, values, [match])
  const taken = new Map(rows.map((row) => [String(row[match]), String(row.id)]))
  for (const record of records) {
    const id = taken.get(cellValue(record))
    if (id !== undefined) known.set(record.create.id, id)
  }
}

/** One write; when it is refused, the accused units are tried alone and the others without them. */
async function writePiece(units: readonly Mapped[], writing: Writing): Promise<void> {
  const records = assembled(units, writing.known)
  const result = await writing.target.write(records.map(({ change }) => change))
  if (result.ok) {
    const kinds = new Map(result.value?.records.map(({ id, kind }) => [id, kind]))
    for (const { record, change } of records) {
      writing.known.set(record.create.id, change.id)
      if (change.kind === 'create') writing.created.add(record)
      else if (kinds.get(change.id) === 'update') writing.changed.add(record)
    }
    return
  }
  const [only] = units
  if (units.length === 1 && only !== undefined) {
    writing.refused.set(
      only,
      result.problems.map((found) => located(found, records, only)),
    )
    return
  }
  for (const piece of divided(units, records, result.problems)) await writePiece(piece, writing)
}

type Assembled = { readonly record: MappedRecord; readonly change: Create | Update; readonly mapped: Mapped }

function assembled(units: readonly Mapped[], known: ReadonlyMap<string, string>): readonly Assembled[] {
  const taken = new Set<string>()
  const list: Assembled[] = []
  for (const mapped of units) {
    for (const record of mapped.records) {
      const { object, id, values } = record.create
      const there = known.get(id)
      if ((there !== undefined && !record.updates) || (record.once && taken.has(id))) continue
      taken.add(id)
      const change: Create | Update =
        there === undefined ? record.create : { kind: 'update', object, id: there, values }
      list.push({ record, change, mapped })
    }
  }
  return list
}

/** The database names the constraint and not the row, so that an accusation of it proves nothing. */
const unlocated = new Set(['records.duplicate', 'records.unknownReference', 'records.check'])

function divided(
  units: readonly Mapped[],
  records: readonly Assembled[],
  problems: readonly Problem[],
): readonly (readonly Mapped[])[] {
  const accused = new Set(
    problems.flatMap((found) => {
      const at = unlocated.has(found.code) ? undefined : records[Number(found.path[0])]
      return at === undefined ? [] : [at.mapped]
    }),
  )
  if (accused.size > 0 && accused.size <= units.length / 2)
    return [units.filter((mapped) => !accused.has(mapped)), ...[...accused].map((mapped) => [mapped])]
  const half = Math.ceil(units.length / 2)
  return [units.slice(0, half), units.slice(half)]
}

function located(found: Problem, records: readonly Assembled[], only: Mapped): RowProblem {
  const record = records[Number(found.path[0])]?.record
  const [field, ...rest] = found.path.slice(1)
  const path = field ? [fieldWithin(record?.within ?? null, field), ...rest] : []
  return { row: record?.row ?? only.unit.main, problem: { ...found, path } }
}
