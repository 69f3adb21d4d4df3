// Something to do by a day: what, with whom, and one click to write down that it was done and what comes next.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../data/metadata.ts'
import { ShowDate, ShowDatetime } from '../../fields/date.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { usualChoices } from '../records/usual-choices.ts'
import type { OwnTodo } from './own-todos.ts'
import { RecordLink } from './task-card.tsx'

const TalkDialog = lazy(() => import('../records/talk-dialog.tsx'))

export function TodoRow({ todo }: { readonly todo: OwnTodo }) {
  const label = useLabel()
  const { now, today } = useFormat()
  const { object, record, title, due, talk } = todo
  const isDay = due.length === 10
  return (
    <>
      <RecordLink row={{ object: object.name, record }} className="task-link">
        <i className="todo-mark" aria-hidden="true" />
        <div>
          <b className="cut">
            {todo.text} · {title}
          </b>
          <small className="cut">{[label(object.label), ...todo.of].join(' · ')}</small>
        </div>
      </RecordLink>
      <span className={due < (isDay ? today : now) ? 'nowrap late' : 'nowrap'}>
        {isDay ? <ShowDate value={due} /> : <ShowDatetime value={due} />}
      </span>
      {talk === undefined ? null : <TalkButton todo={todo} talk={talk} />}
    </>
  )
}

function TalkButton({
  todo: { object, record, title, text, done },
  talk,
}: {
  readonly todo: OwnTodo
  readonly talk: NonNullable<OwnTodo['talk']>
}) {
  const label = useLabel()
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        type="primary"
        ghost
        aria-label={t('today.talk', { action: label(talk.label), text, title })}
        onClick={() => setOpen(true)}
      >
        {label(talk.label)}
      </Button>
      <Suspense>
        {isOpen ? (
          <TalkDialog
            object={object}
            row={{ id: record, [object.title]: title }}
            action={talk}
            begun={usualChoices(talk)}
            done={done === undefined ? [] : [done]}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
