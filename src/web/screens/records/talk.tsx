// Before speaking to somebody: what was said last, what is still to be done, and one click to write down the next conversation.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Option, Row } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { useAbilities } from '../../data/records.ts'
import { Card } from '../../ui/small.tsx'
import { LastTalk } from './last-talk.tsx'
import { Todos } from './todos.tsx'
import { usualChoices } from './usual-choices.ts'
import './talk.css'

const TalkDialog = lazy(() => import('./talk-dialog.tsx'))

export function Talk({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const { t } = useTranslation()
  const { talk, todos = [] } = object.overview ?? {}
  if (talk === undefined && todos.length === 0) return null
  return (
    <Card className="talk">
      {talk === undefined ? null : <TalkButtons object={object} row={row} />}
      <div className="talk-columns">
        {todos.length === 0 ? null : (
          <section aria-label={t('talk.todos')}>
            <h2>{t('talk.todos')}</h2>
            <Todos object={object} id={String(row.id)} />
          </section>
        )}
        {talk === undefined ? null : (
          <section aria-label={t('talk.last')}>
            <h2>{t('talk.last')}</h2>
            <LastTalk object={object} id={String(row.id)} />
          </section>
        )}
      </div>
    </Card>
  )
}

/** The action that writes a conversation down, as far as this person is offered it here. */
function useTalking(object: ObjectMetadata, id: string) {
  const abilities = useAbilities(object.name, id).data
  const name = object.overview?.talk?.action
  const action = object.actions.find((candidate) => candidate.name === name)
  const offered = abilities?.actions.find((one) => one.name === name)
  // Until the answer is there it is taken as allowed: most often it is, and nothing flickers.
  const isOffered = action !== undefined && (abilities === undefined || offered !== undefined)
  return { action: isOffered ? action : undefined, blocked: offered?.blocked[0] }
}

/** One button where the thumb is; in what way was spoken is chosen in the form. */
export function TalkButton({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const label = useLabel()
  const { action, blocked } = useTalking(object, String(row.id))
  const [isOpen, setOpen] = useState(false)
  if (action === undefined || blocked !== undefined) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {label(action.label)}
      </Button>
      <Suspense>
        {isOpen ? (
          <TalkDialog
            object={object}
            row={row}
            action={action}
            begun={usualChoices(action)}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </>
  )
}

/** One button for each way of speaking, the first of them the main one; each opens the same form already begun. */
function TalkButtons({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const label = useLabel()
  const { t } = useTranslation()
  const { action, blocked } = useTalking(object, String(row.id))
  const [begun, setBegun] = useState<Row | null>(null)
  if (action === undefined) return null
  const isBlocked = blocked !== undefined
  const kind = action.input.find(({ type }) => type === 'select')
  const usual = usualChoices(action)
  const kinds: readonly Option[] =
    kind?.type === 'select' ? kind.options.filter(({ retired }) => !retired) : []
  return (
    <fieldset className="talk-kinds" aria-label={label(action.label)}>
      <b>{label(action.label)}</b>
      {kinds.length === 0 ? (
        <Button disabled={isBlocked} onClick={() => setBegun(usual)}>
          {t('talk.begin')}
        </Button>
      ) : (
        kinds.map(({ key, label: text }) => (
          <Button
            key={key}
            disabled={isBlocked}
            onClick={() => setBegun({ ...usual, [kind?.name ?? '']: key })}
          >
            {label(text)}
          </Button>
        ))
      )}
      {blocked === undefined ? null : <small className="action-why">{label(blocked.message)}</small>}
      <Suspense>
        {begun === null ? null : (
          <TalkDialog
            object={object}
            row={row}
            action={action}
            begun={begun}
            onClose={() => setBegun(null)}
          />
        )}
      </Suspense>
    </fieldset>
  )
}
