// The states of an object: over which choice, in which order, and everything about each; drawn as people will see it.
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Option, SelectField, StagePath } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { blankLabel, changeField, type Design, objectIn } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { optionColors } from './field-kinds.ts'
import {
  addStage,
  dropStage,
  editPath,
  isWhole,
  moveStage,
  pathOver,
  type StateWords,
  withPath,
  withStateField,
} from './path-design.ts'
import { PathPreview } from './path-preview.tsx'
import { bothLanguages } from './publication.ts'
import { useStableKeys } from './stable-keys.ts'
import { newKey } from './stable-names.ts'
import { StageEditor } from './stage-editor.tsx'
import './states.css'

/** What a field of states is called, and its first states. */
const firstStates: StateWords = [
  ['状态', 'Status'],
  ['待处理', 'To do'],
  ['进行中', 'In progress'],
  ['已完成', 'Done'],
]

/** The path as it is edited here, what of it comes with the product, and the field it is over. */
export type EditedPath = {
  readonly path: StagePath
  /** The shipped path: which stages there are and follow is settled. */
  readonly shipped: ObjectMetadata['path']
  readonly field: SelectField | undefined
  /** The field can be given further choices here. */
  readonly isOwnField: boolean
}

function useEditedPath(): EditedPath | null {
  const { design, before } = useDesigning()
  const known = useCatalog().object(design.object.name)
  const own = design.object.path
  const isAdded = before?.object.path === undefined || !isWhole(before.object.path)
  const shipped = design.isShipped && isAdded && own !== undefined && isWhole(own) ? undefined : known?.path
  const settled = design.isShipped && isAdded ? shipped : undefined
  const path = settled === undefined ? own : (own ?? { field: settled.field, stages: [] })
  if (path === undefined || (settled === undefined && path.stages.length === 0)) return null
  const ownField = objectIn(design, design.object.name)?.fields.find(({ name }) => name === path.field)
  const field = ownField ?? known?.fields.find(({ name }) => name === path.field)
  return {
    path,
    shipped: settled,
    field: field?.type === 'select' ? field : undefined,
    isOwnField: ownField !== undefined,
  }
}

export default function StatesCard() {
  const { t } = useTranslation()
  const edited = useEditedPath()
  return (
    <Card title={t('design.states.title')}>
      <p className="hush">{t(edited?.shipped ? 'design.states.shippedHint' : 'design.states.hint')}</p>
      {edited === null ? <Begin /> : <States edited={edited} />}
    </Card>
  )
}

/** Over a choice that is there, or over one of its own. */
function Begin() {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, change, taken } = useDesigning()
  const known = useCatalog().object(design.object.name)
  const all = [...(design.isShipped ? (known?.fields ?? []) : []), ...design.object.fields]
  const fields = [...new Map(all.map((field) => [field.name, field])).values()].filter(
    (field): field is (typeof all)[number] & SelectField => field.type === 'select' && !field.retired,
  )
  const start = (name: string): void => {
    const field = fields.find((one) => one.name === name)
    if (field) change((now) => withPath(now, pathOver(field)))
  }
  return (
    <div className="states-begin">
      {fields.length === 0 ? null : (
        <Select
          aria-label={t('design.states.over')}
          placeholder={t('design.states.over')}
          value={null}
          popupMatchSelectWidth={false}
          options={fields.map((field) => ({
            value: field.name,
            label: label(bothLanguages(field.label)) || t('design.unnamed'),
          }))}
          onChange={(name: string | null) => {
            if (name !== null) start(name)
          }}
        />
      )}
      <Button onClick={() => change((now) => withStateField(now, firstStates, taken))}>
        {t('design.states.fresh')}
      </Button>
    </div>
  )
}

function States({ edited }: { readonly edited: EditedPath }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { change } = useDesigning()
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const { path, shipped, field, isOwnField } = edited
  const keys = (shipped ?? path).stages.map(({ key }) => key)
  const rows = useStableKeys(keys)
  const left = (field?.options ?? []).filter(({ key, retired }) => !retired && !keys.includes(key))
  const edit = (next: (path: StagePath) => StagePath): void =>
    change((now) => (now.object.path === undefined ? withPath(now, next(path)) : editPath(now, next)))
  const move = (key: string, by: number): void => {
    edit((now) => moveStage(now, key, by))
    const place = Math.max(1, Math.min(keys.length, keys.indexOf(key) + by + 1))
    setSaid(t('design.movedTo', { place, count: keys.length }))
  }
  const add = (): void => {
    const key = newKey(field?.options ?? [])
    change((now) => withNewState(now, path.field, key))
    setOpen(`new ${key}`)
  }
  return (
    <>
      <p className="states-field">
        {t('design.states.field')} <strong>{label(bothLanguages(field?.label ?? blankLabel))}</strong>
        {shipped ? (
          <small className="hush"> · {t('design.states.shipped')}</small>
        ) : (
          <button
            type="button"
            className="plain late"
            onClick={() =>
              change((now) => withPath(now, now.isShipped ? { ...path, stages: [] } : undefined))
            }
          >
            {t('design.states.none')}
          </button>
        )}
      </p>
      <PathPreview edited={edited} />
      <ol className="stage-list" aria-label={t('design.states.title')}>
        {keys.map((key, at) => (
          <StageEditor
            key={rows[at]}
            edited={edited}
            stageKey={key}
            isOpen={open === rows[at] || open === `new ${key}`}
            onToggle={() => setOpen(open === rows[at] || open === `new ${key}` ? null : (rows[at] ?? null))}
            onMove={(by) => move(key, by)}
            onChange={edit}
            onDrop={() => change((now) => withoutState(now, path.field, key))}
          />
        ))}
      </ol>
      <span className="sr-only" role="status">
        {said}
      </span>
      {shipped ? null : (
        <div className="states-more">
          {isOwnField ? (
            <Button size="small" type="dashed" onClick={add}>
              {t('design.states.add')}
            </Button>
          ) : null}
          {left.map(({ key, label: text }) => (
            <Button size="small" type="dashed" key={key} onClick={() => edit((now) => addStage(now, key))}>
              {t('design.states.take', { name: label(bothLanguages(text)) || t('design.unnamed') })}
            </Button>
          ))}
        </div>
      )}
      {shipped ? (
        <small className="hush">
          {t(`design.states.${shipped.overridable ? 'mayOverride' : 'noOverride'}`)}
        </small>
      ) : (
        <Checkbox
          checked={path.overridable === true}
          onChange={({ target }) =>
            edit(({ overridable: _, ...rest }) => (target.checked ? { ...rest, overridable: true } : rest))
          }
        >
          {t('design.states.override')}
        </Checkbox>
      )}
    </>
  )
}

const optionsChanged = (
  design: Design,
  name: string,
  edit: (options: readonly Option[]) => readonly Option[],
): Design => {
  const { object } = design
  const field = object.fields.find((one) => one.name === name)
  return field?.type === 'select'
    ? changeField(design, object.name, { ...field, options: edit(field.options) })
    : design
}

/** A further choice of the field, and the stage it is. */
function withNewState(design: Design, field: string, key: string): Design {
  const more = optionsChanged(design, field, (options) => [
    ...options,
    { key, label: blankLabel, color: optionColors[options.length % optionColors.length] ?? optionColors[0] },
  ])
  return editPath(more, (path) => addStage(path, key))
}

/** A stage no more; a choice that nobody has been able to make yet goes with it. */
function withoutState(design: Design, field: string, key: string): Design {
  const dropped = editPath(design, (path) => dropStage(path, key))
  const isFresh = /^new\d*$/.test(key)
  return isFresh
    ? optionsChanged(dropped, field, (options) => options.filter((one) => one.key !== key))
    : dropped
}
