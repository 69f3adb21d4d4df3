// Writing down a conversation, with what was said last and what is open beside it; what is ticked is done in the same write.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import ActionDialog from '../../views/action-dialog.tsx'
import { LastTalk } from './last-talk.tsx'
import { type Ticked, TickedTodos } from './todos.tsx'
import './talk.css'

export default function TalkDialog({
  object,
  row,
  action,
  begun,
  done = [],
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly action: ActionMetadata
  /** What is filled in already. */
  readonly begun: Row
  /** What is ticked already. */
  readonly done?: readonly Ticked[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [ticked, setTicked] = useState<readonly Ticked[]>(done)
  const id = String(row.id)
  return (
    <ActionDialog
      object={object}
      row={row}
      action={action}
      begin={{ values: begun, also: ticked.map((one) => ({ kind: 'act', ...one, input: {} })) }}
      onClose={onClose}
      beside={
        <aside className="talk-before">
          <h2>{t('talk.last')}</h2>
          <LastTalk object={object} id={id} />
          <h2>{t('talk.todos')}</h2>
          <TickedTodos object={object} id={id} ticked={ticked} onTick={setTicked} />
        </aside>
      }
    />
  )
}
