// How far an import has come, so that it goes on there after it was killed: one JSON line for every batch that is stored.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Tally } from './tally.ts'

export type Entry = {
  readonly step: string
  /** How much of the step's sequence has been dealt with. */
  readonly done: number
  readonly isFinished: boolean
  readonly tally: Tally
  readonly errors: Readonly<Record<string, number>>
}

export type Journal = {
  /** The last entry of each step of the import that is being continued. */
  readonly entries: ReadonlyMap<string, Entry>
  readonly append: (entry: Entry) => void
  /** The import is complete: the next run begins again, and finds everything stored. */
  readonly close: () => void
}

/** `stamp` says what is imported from what into what; the journal of anything else is begun anew. */
export function openJournal(path: string, stamp: string): Journal {
  mkdirSync(dirname(path), { recursive: true })
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const isSame = (parsed(lines[0]) as { stamp?: unknown } | null)?.stamp === stamp
  if (!isSame) writeFileSync(path, `${JSON.stringify({ stamp })}\n`)
  else if (lines.at(-1) !== '') appendFileSync(path, '\n')
  const entries = new Map<string, Entry>()
  for (const line of isSame ? lines.slice(1) : []) {
    const entry = parsed(line) as Entry | null
    if (entry !== null) entries.set(entry.step, entry)
  }
  return {
    entries,
    append: (entry) => appendFileSync(path, `${JSON.stringify(entry)}\n`),
    close: () => rmSync(path, { force: true }),
  }
}

/** Null for a line that was cut off by the kill. */
function parsed(line: string | undefined): unknown {
  try {
    return line === undefined || line === '' ? null : JSON.parse(line)
  } catch {
    return null
  }
}
