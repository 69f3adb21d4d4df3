// Attached files.
import { lazy, Suspense } from 'react'
import type { FileField } from '#kernel/schema'
import { Blank } from './blank.tsx'
import type { FieldView } from './field-view.ts'
import { FileLink, idsOf } from './file-link.tsx'

const Edit = lazy(() => import('./file-edit.tsx'))

export const fileView: FieldView<FileField> = {
  width: 140,
  Show: ({ value }) => {
    const ids = idsOf(value)
    return ids.length === 0 ? (
      <Blank />
    ) : (
      <span className="files">
        {ids.map((id) => (
          <FileLink key={id} id={id} among={ids} />
        ))}
      </span>
    )
  },
  Edit: (props) => (
    <Suspense>
      <Edit {...props} />
    </Suspense>
  ),
}
