// Changing or removing many records at once: what will change is shown first, then how far it is, then what was refused and why.
import { Button, Modal } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { useHelp, useLabel, useMany } from '../data/metadata.ts'
import { Edit, isTyped, Show } from '../fields/index.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Course } from './bulk-course.tsx'
import { askRows, type Bulk, removalOf, sameValue, undoOf, updateOf, useBulk } from './use-bulk.ts'
import './bulk.css'
import { Choice } from '../fields/choice.tsx'

export type BulkWish = { readonly kind: 'edit' | 'remove'; readonly field?: string }

const notTogether = ['lines', 'file', 'json']

/** The fields that several records can be given one value for. */
export const bulkFields = ({ fields }: ObjectMetadata): readonly FieldMetadata[] =>
  fields.filter(
    (field) =>
      !field.hidden && field.writable && isTyped(field) && !field.unique && !notTogether.includes(field.type),
  )

export default function BulkDialog({
  object,
  ids,
  wish,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly ids: readonly string[]
  readonly wish: BulkWish
  /** Told whether anything was done. */
  readonly onClose: (isDone: boolean) => void
}) {
  const { t } = useTranslation()
  const many = useMany()
  const label = useLabel()
  const bulk = useBulk()
  const fields = bulkFields(object)
  const [name, setName] = useState(wish.field ?? fields[0]?.name ?? '')
  const [value, setValue] = useState<Value>(null)
  const field = fields.find((one) => one.name === name)
  const rows = useRows(object, ids, fields)
  const isEdit = wish.kind === 'edit'
  const changing = isEdit && field ? rows?.filter((row) => !sameValue(row[field.name], value)) : rows
  const run = (): void => {
    if (changing === undefined) return
    if (!isEdit)
      void bulk.run(
        changing.map((row) => removalOf(object.name, row)),
        undoOf(object.name, null, changing),
      )
    else if (field !== undefined)
      void bulk.run(
        changing.map((row) => updateOf(object.name, row, field.name, value)),
        undoOf(object.name, field, changing),
      )
  }
  const counts = { count: ids.length, object: ids.length === 1 ? label(object.label) : many(object) }
  return (
    <Modal
      open
      width={620}
      title={isEdit ? t('bulk.edit', counts) : t('bulk.remove', counts)}
      mask={{ closable: false }}
      onCancel={() => (bulk.stage === 'running' ? bulk.stop() : onClose(bulk.stage === 'done'))}
      footer={
        <Footer bulk={bulk} isEdit={isEdit} count={changing?.length ?? 0} onRun={run} onClose={onClose} />
      }
    >
      {bulk.stage !== 'asked' ? (
        <Course bulk={bulk} object={object} rows={rows ?? []} />
      ) : (
        <div className="bulk">
          {isEdit && field !== undefined ? (
            <Wish
              {...{ object, fields, field, value }}
              onField={(next) => {
                setName(next)
                setValue(null)
              }}
              onValue={setValue}
            />
          ) : (
            <p>{t('bulk.removeHint')}</p>
          )}
          {changing === undefined ? (
            <Skeleton rows={4} label={t('loading')} />
          ) : (
            <Preview
              object={object}
              rows={changing}
              field={isEdit ? field : undefined}
              value={value}
              of={ids.length}
            />
          )}
        </div>
      )}
    </Modal>
  )
}

/** The marked records as they are now; undefined while they are being asked for. */
function useRows(
  object: ObjectMetadata,
  ids: readonly string[],
  fields: readonly FieldMetadata[],
): readonly Row[] | undefined {
  const [rows, setRows] = useState<readonly Row[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was marked when the dialog opened is what it is about
  useEffect(() => {
    let isCurrent = true
    void askRows(
      object,
      ids,
      fields.map(({ name }) => name),
    ).then(
      (found) => isCurrent && setRows(found),
      () => isCurrent && setRows([]),
    )
    return () => {
      isCurrent = false
    }
  }, [])
  return rows
}

function Wish({
  object,
  fields,
  field,
  value,
  onField,
  onValue,
}: {
  readonly object: ObjectMetadata
  readonly fields: readonly FieldMetadata[]
  readonly field: FieldMetadata
  readonly value: Value
  readonly onField: (name: string) => void
  readonly onValue: (value: Value) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const help = useHelp()(field)
  return (
    <div className="bulk-wish">
      <Choice
        aria-label={t('bulk.field')}
        listLabel={t('bulk.field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={field.name}
        options={fields.map(({ name, label: text }) => ({ value: name, label: label(text) }))}
        onChange={onField}
      />
      <Edit
        key={field.name}
        field={field}
        value={value}
        row={{ $object: object.name }}
        id="bulk-value"
        label={t('bulk.value')}
        help={help}
        onChange={(next) => onValue(next)}
      />
    </div>
  )
}

const mostShown = 5

/** The first few records as they are and as they will be, and how many there are of them. */
function Preview({
  object,
  rows,
  field,
  value,
  of,
}: {
  readonly object: ObjectMetadata
  readonly rows: readonly Row[]
  readonly field: FieldMetadata | undefined
  readonly value: Value
  readonly of: number
}) {
  const { t } = useTranslation()
  return (
    <>
      <p>
        <b>{t('bulk.willChange', { count: rows.length })}</b>
        {rows.length < of && field !== undefined ? (
          <small> {t('bulk.same', { count: of - rows.length })}</small>
        ) : null}
      </p>
      <ul className="bulk-preview" aria-label={t('bulk.preview')}>
        {rows.slice(0, mostShown).map((row) => (
          <li key={String(row.id)}>
            <span className="cut">{String(row[object.title] ?? '')}</span>
            {field === undefined ? null : (
              <span className="cut">
                <Show field={field} value={row[field.name]} row={row} /> →{' '}
                <Show field={field} value={value} row={{ ...row, [`${field.name}$title`]: null }} />
              </span>
            )}
          </li>
        ))}
        {rows.length > mostShown ? (
          <li className="hush">{t('bulk.more', { count: rows.length - mostShown })}</li>
        ) : null}
      </ul>
    </>
  )
}

function Footer({
  bulk,
  isEdit,
  count,
  onRun,
  onClose,
}: {
  readonly bulk: Bulk
  readonly isEdit: boolean
  readonly count: number
  readonly onRun: () => void
  readonly onClose: (isDone: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  if (bulk.stage === 'running') return <Button onClick={bulk.stop}>{t('bulk.stop')}</Button>
  if (bulk.stage === 'done')
    return (
      <>
        {bulk.undo === null ? null : <Button onClick={bulk.undo}>{t('undo')}</Button>}
        <Button type="primary" onClick={() => onClose(true)}>
          {t('close')}
        </Button>
      </>
    )
  return (
    <>
      <Button onClick={() => onClose(false)}>{t('cancel')}</Button>
      <Button type="primary" danger={!isEdit} disabled={count === 0} onClick={onRun}>
        {t(isEdit ? 'bulk.change' : 'bulk.removeNow', { count })}
      </Button>
    </>
  )
}
