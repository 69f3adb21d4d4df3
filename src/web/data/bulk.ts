// Many changes, each on its own: sent in chunks, those that are refused named one by one, the others done all the same.
import type { Change, Written } from '#kernel/records'
import type { Answer, SaidProblem } from './api.ts'

export type RecordChange =
  | Extract<Change, { readonly kind: 'create' | 'update' | 'remove' | 'restore' }>
  | (Extract<Change, { readonly kind: 'act' }> & { readonly id: string })

export type Outcome = {
  /** The new version of each record that was changed, by its id. */
  readonly done: ReadonlyMap<string, number>
  readonly refused: readonly { readonly id: string; readonly problems: readonly SaidProblem[] }[]
}

export const nothingYet: Outcome = { done: new Map(), refused: [] }

export type Send = (changes: readonly Change[]) => Promise<Answer<Written>>

const chunkSize = 50

/**
 * Carries out every change that is allowed. `tell` hears how far it is after each chunk; once `isStopped` answers true, what
 * has not been sent yet is left. A chunk is one write, all or nothing: what it names as faulty is taken out and the rest sent anew.
 */
export async function changeMany(
  changes: readonly RecordChange[],
  send: Send,
  tell: (outcome: Outcome) => void,
  isStopped: () => boolean,
): Promise<Outcome> {
  let outcome = nothingYet
  for (let at = 0; at < changes.length && !isStopped(); at += chunkSize) {
    outcome = merged(outcome, await changeChunk(changes.slice(at, at + chunkSize), send))
    tell(outcome)
  }
  return outcome
}

const merged = (left: Outcome, right: Outcome): Outcome => ({
  done: new Map([...left.done, ...right.done]),
  refused: [...left.refused, ...right.refused],
})

async function changeChunk(changes: readonly RecordChange[], send: Send): Promise<Outcome> {
  if (changes.length === 0) return nothingYet
  const answer = await send(changes)
  if (answer.ok) return { done: versionsOf(changes, answer.value), refused: [] }
  const blamed = blamedIn(answer.problems, changes)
  // Nobody is to blame by number: the halves tell who it was.
  if (blamed.size === 0 && changes.length > 1 && answer.status !== 0) {
    const half = Math.ceil(changes.length / 2)
    const first = await changeChunk(changes.slice(0, half), send)
    return merged(first, await changeChunk(changes.slice(half), send))
  }
  const refused = changes.flatMap(({ id }, index) => {
    const problems = blamed.size === 0 ? answer.problems : blamed.get(index)
    return problems === undefined ? [] : [{ id, problems }]
  })
  const rest = blamed.size === 0 ? [] : changes.filter((_, index) => !blamed.has(index))
  return merged({ done: new Map(), refused }, await changeChunk(rest, send))
}

/** A write may move other records too: only those that were asked for count. */
function versionsOf(changes: readonly RecordChange[], { records }: Written): Outcome['done'] {
  const asked = new Set(changes.map(({ id }) => id))
  return new Map(records.filter(({ id }) => asked.has(id)).map(({ id, version }) => [id, version]))
}

/** The problems by the number of the change that they name first in their path. */
function blamedIn(
  problems: readonly SaidProblem[],
  changes: readonly RecordChange[],
): ReadonlyMap<number, readonly SaidProblem[]> {
  const found = new Map<number, SaidProblem[]>()
  for (const problem of problems) {
    const [first] = problem.path
    const index = first === undefined || first === '' ? Number.NaN : Number(first)
    if (!Number.isInteger(index) || changes[index] === undefined) continue
    found.set(index, [...(found.get(index) ?? []), problem])
  }
  return found
}
