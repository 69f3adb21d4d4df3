// One step of a shipped flow: its name, who holds it, how long they have, what they are told. What changes is said before it is published.
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlowChange, FlowDefinition, Holder, TaskStep } from '#kernel/flow'
import { target } from '#kernel/schema'
import { type Published, usePublish } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { Fault } from '../../ui/notices.tsx'
import { toast } from '../../ui/toast.tsx'
import { LabelInputs } from '../designer/label-inputs.tsx'
import { bothLanguages } from '../designer/publication.ts'
import { Row } from '../designer/row.tsx'
import { differing, type Settings, settingsOf, tidied, withStep } from './steps.ts'
import { inHours, useFlowWords } from './use-flow-words.ts'
import '../../views/form.css'

const longestGuide = 2000
const mostHours = 10_000

export function StepDialog({
  flow,
  step,
  shipped,
  known,
  published,
  onClose,
}: {
  readonly flow: FlowDefinition
  /** As it runs, and as it is shipped. */
  readonly step: TaskStep
  readonly shipped: TaskStep
  readonly known: FlowChange | undefined
  readonly published: Published
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const publish = usePublish()
  const words = useFlowWords(published.roles)
  const [wish, setWish] = useState(() => settingsOf(step))
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState('')
  const settings: Settings = { ...wish, label: bothLanguages(wish.label), guide: bothLanguages(wish.guide) }
  const sentences = words.sentences(flow.object, settingsOf(step), settings)
  const isNobody = Object.keys(settings.holder).length === 0
  const isNameless = settings.label['zh-CN'] === ''
  const send = async (to: Settings): Promise<void> => {
    setSending(true)
    const change = withStep(flow, known, step.name, differing(shipped, to))
    const answer = await publish({ flows: [change], version: published.version })
    setSending(false)
    if (!answer.ok) return setRefusal(problemText(answer.problems, t))
    toast({ kind: 'good', text: t('flows.done', { step: label(to.label) }) })
    onClose()
  }
  const isAsShipped = differing(shipped, settingsOf(step)) === null
  return (
    <Modal
      open
      width={600}
      title={t('flows.edit', { flow: label(flow.label), step: label(step.label) })}
      okText={t('design.publishNow')}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      okButtonProps={{ disabled: sentences.length === 0 || isNobody || isNameless }}
      onOk={() => void send(settings)}
      onCancel={onClose}
    >
      <Fault text={refusal} />
      <div className="fields step-settings">
        <LabelInputs
          value={wish.label}
          id="step-label"
          isInvalid={isNameless}
          isFirst
          onChange={(to) => setWish({ ...wish, label: to })}
        />
        <HolderSettings
          object={flow.object}
          holder={wish.holder}
          published={published}
          onChange={(holder) => setWish({ ...wish, holder })}
        />
        {isNobody ? <Fault text={t('flows.nobody')} /> : null}
        <Hours
          id="step-limit"
          label={t('flows.limit')}
          hint={t('flows.limitHint')}
          minutes={wish.limitMinutes}
          onChange={(limitMinutes) => setWish({ ...wish, limitMinutes })}
        />
        <Hours
          id="step-escalate"
          label={t('flows.escalate')}
          hint={t('flows.escalateHint')}
          minutes={wish.escalateEveryMinutes}
          onChange={(escalateEveryMinutes) => setWish({ ...wish, escalateEveryMinutes })}
        />
        <Row label={t('flows.guide')} id="step-guide" isWide>
          <Input.TextArea
            id="step-guide"
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={longestGuide}
            value={label(wish.guide)}
            onChange={({ target: { value } }) => setWish({ ...wish, guide: { 'zh-CN': value, en: value } })}
          />
        </Row>
      </div>
      {sentences.length === 0 ? null : (
        <ul className="step-changes" aria-label={t('flows.changes')}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <p className="hush">{t('flows.from')}</p>
      {isAsShipped ? null : (
        <Button size="small" loading={isSending} onClick={() => void send(settingsOf(shipped))}>
          {t('flows.asShipped')}
        </Button>
      )}
    </Modal>
  )
}

/** A limit can be moved, and not taken away: without one nobody would be told that it is late. */
function Hours({
  id,
  label,
  hint,
  minutes,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly minutes: number | undefined
  readonly onChange: (minutes: number) => void
}) {
  return (
    <Row label={label} id={id} hint={hint}>
      <Input
        id={id}
        type="number"
        className="num"
        min={0.25}
        max={mostHours}
        step={0.5}
        defaultValue={minutes === undefined ? '' : inHours(minutes)}
        onChange={({ target: { valueAsNumber } }) => {
          const wished = Math.round(valueAsNumber * 60)
          if (wished > 0 && valueAsNumber <= mostHours) onChange(wished)
        }}
      />
    </Row>
  )
}

function HolderSettings({
  object,
  holder,
  published,
  onChange,
}: {
  readonly object: string
  readonly holder: Holder
  readonly published: Published
  readonly onChange: (holder: Holder) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { departments, personName } = useFlowWords(published.roles)
  const fields = useCatalog().object(object)?.fields ?? []
  const people = fields
    .filter((field) => field.type === 'person' && target(field) !== null)
    .map((field) => ({ value: field.name, label: label(field.label) }))
  const { person } = holder
  // A formula that is more than a field is kept and named as it is written.
  const others =
    person === undefined || people.some(({ value }) => value === person)
      ? []
      : [{ value: person, label: personName(object, person) }]
  const set = (part: { readonly [key in keyof Holder]: Holder[key] | undefined }): void =>
    onChange(tidied({ ...holder, ...part } as Holder))
  const picked = (id: string, key: 'person' | 'department' | 'role', options: readonly Option[]) => (
    <Row label={t(`flows.${key}`)} id={id}>
      <Select
        id={id}
        className="wide"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('flows.none')}
        value={holder[key] ?? null}
        options={[...options]}
        onChange={(value: string | null | undefined) => set({ [key]: value ?? undefined })}
      />
    </Row>
  )
  return (
    <>
      {people.length + others.length === 0 ? null : picked('step-person', 'person', [...people, ...others])}
      {picked(
        'step-department',
        'department',
        [...departments].map(([value, name]) => ({ value, label: name })),
      )}
      {picked(
        'step-role',
        'role',
        published.roles.map((role) => ({ value: role.name, label: label(role.label) })),
      )}
      {holder.department === undefined || holder.role !== undefined ? null : (
        <Row label={t('flows.pickOne')} id="step-pick">
          <Select
            id="step-pick"
            className="wide"
            value={holder.pick ?? 'head'}
            options={(['head', 'leastLoaded', 'pool'] as const).map((value) => ({
              value,
              label: t(`flows.picks.${value}`),
            }))}
            onChange={(pick) => set({ pick })}
          />
        </Row>
      )}
    </>
  )
}

type Option = { readonly value: string; readonly label: string }
