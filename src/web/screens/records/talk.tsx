// Before speaking to somebody: what was said last, what is still to be done, and one click to write down the next conversation.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Option, Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useAbilities, usePages } from '../../data/records.ts'
import { Card } from '../../ui/small.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { aroundEntry, type StreamEntry } from '../../views/stream-entries.ts'
import { Entry } from '../../views/stream-entry.tsx'
import { sourcesOf } from '../../views/stream-sources.ts'
import { TickedTodos, Todos } from './todos.tsx'
import './talk.css'

const ActionDialog = lazy(() => import('../../views/action-dialog.tsx'))

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

/** The latest conversation, as the stream tells it. */
function LastTalk({ object, id }: { readonly object: ObjectMetadata; readonly id: string }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const source = sourcesOf(object, id, catalog).find(({ key }) => key === object.overview?.talk?.object)
  // The stream asks the same question: it is asked once.
  const pages = usePages(source?.query ?? { object: object.name }, source !== undefined)
  if (pages.isPending && source !== undefined) return <Skeleton rows={3} label={t('loading')} />
  const last = pages.data?.pages[0]?.rows[0]
  const [entry]: readonly StreamEntry[] = source && last ? aroundEntry(source, last, 'UTC') : []
  return entry === undefined ? (
    <small className="hush">{t('talk.none')}</small>
  ) : (
    <Entry entry={entry} object={object} />
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

/** Choices that the action itself makes where nothing is chosen, so that they can be seen. */
const usualChoices = ({ input }: ActionMetadata): Row =>
  Object.fromEntries(
    input.flatMap((field) => {
      const key = field.type === 'select' ? /^'(\w+)'$/.exec(field.default ?? '')?.[1] : undefined
      return key === undefined ? [] : [[field.name, key]]
    }),
  )

/** The form of the conversation, with what was said last and what is open beside it; what is ticked is done in the same write. */
function TalkDialog({
  object,
  row,
  action,
  begun,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly action: ActionMetadata
  readonly begun: Row
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [ticked, setTicked] = useState<
    readonly { readonly object: string; readonly id: string; readonly action: string }[]
  >([])
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
