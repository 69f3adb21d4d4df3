// What a field is called, and a small sign of its help; what is said of an input under it and beside it.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata } from '#kernel/module'
import { useHelp, useLabel } from '../data/metadata.ts'
import { helped } from '../ui/help.tsx'
import './field-name.css'

/** `isTold`: what stands beside it tells the help by itself when it has the focus, so that the sign is for the hand alone. */
export function FieldName({ field, isTold }: { readonly field: FieldMetadata; readonly isTold: boolean }) {
  const { t } = useTranslation()
  const name = useLabel()(field.label)
  const help = useHelp()(field)
  if (help === '') return name
  return (
    <>
      {name}{' '}
      <button
        type="button"
        className="plain help-sign"
        {...(isTold ? { tabIndex: -1 } : {})}
        aria-label={t('form.help', { field: name })}
        {...helped(help)}
      >
        ?
      </button>
    </>
  )
}

/** The label of an input. Its sign is for the hand alone: the input tells the keyboard and the ear. */
export function InputName({
  id,
  text,
  help,
  isRequired,
}: {
  /** Of the input, where there is one place to point at. */
  readonly id?: string
  readonly text: string
  readonly help: string
  readonly isRequired: boolean
}) {
  const name = (
    <>
      {text}
      {isRequired ? <span aria-hidden="true"> *</span> : null}
    </>
  )
  return (
    <div className="label">
      {id === undefined ? name : <label htmlFor={id}>{name}</label>}
      {help === '' ? null : <i className="help-sign" aria-hidden="true" data-help={help} />}
    </div>
  )
}

/** What an input is described by: what is said under it, then its help. */
export const describedBy = (id: string, says: string, help: string): string | undefined =>
  [...(says === '' ? [] : [`${id}-says`]), ...(help === '' ? [] : [`${id}-help`])].join(' ') || undefined

/** What stands under an input: what is wrong with it, else what is to be known; its help is for the ear alone. */
export function InputSays({
  id,
  says,
  help,
  isProblem,
}: {
  readonly id: string
  readonly says: string
  readonly help: string
  readonly isProblem: boolean
}) {
  return (
    <>
      {says === '' ? null : (
        <small
          id={`${id}-says`}
          className={isProblem ? 'late' : 'hush'}
          role={isProblem ? 'alert' : undefined}
        >
          {says}
        </small>
      )}
      {help === '' ? null : (
        <span id={`${id}-help`} hidden>
          {help}
        </span>
      )}
    </>
  )
}
