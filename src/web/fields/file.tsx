// Attached files, pictures drawn in place, and signatures.
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileField } from '#kernel/schema'
import { fileAddress } from '../data/files.ts'
import { Blank } from './blank.tsx'
import type { FieldView } from './field-view.ts'
import './file.css'
import { FileAnchor } from './file-anchor.tsx'
import { FileLink, names } from './file-link.tsx'
import { idsOf } from './ids.ts'

const Edit = lazy(() => import('./file-edit.tsx'))
const Sign = lazy(() => import('./signature-edit.tsx'))

/** A picture as large as the place it stands in allows; a click looks at it in full. */
export function Picture({ id, among = [id] }: { readonly id: string; readonly among?: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <FileAnchor id={id} files={among.map((one) => ({ id: one, name: names.get(one) ?? '' }))}>
      <img
        className="picture"
        src={fileAddress(id)}
        alt={names.get(id) ?? t('file.open')}
        loading="lazy"
        decoding="async"
      />
    </FileAnchor>
  )
}

export const fileView: FieldView<FileField> = {
  width: 140,
  Show: ({ field, value }) => {
    const ids = idsOf(value)
    const One = field.shownAs === undefined ? FileLink : Picture
    return ids.length === 0 ? (
      <Blank />
    ) : (
      <span className="files">
        {ids.map((id) => (
          <One key={id} id={id} among={ids} />
        ))}
      </span>
    )
  },
  Edit: (props) => (
    <Suspense>{props.field.shownAs === 'signature' ? <Sign {...props} /> : <Edit {...props} />}</Suspense>
  ),
}
