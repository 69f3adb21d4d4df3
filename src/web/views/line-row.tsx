// One line of a grid: a row of inputs at a desk, a card on a telephone; beside them what the server knows about it.
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata } from '#kernel/module'
import type { AssistColumn } from '#kernel/records'
import { type Field, hasConditions, type Label, type Row, type Value } from '#kernel/schema'
import { useHelp, useLabel } from '../data/metadata.ts'
import { Edit, isNumeric, Show } from '../fields/index.tsx'
import { cellState, type DrawnLine, typedCell } from './line-grid-state.ts'
import { isBlankLine } from './line-start.ts'
import type { LiveLine } from './use-live.ts'

export type LineRowProps = {
  readonly line: DrawnLine
  readonly live: LiveLine
  readonly index: number
  readonly fields: readonly FieldMetadata[]
  /** The column where a line begins: on a telephone it names the card. */
  readonly lead: number
  readonly assists: readonly AssistColumn[]
  readonly told: Row
  /** The day or number of the whole that stands in where the line has none of its own. */
  readonly whole: Row
  readonly problems: Readonly<Record<string, string>>
  readonly revision: number
  readonly measure: (element: HTMLElement | null) => void
  readonly onKeyDown: (event: KeyboardEvent, column: number) => void
  readonly onPaste: (event: ClipboardEvent, column: number) => void
  readonly onValue: (field: string, values: Row) => void
  readonly onRemove: () => void
}

export function LineRow(props: LineRowProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const { fields, problems } = props
  const failing = useFailing(props)
  const said = problems[''] ?? failing(null)
  return (
    <tr ref={props.measure} data-index={props.index}>
      {fields.map((field, column) => (
        <td
          key={field.name}
          data-label={label(field.label)}
          data-column={column}
          data-field={field.name}
          data-lead={column === props.lead}
          data-cell={cellState(field, props.live.judgement)}
          className={isNumeric(field) ? 'num' : ''}
          onKeyDownCapture={(event) => props.onKeyDown(event, column)}
          onPaste={(event) => props.onPaste(event, column)}
        >
          <LineCell {...props} field={field} />
        </td>
      ))}
      {props.assists.map((column) => (
        <AssistCell key={column.name} {...props} column={column} />
      ))}
      <td className="line-end">
        <button
          type="button"
          className="plain hush"
          aria-label={t('remove')}
          title={`${t('remove')} (Ctrl ⌫)`}
          tabIndex={-1}
          onClick={props.onRemove}
        >
          ×
        </button>
        {said === undefined ? null : <small className="late">{said}</small>}
      </td>
    </tr>
  )
}

/** What a sentence of the line says at a field, once somebody has typed into what it speaks of. */
function useFailing({ live, line, fields }: LineRowProps): (field: string | null) => string | undefined {
  const label = useLabel()
  const spoken = live.judgement.failing.filter(({ reads }) => reads.some((name) => name in line.values))
  const placeOf = (field: string | null): string | null =>
    fields.some(({ name }) => name === field) ? field : null
  return (field) => {
    const one = isBlankLine(line) ? undefined : spoken.find((failing) => placeOf(failing.field) === field)
    return one && label(one.message)
  }
}

function LineCell(props: LineRowProps & { field: FieldMetadata }) {
  const { field, line, live, problems, revision, onValue } = props
  const { t } = useTranslation()
  const label = useLabel()
  const help = useHelp()
  const failing = useFailing(props)(field.name)
  const pasted = line.shown[`${field.name}$pasted`]
  const problem =
    problems[field.name] ??
    (typeof pasted === 'string' ? t('lines.notUnderstood', { text: pasted }) : failing)
  const id = `${line.id}-${field.name}`
  const state = cellState(field, live.judgement)
  const isAsked = state === 'typed' && hasConditions(field) && live.judgement.isRequired(field)
  if (state === 'absent')
    return (
      <span className="absent hush" title={t('lines.absent')}>
        <span>{t('lines.absent')}</span>
      </span>
    )
  const says = problem ?? (isAsked && !field.default ? t('form.required') : undefined)
  return (
    <>
      {state === 'typed' ? (
        <Edit
          key={revision}
          field={field}
          value={line.shown[field.name]}
          row={line.shown}
          id={id}
          label={label(field.label)}
          help={help(field)}
          isInvalid={problem !== undefined}
          describedBy={says === undefined ? undefined : `${id}-says`}
          bare
          onChange={(value: Value, title?: string) =>
            onValue(field.name, typedCell(field.name, value, title))
          }
        />
      ) : (
        <ReadCell field={field} live={live} isFixed={state === 'fixed'} />
      )}
      {problem === undefined ? null : (
        <small id={`${id}-says`} className="late" role="alert">
          {problem}
        </small>
      )}
      {problem !== undefined || says === undefined ? null : (
        <span id={`${id}-says`} className="asked-mark" title={says}>
          <span aria-hidden="true">*</span>
          <span className="sr-only">{says}</span>
        </span>
      )}
    </>
  )
}

/** What nobody types here: computed, not theirs to change, or fixed in this line. */
function ReadCell({
  field,
  live: { reckoned },
  isFixed,
}: {
  readonly field: FieldMetadata
  readonly live: LiveLine
  readonly isFixed: boolean
}) {
  const { t } = useTranslation()
  return (
    <span className="computed" {...(isFixed ? { title: t('form.fixed') } : {})}>
      {reckoned.unknown.has(field.name) ? (
        <small className="hush">{t('form.onSaving')}</small>
      ) : (
        <Show field={field} value={reckoned.row[field.name]} row={reckoned.row} />
      )}
      {isFixed ? <span className="sr-only">{t('form.fixed')}</span> : null}
    </span>
  )
}

const isLabel = (value: unknown): value is Label =>
  typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value

function AssistCell({ column, told, line, whole }: LineRowProps & { column: AssistColumn }) {
  const label = useLabel()
  const value = told[column.name]
  const reason = column.reason === undefined ? undefined : told[column.reason]
  const limit =
    column.notAfter === undefined ? null : (line.shown[column.notAfter] ?? whole[column.notAfter] ?? null)
  const isBeyond = typeof limit === 'string' && typeof value === 'string' && value > limit
  const field = { ...column, scale: 'scale' in column ? column.scale : undefined } as unknown as Field
  return (
    <td data-label={label(column.label)} className={column.type === 'decimal' ? 'num assist' : 'assist'}>
      <span className={isBeyond ? 'computed late' : 'computed'}>
        <Show field={field} value={value ?? null} row={told} />
        {isLabel(reason) ? <Reason text={label(reason)} /> : null}
      </span>
    </td>
  )
}

/** One line of it at a desk; the whole where it is pointed at or has the focus. */
const Reason = ({ text }: { readonly text: string }) => (
  <small
    className="hush reason"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is cut off is read in full by keyboard, too
    tabIndex={0}
    data-help={text}
  >
    {text}
  </small>
)
