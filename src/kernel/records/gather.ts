// What formulas gather from records that refer to a record: those that this write has in hand, and what a statement says of the stored others.
import type { Environment, Gathering } from '#kernel/formula'
import type { Row } from '#kernel/schema'
import type { Entry, Work } from './work.ts'

/** A call over one record of which the stored records that this write does not touch are not known yet. */
export type Lacking = { readonly gathering: Gathering; readonly environment: Environment }

/** Records as they will be stored, or as they were. */
export type Side = 'row' | 'before'

/** As formulas of this write ask; what is not at hand is noted as lacking. */
export const gatherIn =
  (work: Work, side: Side): NonNullable<Environment['gather']> =>
  (gathering, asked) => {
    const { object, by } = gathering.relation
    const record = String(asked.row.id)
    const own = gathering.over(referring(work, object, by, record, side), asked)
    if (isNew(work, gathering, record)) return own
    // More records come into the write as it goes on; what was read without them is read again.
    const key = JSON.stringify([
      gathering.key,
      record,
      work.entries.get(object)?.size ?? 0,
      gathering.own(asked),
    ])
    const stored = work.gathered.get(key)
    if (stored) return gathering.join(stored, own)
    work.lacking.set(key, { gathering, environment: asked })
    return undefined
  }

function referring(work: Work, object: string, by: string, record: string, side: Side): readonly Row[] {
  const entries = work.entries.get(object)
  if (!entries) return []
  const key = `${object} ${by} ${side} ${entries.size}`
  const byRecord = work.referring.get(key) ?? byReference(entries.values(), by, side)
  work.referring.set(key, byRecord)
  return (byRecord.get(record) ?? []).flatMap(({ [side]: row }) => (row === null ? [] : [row]))
}

function byReference(entries: Iterable<Entry>, by: string, side: Side): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const entry of entries) {
    const record = entry[side]?.[by]
    if (typeof record !== 'string') continue
    const others = found.get(record)
    if (others) others.push(entry)
    else found.set(record, [entry])
  }
  return found
}

/** No stored record refers to one that this write makes. */
function isNew({ model, entries }: Work, { relation }: Gathering, record: string): boolean {
  const field = model.schema.object(relation.object)?.byName.get(relation.by)
  const entry = field?.type === 'reference' ? entries.get(field.to)?.get(record) : undefined
  return entry !== undefined && entry.before === null
}
