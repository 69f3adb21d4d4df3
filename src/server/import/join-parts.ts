// Main rows with the rows of other files that belong to them, in one pass over files sorted by the key.
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import type { Part } from './profile.ts'
import { cellOf, type SourceRow } from './row.ts'

/** Most rows of a part that is not sorted, which are held in memory. */
const mostUnsorted = 1_000_000

/** Hands out the rows of a part by the key of their main row, keys in the main file's order. */
export type PartReader = {
  readonly take: (key: string) => Promise<readonly SourceRow[]>
  /** Rows that no main row asked for; to be called when the main rows have ended. */
  readonly rest: () => AsyncIterable<SourceRow>
}

const whole = /^\d{1,15}$/

/** Numbers by their value, anything else by its code points, as files are sorted. */
export function compareKeys(left: string, right: string): number {
  if (whole.test(left) && whole.test(right)) return Number(left) - Number(right)
  return left < right ? -1 : left > right ? 1 : 0
}

/** `orphan` is told of sorted rows that turn out to have no main row. Throws ImportFailure: import.notSorted. */
export function sortedPart(
  part: Part,
  rows: AsyncIterator<SourceRow>,
  orphan: (row: SourceRow) => void,
): PartReader {
  let next: SourceRow | null | undefined
  let last: string | null = null
  const keyOf = (row: SourceRow): string => cellOf(row, part.by) ?? ''
  const peek = async (): Promise<SourceRow | null> => {
    if (next === undefined) {
      const step = await rows.next()
      next = step.done === true ? null : step.value
      if (next !== null) last = inOrder(part, last, next, keyOf(next))
    }
    return next
  }
  const take = async (key: string): Promise<readonly SourceRow[]> => {
    const taken: SourceRow[] = []
    for (let row = await peek(); row !== null; row = await peek()) {
      const order = compareKeys(keyOf(row), key)
      if (order > 0) break
      if (order === 0) taken.push(row)
      else orphan(row)
      next = undefined
    }
    return taken
  }
  async function* rest(): AsyncGenerator<SourceRow> {
    for (let row = await peek(); row !== null; row = await peek()) {
      next = undefined
      yield row
    }
  }
  return { take, rest }
}

function inOrder(part: Part, last: string | null, row: SourceRow, key: string): string {
  if (last !== null && compareKeys(last, key) > 0) throw notSorted(part.file, row)
  return key
}

export const notSorted = (file: string, row: SourceRow): ImportFailure =>
  new ImportFailure(problem('import.notSorted', [], { file, line: row.line }))

/** Throws ImportFailure: import.tooManyRows. */
export async function unsortedPart(part: Part, rows: AsyncIterable<SourceRow>): Promise<PartReader> {
  const byKey = new Map<string, SourceRow[]>()
  let count = 0
  for await (const row of rows) {
    const key = cellOf(row, part.by) ?? ''
    const group = byKey.get(key)
    if (group === undefined) byKey.set(key, [row])
    else group.push(row)
    if (++count > mostUnsorted)
      throw new ImportFailure(problem('import.tooManyRows', [], { file: part.file, most: mostUnsorted }))
  }
  return {
    take: async (key) => {
      const taken = byKey.get(key) ?? []
      byKey.delete(key)
      return taken
    },
    async *rest() {
      for (const group of byKey.values()) yield* group
    },
  }
}
