// A department.
import type { DepartmentField } from '#kernel/schema'
import type { FieldView } from './field-view.ts'
import { EditReference, readsTitle, ShowReference } from './reference.tsx'

export const departmentView: FieldView<DepartmentField> = {
  width: 120,
  reads: readsTitle,
  Show: ShowReference,
  Edit: EditReference,
}
