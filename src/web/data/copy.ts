// A new record begun from an earlier one: what is taken over of it, as a draft that nobody has saved. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type Row, takenOver } from '#kernel/schema'
import { canCreate } from './catalog.ts'
import type { Draft, DraftLine } from './drafts.ts'
import { linesOf } from './records.ts'

/** Whether records of an object are begun from earlier ones: where its definition says what is taken over, and for all made at run time. */
export const canCopy = (object: ObjectMetadata): boolean =>
  canCreate(object) &&
  object.kind === 'record' &&
  (object.copies !== undefined || object.layer === 'overlay') &&
  !object.fields.some((field) => field.type === 'reference' && field.owner === true)

/** The values of these fields with the shown names beside them; blanks and what the person may not type are left out. */
const valuesOf = (fields: readonly FieldMetadata[], row: Row): Row =>
  Object.fromEntries(
    fields
      .filter(({ name, writable }) => writable && (row[name] ?? '') !== '')
      .flatMap(({ name }) =>
        [name, `${name}$title`].flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]])),
      ),
  )

/** `row` with its lines; `newId` names the lines of the copy. */
export function copyOf(
  object: ObjectMetadata,
  row: Row,
  objectOf: (name: string) => ObjectMetadata | undefined,
  newId: () => string,
): Pick<Draft, 'values' | 'lines'> {
  const fields = takenOver(object)
  const lines = fields.flatMap((field): readonly [string, readonly DraftLine[]][] => {
    const part = field.type === 'lines' ? objectOf(field.object) : undefined
    if (part === undefined || !canCreate(part)) return []
    const taken = takenOver(part)
    return [
      [
        field.name,
        linesOf(row, field.name).map((line) => ({ id: newId(), values: valuesOf(taken, line), isNew: true })),
      ],
    ]
  })
  return { values: valuesOf(fields, row), lines: Object.fromEntries(lines) }
}
