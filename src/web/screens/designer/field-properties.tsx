// Everything about one field, in the order people think of it: what it is called, what it holds, what is asked of it, who sees it.
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Label } from '#kernel/schema'
import { useProblemWords } from '../../data/definitions.ts'
import { faultPlace, isSaidByEditor } from './checking.ts'
import { Conditions } from './conditions.tsx'
import { DefaultInput } from './default-input.tsx'
import {
  blankLabel,
  changeField,
  dropField,
  isUnnamed,
  objectIn,
  retireField,
  settleName,
  withObject,
} from './design.ts'
import { useDesigning } from './designing-context.ts'
import { canBeTitle, canBeUnique, canHaveDefault, isFilledIn } from './field-kinds.ts'
import { FieldRights } from './field-rights.tsx'
import { FieldUses } from './field-uses.tsx'
import { LabelInputs } from './label-inputs.tsx'
import { renameField } from './renaming.ts'
import { RetireDialog } from './retire-dialog.tsx'
import { isRetyped } from './retyped.ts'
import { Row } from './row.tsx'
import { TypeChange, TypeOutlook } from './type-change.tsx'
import { TypeSettings } from './type-settings.tsx'
import { Collision } from './uniques-card.tsx'

type PropertiesProps = { readonly object: string; readonly field: Field; readonly isFresh: boolean }

/** A flag that is left out where it is not set. */
function flagged(field: Field, flag: 'required' | 'unique', isOn: boolean): Field {
  const { [flag]: _, ...rest } = field
  return (isOn ? { ...rest, [flag]: true } : rest) as Field
}

export function FieldProperties({ object, field, isFresh }: PropertiesProps) {
  const { t } = useTranslation()
  const { design, before, faults, change } = useDesigning()
  const say = useProblemWords()
  const id = `d-${object}-${field.name}`
  const stands =
    before === null ? undefined : objectIn(before, object)?.fields.find(({ name }) => name === field.name)
  const problems = faults.get(faultPlace(object, field.name)) ?? []
  const ofDefault = faults.get(faultPlace(object, field.name, 'default')) ?? []
  const ofConditions = faults.get(faultPlace(object, field.name, 'conditions')) ?? []
  const set = (changed: Field): void => change((now) => changeField(now, object, changed))
  const isMain = object === design.object.name
  const said = [...problems, ...ofDefault, ...ofConditions].filter((one) => !isSaidByEditor(one))
  return (
    <div className="properties">
      {said.map((problem) => (
        <Collision key={say(problem)} problem={problem} object={object} />
      ))}
      <div className="fields">
        <LabelInputs
          value={field.label}
          id={id}
          isFirst={isFresh}
          isInvalid={problems.some(({ code }) => code === 'design.noLabel')}
          onChange={(label) => set({ ...field, label })}
        />
        {stands === undefined || stands.retired || objectIn(design, object)?.title === field.name ? null : (
          <TypeChange object={object} field={field} stands={stands} id={id} onChange={set} />
        )}
        <TypeSettings
          field={field}
          before={stands}
          object={object}
          id={id}
          isInvalid={problems.length > 0}
          onChange={set}
        />
      </div>
      {isRetyped(stands, field) ? <TypeOutlook object={object} field={field} /> : null}
      <Asked object={object} field={field} onChange={set} />
      <div className="fields">
        {canHaveDefault(field) ? (
          <DefaultInput
            field={field}
            object={object}
            id={id}
            isInvalid={ofDefault.length > 0}
            onChange={set}
          />
        ) : null}
        <Help field={field} id={id} onChange={set} />
        {isMain ? <FieldRights field={field} id={id} /> : null}
      </div>
      <Conditions field={field} object={object} id={id} isInvalid={ofConditions.length > 0} onChange={set} />
      {stands === undefined || stands.retired ? null : <Uses object={object} field={field.name} />}
      <Foot object={object} field={field} isPublished={stands !== undefined} label={t('design.name')} />
    </div>
  )
}

/** Required, unique, and whether records are called by it. */
function Asked({
  object,
  field,
  onChange,
}: {
  readonly object: string
  readonly field: Field
  readonly onChange: (field: Field) => void
}) {
  const { t } = useTranslation()
  const { design, change } = useDesigning()
  const own = objectIn(design, object)
  const isTitle = own?.title === field.name
  const mayBeTitle = !design.isShipped && object === design.object.name && canBeTitle(field)
  return (
    <div className="asked">
      {isFilledIn(field) ? (
        <Checkbox
          checked={field.required === true}
          onChange={({ target }) => onChange(flagged(field, 'required', target.checked))}
        >
          {t('admin.required')}
        </Checkbox>
      ) : null}
      {canBeUnique(field) ? (
        <Checkbox
          checked={field.unique === true}
          onChange={({ target }) => onChange(flagged(field, 'unique', target.checked))}
        >
          {t('design.unique')}
        </Checkbox>
      ) : null}
      {mayBeTitle && own ? (
        <Checkbox
          checked={isTitle}
          disabled={isTitle}
          onChange={() =>
            change((now) => withObject(now, { ...(objectIn(now, object) ?? own), title: field.name }))
          }
        >
          {t('design.isTitle')}
        </Checkbox>
      ) : null}
    </div>
  )
}

function Help({
  field,
  id,
  onChange,
}: {
  readonly field: Field
  readonly id: string
  readonly onChange: (field: Field) => void
}) {
  const { t } = useTranslation()
  const help = field.help ?? blankLabel
  const set = (changed: Label): void => {
    const { help: _, ...rest } = field
    onChange((changed['zh-CN'] === '' && changed.en === '' ? rest : { ...rest, help: changed }) as Field)
  }
  return (
    <Row label={t('design.help')} id={`${id}-help`} isWide>
      <Input
        id={`${id}-help`}
        value={help['zh-CN'] || help.en}
        maxLength={300}
        placeholder={t('design.helpHint')}
        onChange={({ target }) => set({ 'zh-CN': target.value, en: target.value })}
      />
    </Row>
  )
}

/** Asked for once somebody wants to know. */
function Uses({ object, field }: { readonly object: string; readonly field: string }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="hush">{t('design.uses.title')}</summary>
      {isOpen ? <FieldUses object={object} field={field} /> : null}
    </details>
  )
}

const fieldName = /^[a-z][a-zA-Z0-9]{0,39}$/

/** The stable name, and the way out. */
function Foot({
  object,
  field,
  isPublished,
  label,
}: {
  readonly object: string
  readonly field: Field
  readonly isPublished: boolean
  readonly label: string
}) {
  const { t } = useTranslation()
  const { design, change, taken } = useDesigning()
  const [isAsking, setAsking] = useState(false)
  const remove = (): void =>
    change((now) =>
      isPublished ? retireField(now, object, field.name, true) : dropField(now, object, field.name),
    )
  return (
    <div className="properties-foot">
      <details>
        <summary className="hush">
          {label} {isUnnamed(design, object, field.name) ? t('design.nameLater') : <code>{field.name}</code>}
        </summary>
        {isPublished ? (
          <small className="hush">{t('design.nameFixed')}</small>
        ) : (
          <Input
            aria-label={label}
            defaultValue={isUnnamed(design, object, field.name) ? '' : field.name}
            maxLength={40}
            onBlur={({ target }) => {
              const name = target.value.trim()
              if (fieldName.test(name) && !taken.has(name))
                change((now) => settleName(renameField(now, object, field.name, name), object, name))
            }}
          />
        )}
      </details>
      <button type="button" className="plain late" onClick={isPublished ? () => setAsking(true) : remove}>
        {t(isPublished ? 'design.retire' : 'remove')}
      </button>
      {isAsking ? (
        <RetireDialog object={object} field={field} onRetire={remove} onClose={() => setAsking(false)} />
      ) : null}
    </div>
  )
}
