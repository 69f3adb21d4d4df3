// Writing a batch of units: what is stored stays as it is, what is refused is found by halving, the rest lands.
import { type Problem, problem } from '#base/problem'
import type { Create, Update } from '#kernel/records'
import { fieldWithin, type Mapped, type MappedRecord, type RowProblem } from './map-row.ts'
import type { Settle, Taken } from './settling.ts'
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
  /** What stored records take where they differ; of the others their mapping says it. */
  readonly taken: Map<MappedRecord, Taken>
  /** Those that others changed while they were being written, each as often as it was looked at again. */
  readonly again: Map<MappedRecord, number>
  readonly settle: Settle | undefined
}

/**
 * Every unit is stored as a whole or refused as a whole. A unit whose first own record is stored already is left as it is, save for
 * records of which stored ones take the values.
 * Running it again with the same units writes nothing. `settle` says what stored records take of rows that differ from them.
 */
export async function writeBatch(
  units: readonly Mapped[],
  target: Target,
  settle?: Settle,
): Promise<Outcome> {
  const refused = new Map<Mapped, readonly RowProblem[]>()
  for (const mapped of units) if (mapped.problems.length > 0) refused.set(mapped, mapped.problems)
  refuseRepeated(units, refused)
  const known = await stored(
    units.filter((mapped) => !refused.has(mapped)),
    target,
  )
  for (const mapped of units) if (!refused.has(mapped)) refuseForeign(mapped, known, refused)
  const sound = units.filter((mapped) => !refused.has(mapped))
  const before = new Map(known)
  const writing: Writing = {
    ...{ target, known, created: new Set(), changed: new Set(), refused, settle },
    ...{ taken: new Map(), again: new Map() },
  }
  await lookAt(sound, writing)
  const fresh = sound.filter(
    (mapped) =>
      !isStored(mapped, known) ||
      mapped.records.some((record) =>
        known.has(record.create.id) ? takes(record, writing) : record.updates,
      ),
  )
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

/** What of the records that are stored already is to be taken from the file. */
async function lookAt(units: readonly Mapped[], writing: Writing): Promise<void> {
  const { settle, known, taken } = writing
  if (settle === undefined) return
  const stored = units.flatMap((mapped) =>
    isForeign(mapped, known)
      ? []
      : mapped.records.flatMap((record) => {
          const id = known.get(record.create.id)
          return id === undefined ? [] : [{ record, id }]
        }),
  )
  for (const [record, values] of await settle(stored)) taken.set(record, values)
}

function takes(record: MappedRecord, { taken }: Writing): boolean {
  const known = taken.get(record)
  return known === undefined ? record.updates : known !== null
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
function isForeign(mapped: Mapped, known: ReadonlyMap<string, string>): boolean {
  const [own] = mapped.records
  const there = own === undefined ? undefined : known.get(own.create.id)
  return own !== undefined && there !== undefined && there !== own.create.id && hasLines(mapped)
}

function refuseForeign(
  mapped: Mapped,
  known: ReadonlyMap<string, string>,
  refused: Map<Mapped, readonly RowProblem[]>,
): void {
  const [own] = mapped.records
  if (own === undefined || !own.updates || !isForeign(mapped, known)) return
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
  const records = assembled(units, writing)
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
    if (await lookedAgain(only, records, result.problems, writing)) return writePiece(units, writing)
    writing.refused.set(
      only,
      result.problems.map((found) => located(found, records, only)),
    )
    return
  }
  for (const piece of divided(units, records, result.problems)) await writePiece(piece, writing)
}

/** As often as a record is looked at again that others change at the same moment. */
const mostLooks = 3

/**
 * A record that changed between being looked at and being written is looked at again. One that stands as it was looked at was changed
 * by this batch itself, whose own transaction holds it: nobody else can have.
 */
async function lookedAgain(
  unit: Mapped,
  records: readonly Assembled[],
  problems: readonly Problem[],
  writing: Writing,
): Promise<boolean> {
  const { again, known, taken, settle } = writing
  const moved = problems.flatMap((found) =>
    found.code === 'records.conflict' ? (records[Number(found.path[0])] ?? []) : [],
  )
  if (settle === undefined || moved.length === 0 || isForeign(unit, known)) return false
  for (const { record, change } of moved) {
    const looks = (again.get(record) ?? 0) + 1
    if (looks > mostLooks) return false
    again.set(record, looks)
    const [now = null] = (await settle([{ record, id: change.id }])).values()
    const isOurs = now !== null && change.kind === 'update' && now.version === change.version
    taken.set(record, isOurs ? { values: now.values } : now)
  }
  return true
}

type Assembled = { readonly record: MappedRecord; readonly change: Create | Update; readonly mapped: Mapped }

function assembled(units: readonly Mapped[], writing: Writing): readonly Assembled[] {
  const { known, settle } = writing
  const made = new Set<string>()
  const list: Assembled[] = []
  for (const mapped of units) {
    for (const record of mapped.records) {
      const { object, id, values } = record.create
      const there = known.get(id)
      if ((there !== undefined && !takes(record, writing)) || (record.once && made.has(id))) continue
      // What is left as it is gets no new lines either.
      if (settle && there === undefined && !record.updates && isStored(mapped, known)) continue
      made.add(id)
      const change: Create | Update =
        there === undefined
          ? record.create
          : { kind: 'update', object, id: there, values, ...writing.taken.get(record) }
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
