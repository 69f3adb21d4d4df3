// One record in the inbox: what was said about it, its clock, and what can be done about it here.
import { Button, Checkbox } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { isUnseen, type Matter } from '../../data/inbox.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Tag } from '../../ui/small.tsx'
import { TaskClockText } from '../../views/clock-text.tsx'

const mostShown = 3

export type MatterRowProps = {
  readonly matter: Matter
  /** What the record is called; null when it is about none, or one that the reader may not see, undefined while unknown. */
  readonly title: string | null | undefined
  readonly tasks: ReadonlyMap<string, Row>
  readonly isAt: boolean
  readonly isMarked: boolean
  readonly canApprove: boolean
  readonly onMark: () => void
  readonly onOpen: () => void
  readonly onDone: () => void
  readonly onSnooze: () => void
  readonly onApprove: () => void
  readonly onBack: () => void
}

export function MatterRow({ matter, title, tasks, isAt, isMarked, canApprove, ...on }: MatterRowProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const { messages, object } = matter
  const frame = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isAt) frame.current?.scrollIntoView({ block: 'nearest' })
  }, [isAt])
  const name = title === undefined ? '…' : (title ?? String(messages[0]?.text ?? ''))
  const task = messages.map((message) => tasks.get(String(message.task))).find(isOpenTask)
  const hidden = messages.length - mostShown
  const isNew = messages.some(isUnseen)
  const isAway = messages.some(({ snoozedUntil }) => (snoozedUntil ?? null) !== null)
  const kind = label(useCatalog().object(object ?? '')?.label)
  return (
    <li ref={frame} data-at={isAt} data-unseen={isNew} aria-current={isAt ? 'true' : undefined}>
      <Checkbox checked={isMarked} onChange={on.onMark} aria-label={t('inbox.mark', { title: name })} />
      <div className="matter">
        <button type="button" className="plain matter-head" onClick={on.onOpen}>
          <b className="cut">{name}</b>
          {title === null || kind === '' ? null : <small className="hush">{kind}</small>}
        </button>
        {messages.slice(0, mostShown).map((message) => (
          <Said key={String(message.id)} message={message} isTitle={title === null} />
        ))}
        {hidden > 0 ? <small className="hush">{t('inbox.moreSaid', { count: hidden })}</small> : null}
      </div>
      {task === undefined ? null : <TaskClockText task={task} />}
      <div className="matter-actions">
        {canApprove ? (
          <Button size="small" type="primary" ghost onClick={on.onApprove}>
            {t('inbox.approveOne')}
          </Button>
        ) : null}
        {isNew && !isAway ? (
          <>
            <Button size="small" onClick={on.onSnooze}>
              {t('inbox.snooze')}
            </Button>
            <Button size="small" onClick={on.onDone}>
              {t('inbox.done')}
            </Button>
          </>
        ) : (
          <Button size="small" onClick={on.onBack}>
            {t('inbox.back')}
          </Button>
        )}
      </div>
    </li>
  )
}

const isOpenTask = (task: Row | undefined): boolean => task?.status === 'asked' || task?.status === 'accepted'

function Said({ message, isTitle }: { readonly message: Row; readonly isTitle: boolean }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { now, zone, language } = useFormat()
  const field = useCatalog()
    .object('notify.message')
    ?.fields.find(({ name }) => name === 'kind')
  const option = field?.type === 'select' ? field.options.find(({ key }) => key === message.kind) : undefined
  const until = typeof message.snoozedUntil === 'string' ? message.snoozedUntil : null
  return (
    <p className="said" data-unseen={isUnseen(message)}>
      <Tag color={tints[String(message.kind)]}>{label(option?.label)}</Tag>
      {isTitle ? null : <span className="said-text">{label(message.text)}</span>}
      <small className="hush nowrap">
        <ShowDatetime value={message.sentAt} />
        {until === null ? '' : ` · ${t('inbox.until', { when: formatMoment(until, now, zone, language) })}`}
      </small>
    </p>
  )
}

const tints: Readonly<Record<string, string>> = {
  approval: 'var(--accent)',
  escalation: 'var(--late)',
  alert: 'var(--warn)',
}
