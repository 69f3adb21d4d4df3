// Open to-dos around a record: what, by when, whose, and a tick when it is done.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { useWrite } from '../../data/write.ts'
import { ShowDate, ShowDatetime } from '../../fields/date.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { type OpenTodo, useTodos } from './use-todos.ts'

type Of = { readonly object: ObjectMetadata; readonly id: string }

export function Todos({ object, id }: Of) {
  const { t } = useTranslation()
  const { todos, isPending, isError, again } = useTodos(object, id)
  if (isPending) return <Skeleton rows={3} label={t('loading')} />
  if (isError) return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={again} />
  if (todos.length === 0) return <small className="hush">{t('talk.nothingOpen')}</small>
  return (
    <ul className="todos">
      {todos.map((todo) => (
        <li key={todo.id}>
          <TodoText todo={todo} />
          <DoneButton todo={todo} />
        </li>
      ))}
    </ul>
  )
}

function TodoText({ todo }: { readonly todo: OpenTodo }) {
  const label = useLabel()
  const { now, today } = useFormat()
  const { due, object, row } = todo
  const isLate = due !== null && due < (due.length === 10 ? today : now)
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  return (
    <div className="todo">
      <Link to={to} params={{ object: object.name, id: String(row.id) }}>
        {todo.text}
      </Link>
      <small>
        {due === null ? null : (
          <span className={isLate ? 'late' : ''}>
            {due.length === 10 ? <ShowDate value={due} /> : <ShowDatetime value={due} />}
          </span>
        )}
        {todo.whoName === '' ? null : (
          <span className="holder">
            <Avatar id={todo.who} name={todo.whoName} size={16} /> {todo.whoName}
          </span>
        )}
        <span className="hush">{label(object.label)}</span>
      </small>
    </div>
  )
}

function DoneButton({ todo: { object, row, done, text } }: { readonly todo: OpenTodo }) {
  const { t } = useTranslation()
  const write = useWrite()
  if (done === undefined) return null
  const finish = async (): Promise<void> => {
    const change = { kind: 'act', object: object.name, id: String(row.id), action: done, input: {} } as const
    const answer = await write.mutateAsync({ changes: [change] })
    if (answer.ok) toast({ text: t('talk.finished', { text }) })
    else toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  return (
    <Button
      size="small"
      loading={write.isPending}
      aria-label={t('talk.finish', { text })}
      onClick={() => void finish()}
    >
      ✓
    </Button>
  )
}

export type Ticked = { readonly object: string; readonly id: string; readonly action: string }

/** The same to-dos beside a form: ticked ones are done when it is sent. */
export function TickedTodos({
  object,
  id,
  ticked,
  onTick,
}: Of & { readonly ticked: readonly Ticked[]; readonly onTick: (ticked: readonly Ticked[]) => void }) {
  const { t } = useTranslation()
  const { todos, isPending } = useTodos(object, id)
  if (isPending) return <Skeleton rows={2} label={t('loading')} />
  if (todos.length === 0) return <small className="hush">{t('talk.nothingOpen')}</small>
  const others = (todo: OpenTodo): readonly Ticked[] => ticked.filter((one) => one.id !== todo.id)
  return (
    <ul className="todos">
      {todos.map((todo) => (
        <li key={todo.id}>
          {todo.done === undefined ? null : (
            <label className="tick">
              <input
                type="checkbox"
                aria-label={t('talk.finish', { text: todo.text })}
                checked={ticked.some((one) => one.id === todo.id)}
                onChange={({ target }) =>
                  onTick(
                    target.checked
                      ? [...ticked, { object: todo.object.name, id: todo.id, action: todo.done ?? '' }]
                      : others(todo),
                  )
                }
              />
            </label>
          )}
          <TodoText todo={todo} />
        </li>
      ))}
    </ul>
  )
}
