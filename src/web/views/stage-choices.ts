// The choices of a record's stage that a form offers: where it stands, and where this reader may bring it from there. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { mayBegin, mayFollow, type Row, stageOf } from '#kernel/schema'
import { mayBring } from './board-move.ts'

/** The field as it is; a field of stages without those that are not to be chosen. `record` is null for a new one. */
export function offeredField(
  { path }: ObjectMetadata,
  field: FieldMetadata,
  record: Row | null,
  me: string,
): FieldMetadata {
  if (path?.field !== field.name || field.type !== 'select') return field
  const from = record?.[field.name] ?? null
  const mover = record === null ? undefined : { row: record, me }
  const isOffered = (key: string): boolean =>
    key === from ||
    ((from === null ? mayBegin(path, key) : mayFollow(path, from, key)) &&
      mayBring(stageOf(path, key)?.who, mover))
  // What is out of use is offered to nobody, and still drawn where it stands.
  const options = field.options.map((one) => (isOffered(one.key) ? one : { ...one, retired: true }))
  return { ...field, options }
}
