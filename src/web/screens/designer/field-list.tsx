// The fields of an object in their order: chosen to be looked at closely, moved by mouse or keys, taken out and back.
import { type DragEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldEvent } from '#kernel/module'
import type { Field, LinesField } from '#kernel/schema'
import { useFieldPasts } from '../../data/field-users.ts'
import { useLabel } from '../../data/metadata.ts'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { faultPlace } from './checking.ts'
import { addField, moveField, objectIn, retireField } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { fieldKinds, type KindName, kindNames, kindOf, kindsInLines } from './field-kinds.ts'
import { FieldProperties } from './field-properties.tsx'
import { Grip } from './grip.tsx'
import { bothLanguages } from './publication.ts'
import { useStableKeys } from './stable-keys.ts'
import { useKindName } from './use-kind-name.ts'

const isOwner = (field: Field): boolean => field.type === 'reference' && field.owner === true

export function FieldList({ object }: { readonly object: string }) {
  const { t } = useTranslation()
  const { design, change, taken } = useDesigning()
  const [open, setOpen] = useState<string | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const [added, setAdded] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const own = objectIn(design, object)
  const used = (own?.fields ?? []).filter((field) => !field.retired && !isOwner(field))
  const retired = (own?.fields ?? []).filter((field) => field.retired)
  const pasts = useFieldPasts(object, retired.length > 0)
  const names = used.map(({ name }) => name)
  const keys = useStableKeys(names)
  const isMain = object === design.object.name
  useEffect(() => {
    const key = added === null ? undefined : keys[names.indexOf(added)]
    if (key === undefined) return
    setOpen(key)
    setFresh(key)
    setAdded(null)
  }, [added, keys, names])
  const move = (name: string, by: number): void => {
    change((before) => moveField(before, object, name, by))
    const at = names.indexOf(name) + by + 1
    setSaid(t('design.movedTo', { place: Math.max(1, Math.min(used.length, at)), count: used.length }))
  }
  const add = (kind: KindName): void => {
    setAdded(addField(design, object, kind, taken).name)
    change((before) => addField(before, object, kind, taken).design)
  }
  return (
    <>
      <ol className="field-list" aria-label={t('design.fields')}>
        {used.map((field, at) => (
          <FieldRow
            key={keys[at]}
            object={object}
            field={field}
            place={at}
            isOpen={keys[at] === open}
            isFresh={keys[at] === fresh}
            onToggle={() => setOpen(keys[at] === open ? null : (keys[at] ?? null))}
            onMove={move}
          />
        ))}
      </ol>
      <span className="sr-only" role="status">
        {said}
      </span>
      <Palette kinds={isMain ? kindNames : kindsInLines} onAdd={add} />
      {retired.length === 0 ? null : (
        <details className="retired">
          <summary className="hush">{t('design.retiredFields', { count: retired.length })}</summary>
          <ul>
            {retired.map((field) => (
              <RetiredRow
                key={field.name}
                object={object}
                field={field}
                since={pasts.retired.find((one) => one.field === field.name)}
              />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function RetiredRow({
  object,
  field,
  since,
}: {
  readonly object: string
  readonly field: Field
  readonly since: FieldEvent | undefined
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { now, zone, language } = useFormat()
  const { change } = useDesigning()
  return (
    <li>
      {label(bothLanguages(field.label))}{' '}
      {since === undefined ? null : (
        <small className="hush">
          {t(since.byName === '' ? 'design.uses.sinceDate' : 'design.uses.since', {
            name: since.byName,
            date: formatMoment(since.at, now, zone, language),
          })}
        </small>
      )}{' '}
      <button
        type="button"
        className="plain"
        onClick={() => change((before) => retireField(before, object, field.name, false))}
      >
        {t('design.restore')}
      </button>
    </li>
  )
}

const dragged = 'application/x-baton-field'

type RowProps = {
  readonly object: string
  readonly field: Field
  readonly place: number
  readonly isOpen: boolean
  readonly isFresh: boolean
  readonly onToggle: () => void
  readonly onMove: (name: string, by: number) => void
}

function FieldRow({ object, field, place, isOpen, isFresh, onToggle, onMove }: RowProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const kindName = useKindName()
  const { design, faults } = useDesigning()
  const kind = kindOf(field)
  const name = label(bothLanguages(field.label)) || t('design.unnamed')
  const isBad =
    faults.has(faultPlace(object, field.name)) || faults.has(faultPlace(object, field.name, 'default'))
  const isTitle = objectIn(design, object)?.title === field.name && object === design.object.name
  const onDrop = (event: DragEvent): void => {
    const [from = '', of = '', moved = ''] = event.dataTransfer.getData(dragged).split(' ')
    if (of !== object || moved === '') return
    event.preventDefault()
    onMove(moved, place - Number(from))
  }
  const marks = [
    isTitle && !design.isShipped ? t('design.title') : '',
    field.required ? t('admin.required') : '',
    field.unique ? t('admin.unique') : '',
  ].filter(Boolean)
  return (
    <li
      className="field-row"
      data-open={isOpen}
      data-bad={isBad}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragged)) event.preventDefault()
      }}
      onDrop={onDrop}
    >
      <div className="field-head">
        <Grip
          label={t('design.move', { field: name })}
          kind={dragged}
          carries={`${place} ${object} ${field.name}`}
          onMove={(by) => onMove(field.name, by)}
        />
        <button type="button" className="plain field-name" aria-expanded={isOpen} onClick={onToggle}>
          <span className="sign" aria-hidden="true">
            {fieldKinds[kind].sign}
          </span>
          <span className="cut">{name}</span>
          <small className="hush">
            {[kindName(kind), ...marks].join(' · ')}
            {isBad ? <span className="late"> · {t('design.hasFault')}</span> : null}
          </small>
        </button>
      </div>
      {isOpen ? (
        <>
          <FieldProperties object={object} field={field} isFresh={isFresh} />
          {field.type === 'lines' ? <LineFields field={field} /> : null}
        </>
      ) : null}
    </li>
  )
}

/** The columns of lines are fields like any other, of an object of their own. */
function LineFields({ field }: { readonly field: LinesField }) {
  const { t } = useTranslation()
  const { design } = useDesigning()
  if (objectIn(design, field.object) === undefined) return null
  return (
    <div className="line-fields">
      <h3>{t('design.columns')}</h3>
      <FieldList object={field.object} />
    </div>
  )
}

function Palette({
  kinds,
  onAdd,
}: {
  readonly kinds: readonly KindName[]
  readonly onAdd: (kind: KindName) => void
}) {
  const { t } = useTranslation()
  const kindName = useKindName()
  return (
    <fieldset className="palette-types">
      <legend>{t('design.add')}</legend>
      {kinds.map((kind) => (
        <button type="button" className="plain" key={kind} onClick={() => onAdd(kind)}>
          <span className="sign" aria-hidden="true">
            {fieldKinds[kind].sign}
          </span>
          {kindName(kind)}
        </button>
      ))}
    </fieldset>
  )
}
