// Writing a batch of units: what is stored stays as it is, what is refused is found by halving, the rest lands.
import { type Problem, problem } from '#base/problem'
import type { Create } from '#kernel/records'
import type { Mapped, MappedRecord, RowProblem } from './map-row.ts'
import type { Target } from './target.ts'

export type Fate = 'imported' | 'existing' | 'refused'

/** What became of each unit, and of each record that is stored now. */
export type Outcome = {
  readonly units: readonly {
    readonly mapped: Mapped
    readonly fate: Fate
    readonly problems: readonly RowProblem[]
  }[]
  readonly created: readonly MappedRecord[]
  readonly existing: readonly MappedRecord[]
}

type Writing = {
  readonly target: Target
  /** Identifiers of records that are stored. */
  readonly known: Set<string>
  readonly created: MappedRecord[]
  readonly refused: Map<Mapped, readonly RowProblem[]>
}

/**
 * Every unit is stored as a whole or refused as a whole. A unit whose first own record is stored already is left as it is.
 * Running it again with the same units writes nothing.
 */
export async function writeBatch(units: readonly Mapped[], target: Target): Promise<Outcome> {
  const refused = new Map<Mapped, readonly RowProblem[]>()
  for (const mapped of units) if (mapped.problems.length > 0) refused.set(mapped, mapped.problems)
  refuseRepeated(units, refused)
  const sound = units.filter((mapped) => !refused.has(mapped))
  const known = await stored(sound, target)
  const fresh = sound.filter((mapped) => !isStored(mapped, known))
  const before = new Set(known)
  const writing: Writing = { target, known, created: [], refused }
  if (fresh.length > 0) await writePiece(fresh, writing)
  return {
    units: units.map((mapped) => ({
      mapped,
      fate: refused.has(mapped) ? 'refused' : isStored(mapped, before) ? 'existing' : 'imported',
      problems: refused.get(mapped) ?? [],
    })),
    created: writing.created,
    existing: sound
      .filter((mapped) => !refused.has(mapped))
      .flatMap((mapped) => (isStored(mapped, before) ? mapped.records : storedOnes(mapped, before))),
  }
}

const storedOnes = ({ records }: Mapped, known: ReadonlySet<string>): readonly MappedRecord[] =>
  records.filter(({ create }) => known.has(create.id))

/** The record whose presence says that the unit was written: a write is all or none. Shared and matched ones say nothing. */
const anchor = ({ records }: Mapped): MappedRecord | undefined =>
  records.find(({ once, match }) => !once && match === null)

const isStored = (mapped: Mapped, known: ReadonlySet<string>): boolean => {
  const own = anchor(mapped)
  return own === undefined
    ? mapped.records.every(({ create }) => known.has(create.id))
    : known.has(own.create.id)
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
async function stored(units: readonly Mapped[], target: Target): Promise<Set<string>> {
  const asked = new Map<string, Set<string>>()
  const matched = new Map<string, MappedRecord[]>()
  for (const mapped of units) {
    const own = anchor(mapped)
    for (const record of mapped.records) {
      const { object, id } = record.create
      if (record.once || record.match !== null || record === own)
        asked.set(object, (asked.get(object) ?? new Set()).add(id))
      const by = `${object} ${record.match}`
      if (record.match !== null) matched.set(by, [...(matched.get(by) ?? []), record])
    }
  }
  const known = new Set<string>()
  for (const [object, ids] of asked)
    for (const { id } of await target.read(object, 'id', [...ids], [])) known.add(String(id))
  for (const records of matched.values()) await takeMatches(records, target, known)
  return known
}

async function takeMatches(
  records: readonly MappedRecord[],
  target: Target,
  known: Set<string>,
): Promise<void> {
  const [first] = records
  if (first === undefined || first.match === null) return
  const { match } = first
  const cellValue = ({ create }: MappedRecord): string => String(create.values[match] ?? '')
  const values = [...new Set(records.map(cellValue))].filter((value) => value !== '')
  const rows = await target.read(first.create.object, match, values, [match])
  const taken = new Set(rows.map((row) => String(row[match])))
  for (const record of records) if (taken.has(cellValue(record))) known.add(record.create.id)
}

/** One write; when it is refused, the accused units are tried alone and the others without them. */
async function writePiece(units: readonly Mapped[], writing: Writing): Promise<void> {
  const records = assembled(units, writing.known)
  const result = await writing.target.write(records.map(({ record }) => record.create satisfies Create))
  if (result.ok) {
    for (const { record } of records) writing.known.add(record.create.id)
    writing.created.push(...records.map(({ record }) => record))
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

type Assembled = { readonly record: MappedRecord; readonly mapped: Mapped }

function assembled(units: readonly Mapped[], known: ReadonlySet<string>): readonly Assembled[] {
  const taken = new Set<string>()
  const list: Assembled[] = []
  for (const mapped of units) {
    for (const record of mapped.records) {
      const { id } = record.create
      if (known.has(id) || (record.once && taken.has(id))) continue
      taken.add(id)
      list.push({ record, mapped })
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
  const row = records[Number(found.path[0])]?.record.row ?? only.unit.main
  return { row, problem: { ...found, path: found.path.slice(1) } }
}
