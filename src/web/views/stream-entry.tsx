// One entry of a record's stream, drawn by its kind.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { titleOf } from '../data/catalog.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useTitle } from '../data/titles.ts'
import { ShowDate, ShowDatetime } from '../fields/date.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { AroundFacts } from './around-facts.tsx'
import { ThreadEntry } from './comment-entry.tsx'
import type { StreamEntry } from './stream-entries.ts'
import { EventEntry } from './timeline.tsx'

type Of<K extends StreamEntry['kind']> = Extract<StreamEntry, { readonly kind: K }>

export function Entry({ entry, object }: { readonly entry: StreamEntry; readonly object: ObjectMetadata }) {
  if (entry.kind === 'around') return <AroundEntry entry={entry} />
  if (entry.kind === 'comment') return <ThreadEntry thread={entry.thread} />
  if (entry.kind === 'handOver') return <HandOverEntry entry={entry} />
  return <EventEntry object={object} event={entry.event} />
}

function HandOverEntry({ entry }: { readonly entry: Of<'handOver'> }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { task, what, at } = entry
  const isFromAsker = what === 'asked'
  const id = isFromAsker ? task.askedBy : task.holder
  const name = String((isFromAsker ? task.askedBy$title : task.holder$title) ?? '') || t('system')
  return (
    <div className="entry">
      <Avatar id={typeof id === 'string' ? id : null} name={name} />
      <div>
        <p>
          <strong>{name}</strong> {t(`handOver.${what}`)} <q>{label(task.label)}</q>
          {isFromAsker && task.holder$title ? ` → ${String(task.holder$title)}` : ''}
          <span className="when">
            <ShowDatetime value={at} />
          </span>
        </p>
        {what === 'returned' && task.returnReason ? (
          <small className="quoted">{String(task.returnReason)}</small>
        ) : null}
      </div>
    </div>
  )
}

/** Something that happened around the record: what it was, who did it, and what is worth knowing of it. */
function AroundEntry({ entry: { source, row } }: { readonly entry: Of<'around'> }) {
  const label = useLabel()
  const who = row[source.who]
  const asked = useTitle('identity.person', source.who === 'createdBy' && who ? String(who) : null)
  const name = String(row[`${source.who}$title`] ?? asked ?? '')
  const when = row[source.at]
  const text = source.text === undefined ? '' : String(row[source.text] ?? '')
  return (
    <div className="entry">
      <Avatar id={typeof who === 'string' && name !== '' ? who : null} name={name || label(source.label)} />
      <div>
        <p>
          {name === '' ? null : <strong>{name} </strong>}
          <AroundTitle source={source} row={row} text={text} />
          <span className="when">
            {String(when).length === 10 ? <ShowDate value={when} /> : <ShowDatetime value={when} />}
          </span>
        </p>
        <AroundFacts facts={source.facts} row={row} />
        {text === '' ? null : <p className="spoken clamped">{text}</p>}
      </div>
    </div>
  )
}

/** The way to the record. A title that only repeats the beginning of the words below is not said twice. */
function AroundTitle({
  source,
  row,
  text,
}: {
  readonly source: Of<'around'>['source']
  readonly row: Row
  readonly text: string
}) {
  const label = useLabel()
  const { object } = source
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const title = titleOf(object, row)
  const isSaid = title === '' || text.startsWith(title)
  return (
    <>
      {isSaid ? null : `${label(source.label)} `}
      <Link to={to} params={{ object: object.name, id: String(row.id) }}>
        {isSaid ? label(source.label) : title}
      </Link>
    </>
  )
}
