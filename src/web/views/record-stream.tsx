// The stream of a record: everything that was changed, said, handed over and done around it, the newest first.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Input } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { PersonField, Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { Edit } from '../fields/index.tsx'
import { useSettled } from '../ui/settled.ts'
import { Card } from '../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { filesOf, type Talking, TalkingContext } from './comment-entry.tsx'
import { SayBox } from './say-box.tsx'
import type { StreamEntry } from './stream-entries.ts'
import { Entry } from './stream-entry.tsx'
import { isNarrowed, type Narrowing } from './stream-narrow.ts'
import { type Source, sourcesOf } from './stream-sources.ts'
import { todoSource } from './todo-source.ts'
import { commentObject, type Stream, useStream } from './use-stream.ts'
import './record-stream.css'

export default function RecordStream({
  object,
  id,
}: {
  readonly object: ObjectMetadata
  readonly id: string
}) {
  const catalog = useCatalog()
  const sources = useMemo(
    () => [...sourcesOf(object, id, catalog), ...todoSource(object.name, id, catalog)],
    [object, id, catalog],
  )
  // Other sources are another stream.
  const key = sources.map((source) => source.key).join()
  return <StreamCard key={`${id}/${key}`} object={object} id={id} sources={sources} />
}

function StreamCard({
  object,
  id,
  sources,
}: {
  readonly object: ObjectMetadata
  readonly id: string
  readonly sources: readonly Source[]
}) {
  const { t } = useTranslation()
  const canComment = useCatalog().object(commentObject) !== undefined
  const search = useSearch({ strict: false }) as { readonly [name: string]: string | undefined }
  const narrowing: Narrowing = { kind: search.kind, who: search.by, find: search.find }
  const stream = useStream(object, id, sources, narrowing)
  const [answered, setAnswered] = useState<Row | null>(null)
  const talking = useTalking(stream, canComment ? setAnswered : null)
  return (
    <Card title={t('room.stream')} className="stream-card">
      {canComment ? (
        <SayBox object={object.name} record={id} answered={answered} onSent={() => setAnswered(null)} />
      ) : null}
      <Kinds sources={sources} kind={narrowing.kind} />
      <Finding narrowing={narrowing} />
      <TalkingContext value={talking}>
        <Told object={object} stream={stream} isNarrowed={isNarrowed(narrowing)} />
      </TalkingContext>
    </Card>
  )
}

function useTalking({ entries, given }: Stream, answer: Talking['answer']): Talking {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const files = entries.flatMap((entry) =>
    entry.kind === 'comment' ? [entry.thread.root, ...entry.thread.replies].flatMap(filesOf) : [],
  )
  const turn = (thread: string): void =>
    setTurned(
      (before) =>
        new Set(before.has(thread) ? [...before].filter((id) => id !== thread) : [...before, thread]),
    )
  return { answer, files, given, turned, turn }
}

const person: PersonField = { name: 'by', type: 'person', label: { 'zh-CN': '谁', en: 'Who' } }

/** Words and a person to look for; both stand in the address. */
function Finding({ narrowing }: { readonly narrowing: Narrowing }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(narrowing.find ?? '')
  const find = useSettled(typed, 250).trim()
  const go = (part: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...part }), replace: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (find !== (narrowing.find ?? '')) go({ find: find === '' ? undefined : find })
  }, [find])
  return (
    <div className="finding">
      <Input
        allowClear
        value={typed}
        placeholder={t('room.find')}
        aria-label={t('room.find')}
        onChange={({ target }) => setTyped(target.value)}
      />
      <span aria-hidden>{t('room.by')}</span>
      <Edit
        id="stream-by"
        field={person}
        label={t('room.by')}
        placeholder={t('room.byAll')}
        value={narrowing.who ?? null}
        row={{}}
        onChange={(value) => go({ by: typeof value === 'string' ? value : undefined })}
      />
    </div>
  )
}

function Told({
  object,
  stream,
  isNarrowed,
}: {
  readonly object: ObjectMetadata
  readonly stream: Stream
  readonly isNarrowed: boolean
}) {
  const { t } = useTranslation()
  if (stream.isPending) return <Skeleton rows={8} label={t('loading')} />
  if (stream.isError) return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={stream.again} />
  if (stream.entries.length === 0 && !stream.hasMore)
    return <EmptyState title={t(isNarrowed ? 'list.nothingFound' : 'event.none')} />
  return <Entries object={object} stream={stream} />
}

function Kinds({
  sources,
  kind,
}: {
  readonly sources: readonly Source[]
  readonly kind: string | undefined
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const own = ['comment', 'decision', 'file', 'event', 'handOver']
  const kinds = [
    { key: undefined, text: t('room.kind.all') },
    ...sources.map((source) => ({ key: source.key, text: label(source.label) })),
    ...own.map((key) => ({ key, text: t(`room.kind.${key}`) })),
  ]
  return (
    <fieldset className="kinds" aria-label={t('room.kinds')}>
      {kinds.map(({ key, text }) => (
        <button
          key={text}
          type="button"
          className="plain"
          aria-pressed={kind === key}
          onClick={() =>
            void navigate({ to: '.', search: (before: object) => ({ ...before, kind: key }), replace: true })
          }
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}

const usualHeight = 64

/** As many entries as were read, drawn as many as fit. */
function Entries({ object, stream }: { readonly object: ObjectMetadata; readonly stream: Stream }) {
  const { t } = useTranslation()
  const frame = useRef<HTMLElement>(null)
  const { entries, more, hasMore } = stream
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    getItemKey: (index) => entries[index]?.key ?? index,
    estimateSize: () => usualHeight,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= entries.length - 10) more?.()
  }, [last, entries.length, more])
  return (
    <section
      className="stream"
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('room.stream')}
    >
      <div
        role="feed"
        aria-busy={hasMore && more === undefined}
        style={{ height: virtual.getTotalSize(), position: 'relative' }}
      >
        {items.map((item) => {
          const entry = entries[item.index]
          return entry === undefined ? null : (
            <Placed
              key={item.key}
              object={object}
              entry={entry}
              place={item.index}
              count={hasMore ? -1 : entries.length}
              start={item.start}
              measure={virtual.measureElement}
            />
          )
        })}
      </div>
    </section>
  )
}

function Placed({
  object,
  entry,
  place,
  count,
  start,
  measure,
}: {
  readonly object: ObjectMetadata
  readonly entry: StreamEntry
  readonly place: number
  readonly count: number
  readonly start: number
  readonly measure: (element: HTMLElement | null) => void
}) {
  return (
    <article
      ref={measure}
      className="placed"
      data-index={place}
      aria-posinset={place + 1}
      aria-setsize={count}
      style={{ transform: `translateY(${start}px)` }}
    >
      <Entry entry={entry} object={object} />
    </article>
  )
}
