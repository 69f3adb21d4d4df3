// Everything about one stage: what it is called, where it leads, who brings records into it, what guides there and what it takes.
import { Checkbox, Input, Select } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Label, mayBegin, mostStageFields, type Stage, type StagePath, stageOf } from '#kernel/schema'
import { useProblemWords } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { isSaidByEditor, stagePlace } from './checking.ts'
import { blankLabel, changeField, objectIn } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { changeStage, oddities, stageWho, stageWhoKeys, toggleNext } from './path-design.ts'
import { wholePath } from './path-preview.tsx'
import { bothLanguages } from './publication.ts'
import { Row } from './row.tsx'
import { StageNeeds } from './stage-needs.tsx'
import type { EditedPath } from './states-card.tsx'
import { type WhoGroup, WhoSelect } from './who-select.tsx'

type Props = {
  readonly edited: EditedPath
  readonly stageKey: string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onMove: (by: number) => void
  readonly onChange: (edit: (path: StagePath) => StagePath) => void
  readonly onDrop: () => void
}

export function StageEditor(props: Props) {
  const { edited, stageKey, isOpen, onToggle, onMove } = props
  const { t } = useTranslation()
  const say = useProblemWords()
  const { design, faults } = useDesigning()
  const called = useCalled(edited)
  const whole = wholePath(edited)
  const stage = stageOf(whole, stageKey)
  if (stage === undefined) return null
  const problems = faults.get(stagePlace(design.object.name, stageKey)) ?? []
  const odd = oddities(whole).get(stageKey)
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <li className="field-row stage-item" data-open={isOpen} data-bad={problems.length > 0}>
      <div className="field-head">
        {edited.shipped ? null : (
          <button
            type="button"
            className="plain field-grip"
            aria-label={t('design.move', { field: called(stageKey) })}
            title={t('design.states.moveHint')}
            onKeyDown={onKey}
          >
            ⠿
          </button>
        )}
        <button type="button" className="plain field-name" aria-expanded={isOpen} onClick={onToggle}>
          <span className="cut">{called(stageKey)}</span>
          <Summary stage={stage} path={whole} called={called} />
        </button>
      </div>
      {problems
        .filter((problem) => !isOpen || !isSaidByEditor(problem))
        .map((problem) => (
          <small className="late state-says" role="alert" key={say(problem)}>
            {say(problem)}
          </small>
        ))}
      {odd === undefined ? null : (
        <small className="soon state-says" role="status">
          {t(`design.states.${odd}`, { name: called(stageKey) })}
        </small>
      )}
      {isOpen ? <Details {...props} stage={stage} called={called} /> : null}
    </li>
  )
}

/** What a stage is called, as its choice is. */
function useCalled({ field }: EditedPath): (key: string) => string {
  const { t } = useTranslation()
  const label = useLabel()
  return (key) => {
    const option = field?.options.find((one) => one.key === key)
    return option === undefined ? key : label(bothLanguages(option.label)) || t('design.unnamed')
  }
}

type Called = (key: string) => string

function Summary({
  stage,
  path,
  called,
}: {
  readonly stage: Stage
  readonly path: StagePath
  readonly called: Called
}) {
  const { t } = useTranslation()
  const { next = [], needs = [], who, aside } = stage
  const marks = [
    mayBegin(path, stage.key) ? t('design.states.begins') : '',
    aside ? t('design.states.aside') : '',
    next.length === 0 ? t('design.states.ends') : `→ ${next.map(called).join('、')}`,
    who === undefined ? '' : t('design.states.limited'),
    needs.length === 0 ? '' : t('design.states.evidence', { count: needs.length }),
  ]
  return <small className="hush">{marks.filter(Boolean).join(' · ')}</small>
}

function Details({
  edited,
  stageKey,
  stage,
  called,
  onChange,
  onDrop,
}: Props & { readonly stage: Stage; readonly called: Called }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, checked } = useDesigning()
  const named = useNamedPeople()
  const { path, shipped } = edited
  const id = `d-state-${stageKey}`
  // On a shipped path only what is said here is edited; the rest stands as it came.
  const own = stageOf(path, stageKey) ?? { key: stageKey }
  const set = (changed: Partial<Stage>): void =>
    onChange((now) => changeStage(now, { ...(stageOf(now, stageKey) ?? { key: stageKey }), ...changed }))
  const fields = (checked.schema?.object(design.object.name)?.fields ?? []).filter(
    ({ type, hidden }) => type !== 'lines' && hidden !== true,
  )
  const isBeginning = mayBegin(path, stageKey)
  return (
    <div className="state-body">
      {shipped ? (
        <p className="hush state-fixed">
          {t('design.states.fixed', { next: (stage.next ?? []).map(called).join('、') || '—' })}
        </p>
      ) : (
        <>
          {edited.isOwnField ? <Name edited={edited} stageKey={stageKey} id={id} /> : null}
          <fieldset className="state-next">
            <legend>{t('design.states.next')}</legend>
            {path.stages
              .filter(({ key }) => key !== stageKey)
              .map(({ key }) => (
                <button
                  type="button"
                  key={key}
                  aria-pressed={own.next?.includes(key) === true}
                  onClick={() => onChange((now) => toggleNext(now, stageKey, key))}
                >
                  {called(key)}
                </button>
              ))}
          </fieldset>
          <div className="state-ticks">
            <Checkbox
              checked={isBeginning}
              disabled={isBeginning && own.begins !== true}
              onChange={({ target }) => onChange((now) => withBeginning(now, stageKey, target.checked))}
            >
              {t('design.states.mayBegin')}
            </Checkbox>
            <Checkbox checked={own.aside === true} onChange={({ target }) => set({ aside: target.checked })}>
              {t('design.states.mayLeave')}
            </Checkbox>
          </div>
        </>
      )}
      <div className="fields">
        <Row label={t('design.states.who')} id={`${id}-who`} hint={t('design.states.whoHint')} isWide>
          <WhoSelect
            id={`${id}-who`}
            value={stageWhoKeys(own.who)}
            placeholder={t('design.states.everybody')}
            more={named}
            onChange={(keys) => onChange((now) => withWho(now, stageKey, keys))}
          />
        </Row>
        {(['zh-CN', 'en'] as const).map((language) => (
          <Row key={language} label={t(`design.states.guidance.${language}`)} id={`${id}-${language}`}>
            <Input.TextArea
              id={`${id}-${language}`}
              value={own.guidance?.[language] ?? ''}
              placeholder={stage.guidance?.[language] ?? ''}
              maxLength={300}
              autoSize={{ minRows: 1, maxRows: 4 }}
              onChange={({ target }) =>
                set({ guidance: { ...(own.guidance ?? blankLabel), [language]: target.value } })
              }
            />
          </Row>
        ))}
        <Row label={t('design.states.fields', { count: mostStageFields })} id={`${id}-fields`} isWide>
          <Select
            id={`${id}-fields`}
            mode="multiple"
            maxCount={mostStageFields}
            value={[...(own.fields ?? [])]}
            placeholder={(stage.fields ?? [])
              .map((name) => label(fields.find((one) => one.name === name)?.label ?? blankLabel))
              .join('、')}
            showSearch={{ optionFilterProp: 'label' }}
            options={fields.map((field) => ({ value: field.name, label: label(field.label) || field.name }))}
            onChange={(names: string[]) => set({ fields: names })}
          />
        </Row>
      </div>
      <StageNeeds
        edited={edited}
        stage={own}
        id={id}
        onChange={(needs) => onChange((now) => withNeeds(now, stageKey, needs))}
      />
      {shipped ? null : (
        <button type="button" className="plain late" onClick={onDrop}>
          {t('design.states.drop')}
        </button>
      )}
    </div>
  )
}

/** Records begin in the first stage until one says so; then where the first is to stay a beginning it says so too. */
function withBeginning(path: StagePath, key: string, begins: boolean): StagePath {
  const isSaid = path.stages.some((stage) => stage.begins === true)
  return path.stages.reduce((now, stage, at) => {
    if (stage.key === key) return changeStage(now, { ...stage, begins })
    return !isSaid && at === 0 ? changeStage(now, { ...stage, begins: true }) : now
  }, path)
}

function withWho(path: StagePath, key: string, keys: readonly string[]): StagePath {
  const { who: before, ...stage } = stageOf(path, key) ?? { key }
  const who = stageWho(keys, before)
  return changeStage(path, who === undefined ? stage : { ...stage, who })
}

const withNeeds = (path: StagePath, key: string, needs: NonNullable<Stage['needs']>): StagePath =>
  changeStage(path, { ...(stageOf(path, key) ?? { key }), needs })

/** People whom the record names: who made it, and those in its fields. */
function useNamedPeople(): readonly WhoGroup[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, checked, published } = useDesigning()
  const people = (checked.schema?.object(design.object.name)?.fields ?? []).filter(
    ({ type }) => type === 'person' || type === 'persons',
  )
  const admin = published.roles.find(({ name }) => name === 'admin')
  return [
    {
      label: t('design.states.named'),
      options: [
        { value: 'field:createdBy', label: t('design.states.maker') },
        ...people.map((field) => ({
          value: `field:${field.name}`,
          label: label(bothLanguages(field.label)) || field.name,
        })),
      ],
    },
    ...(admin === undefined
      ? []
      : [
          { label: t('design.states.office'), options: [{ value: 'role:admin', label: label(admin.label) }] },
        ]),
  ]
}

/** The other language follows until it says something of its own. */
function renamed(label: Label, language: Language, text: string): Label {
  const other = language === 'en' ? 'zh-CN' : 'en'
  return { ...label, [language]: text, ...(label[other] === label[language] ? { [other]: text } : {}) }
}

function Name({
  edited: { path },
  stageKey,
  id,
}: {
  readonly edited: EditedPath
  readonly stageKey: string
  readonly id: string
}) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { design, change } = useDesigning()
  const { name: object } = design.object
  const field = objectIn(design, object)?.fields.find(({ name }) => name === path.field)
  if (field?.type !== 'select') return null
  const option = field.options.find(({ key }) => key === stageKey)
  return (
    <Row label={t('design.states.name')} id={`${id}-name`}>
      <Input
        id={`${id}-name`}
        value={option?.label[language] ?? ''}
        maxLength={60}
        autoFocus={option?.label[language] === ''}
        onChange={({ target }) =>
          change((now) =>
            changeField(now, object, {
              ...field,
              options: field.options.map((one) =>
                one.key === stageKey ? { ...one, label: renamed(one.label, language, target.value) } : one,
              ),
            }),
          )
        }
      />
    </Row>
  )
}
