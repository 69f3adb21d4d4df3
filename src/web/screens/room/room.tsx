// The room of a record with a main line: who holds it, until when, whether the promise is kept, and everything said about it.
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FlowDefinition } from '#kernel/flow'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { heldLegs, mainLine } from '../../data/main-line.ts'
import { useCatalog, useLabel, useWorking } from '../../data/metadata.ts'
import { useRecord } from '../../data/records.ts'
import { useRecordTasks } from '../../data/tasks.ts'
import { Show } from '../../fields/index.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { useIsNarrow } from '../../ui/media.ts'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { ActionBar, type MoreItem } from '../../views/actions.tsx'
import { useCopying } from '../../views/copying.tsx'
import { FactPair } from '../../views/fact-pair.tsx'
import { RecordStream } from '../../views/late-stream.tsx'
import { type Neighbours, Steps, useNeighbours } from '../../views/neighbours.tsx'
import { usePrinting } from '../../views/printing.tsx'
import { type DrawnRoom, roomOf } from '../../views/room-layout.ts'
import { useSharing } from '../../views/sharing.tsx'
import { Turn, useAsked, useIsMine } from '../../views/turn.tsx'
import { WhenLoaded } from '../../views/when-loaded.tsx'
import { MainLine } from './main-line-view.tsx'
import { PromisedDate } from './promised-date.tsx'
import { RoomLines } from './room-lines.tsx'
import { Waiting } from './waiting.tsx'
import './room.css'
import './room-print.css'

export default function RoomScreen() {
  const { t } = useTranslation()
  const { object: name = '', id = '' } = useParams({ strict: false })
  const catalog = useCatalog()
  const object = catalog.object(name)
  const flow = catalog.mainLine(name)
  if (object === undefined || flow === undefined)
    return <EmptyState title={t('list.unknownObject')} hint={t('list.unknownHint')} />
  return <LoadedRoom key={id} object={object} flow={flow} id={id} />
}

function LoadedRoom({ object, flow, id }: { object: ObjectMetadata; flow: FlowDefinition; id: string }) {
  const room = roomOf(object, useCatalog().object)
  const record = useRecord(object.name, id, linesIn(room))
  return (
    <WhenLoaded record={record}>
      {(row) => <Room object={object} flow={flow} row={row} room={room} />}
    </WhenLoaded>
  )
}

const linesIn = ({ lines }: DrawnRoom): Query['lines'] => (lines === null ? {} : { [lines.field.name]: {} })

type RoomProps = {
  readonly object: ObjectMetadata
  readonly flow: FlowDefinition
  readonly row: Row
  readonly room: DrawnRoom
}

function Room({ object, flow, row, room }: RoomProps) {
  const { now } = useFormat()
  const working = useWorking()
  const { tasks, instance, isPending } = useRecordTasks(flow.name, String(row.id))
  const places = mainLine(flow, tasks, instance, now, working)
  const held = heldLegs(places)
  const asked = held.flatMap(({ step }) => (step.kind === 'task' ? (step.actions ?? []) : []))
  const isMine = useIsMine()
  const mine = useAsked(String(row.id))
  const isNarrow = useIsNarrow()
  const copying = useCopying(object, String(row.id))
  const printing = usePrinting(object, String(row.id))
  const sharing = useSharing(object, row)
  const more = [...printing.more, ...sharing.more, ...copying]
  const neighbours = useNeighbours(object, String(row.id), 'room', (other) => ({
    record: { object: object.name, id: other, lines: linesIn(room) },
    pages: [],
  }))
  return (
    <div className="page room">
      {printing.dialog}
      {sharing.dialog}
      <Head object={object} row={row} room={room} first={asked} neighbours={neighbours} more={more} />
      <Notice row={row} room={room} />
      {isPending ? <Skeleton rows={2} /> : <MainLine flow={flow} places={places} />}
      {held.map(({ step, task }) =>
        task !== null && isMine(task) ? (
          <Turn key={step.name} object={object} row={row} holding={{ task, step }} />
        ) : null,
      )}
      <div className="room-columns">
        <div className="room-main">
          <Waiting object={object.name} room={room} id={String(row.id)} />
          {room.lines === null ? null : (
            <RoomLines object={object} row={row} room={room} lines={room.lines} />
          )}
        </div>
        <RecordStream object={object} id={String(row.id)} />
      </div>
      {isNarrow ? (
        <div className="thumb-bar">
          <ActionBar
            object={object}
            row={row}
            first={mine}
            second={room.actions}
            most={2}
            isLow
            more={more}
          />
        </div>
      ) : null}
    </div>
  )
}

type HeadProps = Omit<RoomProps, 'flow'> & {
  readonly first: readonly string[]
  readonly neighbours: Neighbours
  readonly more: readonly MoreItem[]
}

/** What nobody who works on the record may miss. */
function Notice({ row, room: { notice } }: Pick<RoomProps, 'row' | 'room'>) {
  const label = useLabel()
  const text = notice === undefined ? null : row[notice.name]
  if (notice === undefined || typeof text !== 'string' || text === '') return null
  return (
    <p className="notice">
      <b>{label(notice.label)}</b>
      {text}
    </p>
  )
}

function Head({ object, row, room, first, neighbours, more }: HeadProps) {
  const { t } = useTranslation()
  const id = String(row.id)
  const isNarrow = useIsNarrow()
  const [lead, ...facts] = room.facts
  return (
    <header className="page-head">
      <div className="spread">
        <h1 className="room-title">
          {lead === undefined ? null : <Show field={lead} value={row[lead.name]} row={row} />}{' '}
          <small>{String(row[object.title] ?? '')}</small>
        </h1>
        <dl className="room-facts">
          {facts.map((field) =>
            row[field.name] === null || row[field.name] === undefined || row[field.name] === '' ? null : (
              <FactPair key={field.name} field={field} row={row} />
            ),
          )}
        </dl>
        <Link to="/o/$object/$id" params={{ object: object.name, id }}>
          <small className="link">{t('room.details')}</small>
        </Link>
      </div>
      <Steps {...neighbours} />
      <PromisedDate row={row} room={room} />
      {isNarrow ? null : (
        <ActionBar object={object} row={row} first={first} except={room.actions} more={more} />
      )}
      {isNarrow || room.actions.length === 0 ? null : (
        <fieldset className="at-hand" aria-label={t('room.atHand')}>
          <ActionBar object={object} row={row} only={room.actions} most={4} />
        </fieldset>
      )}
    </header>
  )
}
