// A number that the system gives; nobody types it.
import type { AutoNumberField } from '#kernel/schema'
import { Blank } from './blank.tsx'
import { type FieldView, textOf } from './field-view.ts'

export const autoNumberView: FieldView<AutoNumberField> = {
  width: 150,
  Show: ({ value }) => {
    const text = textOf(value)
    return text === '' ? <Blank /> : <span className="cut">{text}</span>
  },
  Edit: ({ value }) => <span className="hush">{textOf(value) || '—'}</span>,
}
