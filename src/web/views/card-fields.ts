// What stands on a record's small card, and what has to be asked for it. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { fieldsToAsk } from '../data/catalog.ts'
import { listColumns } from './list-columns.ts'

const most = 4

/** What a card shows under its title: what the definition says, else the first columns of the list. */
export const cardFields = (
  object: ObjectMetadata,
  field: Pick<FieldMetadata, 'name'>,
): readonly FieldMetadata[] =>
  (object.board?.card ?? listColumns(object).slice(0, most + 2))
    .filter((name) => name !== object.title && name !== field.name)
    .flatMap((name) => object.fields.find((candidate) => candidate.name === name) ?? [])
    .slice(0, most)

/** The names to ask for cards that show these fields besides their own. */
export function cardAsked(
  object: ObjectMetadata,
  field: Pick<FieldMetadata, 'name'>,
  others: readonly string[] = [],
): readonly string[] {
  const { room } = object
  const asked = [
    ...cardFields(object, field).map(({ name }) => name),
    ...[room?.late, room?.promised, room?.expected].flatMap((name) => name ?? []),
    ...others,
  ]
  return fieldsToAsk(object, [field.name, ...asked])
}

/** Whether the date that was promised will be missed. */
export function isLate({ room }: ObjectMetadata, row: Row): boolean {
  if (room?.late !== undefined) return row[room.late] === true
  const [promised, expected] = [row[room?.promised ?? ''], row[room?.expected ?? '']]
  return typeof promised === 'string' && typeof expected === 'string' && expected > promised
}
