// A colleague.
import type { PersonField } from '#kernel/schema'
import type { FieldView } from './field-view.ts'
import { EditReference, readsTitle, ShowReference } from './reference.tsx'

export const personView: FieldView<PersonField> = {
  width: 120,
  reads: readsTitle,
  Show: ShowReference,
  Edit: EditReference,
}
