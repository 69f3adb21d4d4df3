// A colleague.
import type { PersonField } from '#kernel/schema'
import type { FieldView } from './field-view.ts'
import { EditReference, ShowReference } from './reference.tsx'

export const personView: FieldView<PersonField> = {
  width: 120,
  Show: ShowReference,
  Edit: EditReference,
}
