// Computed values brought up to date, in dependency order, until nothing moves any more.

import type { Row } from '#kernel/schema'
import { coerce, fitted } from './coerce.ts'
import { haveFollowed, isEmpty, type Needs, noNeeds, takeLacking, want } from './needs.ts'
import { type Balances, postLedger } from './posting.ts'
import { countChild, type Extremes, initialRollup } from './rollup.ts'
import { allEntries, type Entry, entryOf, environment, rowOf, same, type Work } from './work.ts'

export type Derivation = {
  readonly extremes: Extremes
  readonly balances: Balances
  readonly asked: Set<string>
  /** Each record as its readers last saw it, so that they are woken by what is new alone. */
  readonly woken: Map<Entry, Row>
  /** The same of those that gather from it. */
  readonly gathered: Map<Entry, Row | null>
  /** Records of the working set by what they refer to, for as long as one call of `derive` lasts. */
  readonly referring: Map<string, Map<string, Entry[]>>
}

export const startDerivation = (): Derivation => ({
  extremes: new Map(),
  balances: new Map(),
  asked: new Set(),
  woken: new Map(),
  gathered: new Map(),
  referring: new Map(),
})

/** At most this many passes: each moves values one step further through the records. */
const maximum = { passes: 100 }

/**
 * Brings every derived value of the working set up to date. Answers the records that have to be loaded before it can go on, or null
 * when all is settled. Calling it again after loading continues where it stopped.
 */
export function derive(work: Work, derivation: Derivation): Needs | null {
  derivation.referring.clear()
  work.referring.clear()
  for (let pass = 0; pass < maximum.passes; pass++) {
    const needs = noNeeds()
    const moving = [...allEntries(work)].filter((entry) => entry.dirty)
    if (moving.length === 0) return null
    for (const entry of moving) if (settleEntry(work, entry, derivation, needs)) entry.dirty = false
    if (!isEmpty(needs)) return needs
  }
  work.problems.push({ code: 'records.tooManyRounds', path: [], params: {} })
  return null
}

/** True when the entry's own values and what it feeds are up to date. */
function settleEntry(work: Work, entry: Entry, derivation: Derivation, needs: Needs): boolean {
  const model = work.model.objects.get(entry.object.name)
  if (!model) return true
  entry.moved = true
  entry.touched = true
  if (entry.row !== null) {
    if (!haveFollowed(work, entry.row, model.follow, needs)) return false
    if (!entry.defaulted) {
      applyDefaults(work, entry)
      if (!haveFollowed(work, entry.row, model.follow, needs)) return false
    }
    computeFormulas(work, entry)
    if (!takeLacking(work, needs)) return false
  }
  if (!entry.posted && !postLedger(work, entry, derivation.balances, needs)) return false
  entry.posted = true
  const counted = countChild(work, entry, derivation.extremes, needs)
  return (
    counted && wakeReaders(work, entry, derivation, needs) && wakeGatherers(work, entry, derivation, needs)
  )
}

function applyDefaults(work: Work, entry: Entry): void {
  const { row } = entry
  if (row === null) return
  const surroundings = environment(work, row)
  for (const { field, formula } of work.model.objects.get(entry.object.name)?.defaults ?? []) {
    if (row[field.name] !== undefined && row[field.name] !== null) continue
    const coerced = coerce(formula.evaluate(surroundings), field)
    row[field.name] = 'value' in coerced ? coerced.value : null
    if (field.type === 'reference') work.referring.clear()
  }
  for (const field of entry.object.fields) {
    if (field.type === 'rollup') row[field.name] ??= initialRollup(field)
    else if (field.column !== null) row[field.name] ??= null
  }
  entry.defaulted = true
}

function computeFormulas(work: Work, entry: Entry): void {
  const { row } = entry
  if (row === null) return
  const surroundings = environment(work, row)
  for (const { field, formula } of work.model.objects.get(entry.object.name)?.formulas ?? [])
    row[field.name] = fitted(formula.evaluate(surroundings), field)
}

/** Records elsewhere whose formulas read what changed here: those in the set are recomputed, those stored are asked for once. */
function wakeReaders(work: Work, entry: Entry, derivation: Derivation, needs: Needs): boolean {
  const readers = work.model.objects.get(entry.object.name)?.readers ?? []
  if (readers.length === 0 || entry.row === null) return true
  const since = derivation.woken.get(entry) ?? entry.before
  let complete = true
  const { row } = entry
  const concerned = readers.filter((reader) => differIn(reader.fields, since, row))
  for (const reader of concerned) {
    const state = `${reader.object}.${reader.by}.${entry.id}`
    if (entry.before !== null && !derivation.asked.has(state)) {
      want(needs.readers, `${reader.object}.${reader.by}`, entry.id)
      derivation.asked.add(state)
      complete = false
    }
    wakeEntries(work, derivation, entry, reader)
  }
  if (complete && concerned.length > 0) derivation.woken.set(entry, { ...row })
  return complete
}

function differIn(fields: ReadonlySet<string>, before: Row | null, after: Row): boolean {
  for (const name of fields) if (!same(before?.[name], after[name])) return true
  return false
}

/** Records that gather from this one, as it was and as it is: locked, computed and judged anew. */
function wakeGatherers(work: Work, entry: Entry, derivation: Derivation, needs: Needs): boolean {
  const gatherers = work.model.objects.get(entry.object.name)?.gatherers ?? []
  if (gatherers.length === 0) return true
  const { row } = entry
  const since = derivation.gathered.has(entry) ? (derivation.gathered.get(entry) ?? null) : entry.before
  let complete = true
  for (const { object, by, fields } of gatherers) {
    if (since !== null && row !== null && !differIn(fields, since, row)) continue
    for (const id of new Set([since?.[by], row?.[by]])) {
      if (typeof id !== 'string') continue
      const gatherer = entryOf(work, object, id)
      if (gatherer?.row) Object.assign(gatherer, { dirty: true, gathered: true })
      if (gatherer || rowOf(work, object, id) === null) continue
      want(needs.lock, object, id)
      complete = false
    }
  }
  if (complete) derivation.gathered.set(entry, row && { ...row })
  return complete
}

type Reference = { readonly object: string; readonly by: string }

/** Whoever came to refer to the record since the others were gathered is dirty itself. */
function wakeEntries(work: Work, derivation: Derivation, entry: Entry, reader: Reference): void {
  for (const other of referringTo(work, derivation, reader).get(entry.id) ?? [])
    if (other.row?.[reader.by] === entry.id && !other.dirty && isStale(work, other)) other.dirty = true
}

function referringTo(work: Work, { referring }: Derivation, { object, by }: Reference): Map<string, Entry[]> {
  const key = `${object}.${by}`
  const known = referring.get(key)
  if (known) return known
  const byId = new Map<string, Entry[]>()
  referring.set(key, byId)
  for (const other of work.entries.get(object)?.values() ?? []) {
    const id = other.row?.[by]
    if (typeof id !== 'string') continue
    const others = byId.get(id)
    if (others) others.push(other)
    else byId.set(id, [other])
  }
  return byId
}

function isStale(work: Work, entry: Entry): boolean {
  const { row } = entry
  if (row === null) return false
  const formulas = work.model.objects.get(entry.object.name)?.formulas ?? []
  const fresh = { ...row }
  const surroundings = environment(work, fresh)
  for (const { field, formula } of formulas) fresh[field.name] = fitted(formula.evaluate(surroundings), field)
  return formulas.some(({ field }) => !same(fresh[field.name], row[field.name]))
}
