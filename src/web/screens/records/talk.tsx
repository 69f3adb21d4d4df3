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
      {talk === undefined ? null : <TalkButtons object={object} row={row} action={talk.action} />}
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

/** One button for each way of speaking, the first of them the main one; each opens the same form already begun. */
function TalkButtons({
  object,
  row,
  action: name,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly action: string
}) {
  const label = useLabel()
  const { t } = useTranslation()
  const abilities = useAbilities(object.name, String(row.id)).data
  const offered = abilities?.actions.find((one) => one.name === name)
  const action = object.actions.find((candidate) => candidate.name === name)
  const [begun, setBegun] = useState<Row | null>(null)
  if (action === undefined || (abilities !== undefined && offered === undefined)) return null
  // Until the answer is there it is taken as allowed: most often it is, and nothing flickers.
  const isBlocked = offered !== undefined && offered.blocked.length > 0
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
      {offered?.blocked[0] === undefined ? null : (
        <small className="action-why">{label(offered.blocked[0].message)}</small>
      )}
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
