// Human-readable numbers: patterns, counters, and the late moment at which records get them.
import { localDate } from '#base/values/date'
import { filledPattern, type ResolvedField } from '#kernel/schema'
import { marker } from './apply.ts'
import type { MutableRow, Work } from './work.ts'
import { allEntries } from './work.ts'

/** One record that still waits for its number. */
export type Pending = { readonly key: string; readonly marker: string; readonly pattern: string }

/** The counter a pattern uses on a day: its name changes with the pattern's date parts, so that it restarts with them. */
export function counterKey(object: string, field: string, pattern: string, date: string): string {
  return `${object}.${field}:${filledPattern(pattern, date).replace(/\{0+\}/, '')}`
}

/** Records of this write whose number is still to come, in the order they were asked for. */
export function pendingNumbers(work: Work): readonly Pending[] {
  const date = localDate(work.moment.now, work.moment.zone) ?? work.moment.now.slice(0, 10)
  const pending: Pending[] = []
  for (const entry of allEntries(work)) {
    if (entry.before !== null || entry.row === null) continue
    for (const field of work.model.objects.get(entry.object.name)?.numbers ?? []) {
      const mark = marker(entry.object.name, field.name, entry.id)
      if (entry.row[field.name] === mark)
        pending.push({
          key: counterKey(entry.object.name, field.name, field.pattern, date),
          marker: mark,
          pattern: field.pattern,
        })
    }
  }
  return pending
}

const anyMarker = /\uE000[^\uE001]*\uE001/g

/** Replaces every marker, wherever a text of this write has copied it, and computes again what was computed from one. */
export function giveNumbers(work: Work, numbers: ReadonlyMap<string, string>): void {
  for (const entry of allEntries(work)) {
    if (entry.row !== null && replaceIn(entry.row, entry.object.fields, numbers)) entry.dirty = true
  }
}

function replaceIn(
  row: MutableRow,
  fields: readonly ResolvedField[],
  numbers: ReadonlyMap<string, string>,
): boolean {
  let found = false
  for (const field of fields) {
    const value = row[field.name]
    const text =
      typeof value === 'string' ? value : field.type === 'json' && value != null ? JSON.stringify(value) : ''
    if (!text.includes('\uE000')) continue
    const replaced = text.replace(anyMarker, (mark) => numbers.get(mark) ?? '')
    row[field.name] = typeof value === 'string' ? replaced : JSON.parse(replaced)
    found = true
  }
  return found
}
