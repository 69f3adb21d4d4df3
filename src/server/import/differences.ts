// Rows that differ from what is stored, as they are kept beside their import: noted, paged through, decided, counted.
import type { Tx } from '#base/database'
import type { Note } from '#kernel/jobs/store'
import { addNotes, countNotes, notesAbout, notesOf, reviseNotes } from '#kernel/jobs/store'
import type { ConflictCounts, ConflictDecision, ImportConflict } from '#kernel/module'
import type { Json } from '#kernel/schema'
import type { Difference } from './settling.ts'

const kind = 'conflict'
const pageSize = 50

/** Noted for one import. */
export const mostDifferences = 100_000

export const noDifferences = { met: 0, byWish: 0 } as const

type Sides = Pick<ImportConflict, 'fields'>

export const takesSomething = ({ fields }: Sides): boolean => fields.some(({ take }) => take)

const markOf = (sides: Sides): string => (takesSomething(sides) ? 'taking' : 'keeping')

const differenceOf = ({ data }: Note): Difference => data as unknown as Difference

/** `met` is how many there were before these. */
export const addDifferences = (
  tx: Tx,
  namespace: string,
  job: string,
  met: number,
  differences: readonly Difference[],
): Promise<void> =>
  addNotes(
    ...([tx, namespace, job, kind] as const),
    differences.map((one, at) => ({
      ...{ number: met + at, key: one.record, mark: markOf(one), data: one as unknown as Json },
    })),
  )

export async function differencesFrom(
  tx: Tx,
  namespace: string,
  job: string,
  from: number,
): Promise<readonly ImportConflict[]> {
  const notes = await notesOf(tx, namespace, job, kind, { from, limit: pageSize })
  return notes.map((note) => ({ ...differenceOf(note), number: note.number }))
}

export const differencesAbout = async (
  tx: Tx,
  namespace: string,
  jobs: readonly string[],
  records: readonly string[],
): Promise<readonly Difference[]> => (await notesAbout(tx, namespace, jobs, kind, records)).map(differenceOf)

/** A blank cell of the file is taken where the decision says so, or is about that one field of that one record. */
export function decide(tx: Tx, namespace: string, job: string, decision: ConflictDecision): Promise<void> {
  const { take, records, field, blanks = field !== undefined && records?.length === 1 } = decision
  const decided = (one: Difference): Difference => ({
    ...one,
    fields: one.fields.map((side) =>
      (field !== undefined && side.field !== field) || (take && side.file === null && !blanks)
        ? side
        : { ...side, take },
    ),
  })
  const revise = (note: Note): Pick<Note, 'mark' | 'data'> => {
    const after = decided(differenceOf(note))
    return { mark: markOf(after), data: after as unknown as Json }
  }
  return reviseNotes(tx, namespace, job, kind, revise, records)
}

export async function countDifferences(
  tx: Tx,
  namespace: string,
  job: string,
  known: ConflictCounts,
): Promise<ConflictCounts> {
  if (known.met === 0) return known
  const { taking = 0, keeping = 0 } = await countNotes(tx, namespace, job, kind)
  return { ...known, listed: taking + keeping, taking }
}
