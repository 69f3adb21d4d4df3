// Records that a role looks after, from a tile of its definition; put in order by hand where the object says that they are.
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tile } from '#kernel/metrics'
import type { ActionMetadata, FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { fieldAt, mayDo } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { usePage } from '../../data/records.ts'
import { useMe } from '../../data/session.ts'
import { remindAction, taskObject, useHoldersOf } from '../../data/tasks.ts'
import { useWrite } from '../../data/write.ts'
import { isNumeric, Show } from '../../fields/index.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { useWaits } from '../../ui/from-above.tsx'
import { Card } from '../../ui/small.tsx'
import { toast } from '../../ui/toast.tsx'
import { ObjectActions } from '../records/object-actions.tsx'
import { RecordLink, TaskButton } from './task-card.tsx'
import { useOrder } from './use-order.ts'

const most = 50
/** How many stand there before somebody asks for the rest. */
const few = 8

export function TileList({ tile }: { readonly tile: Tile }) {
  const object = useCatalog().object(tile.rows?.object ?? '')
  return tile.rows === undefined || object === undefined ? null : (
    <Rows tile={tile} rows={tile.rows} object={object} />
  )
}

type Props = {
  readonly tile: Tile
  readonly rows: NonNullable<Tile['rows']>
  readonly object: ObjectMetadata
}

function Rows({ tile, rows: wanted, object }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const fields = wanted.fields.flatMap((path) => fieldAt(catalog, object, path) ?? [])
  const page = usePage({
    object: object.name,
    fields: asked(object, fields),
    ...(wanted.where === undefined ? {} : { filter: { formula: wanted.where } }),
    ...(wanted.sort === undefined ? {} : { sort: wanted.sort }),
    limit: most,
    count: true,
  })
  useWaits(page.isLoading)
  const rows = page.data?.rows ?? []
  const byHand = object.list?.byHand
  const mover = byHand !== undefined && mayDo(object, byHand) ? byHand : null
  const [isWhole, setWhole] = useState(false)
  if (rows.length === 0 && mover === null) return null
  const total = page.data?.total?.value ?? rows.length
  // What is put in order by hand is seen whole.
  const shown = isWhole || mover !== null || rows.length <= few + 2 ? rows : rows.slice(0, few)
  const beyond = total - shown.length
  return (
    <Card
      title={label(tile.label)}
      count={total || undefined}
      className="tile-list"
      extra={
        mover === null ? undefined : (
          <span className="tile-verbs">
            <ObjectActions object={object} />
          </span>
        )
      }
    >
      {rows.length === 0 ? <p className="hush">{label(object.help) || t('screen.noRows')}</p> : null}
      {rows.length === 0 ? null : (
        <Table tile={tile} object={object} fields={fields} rows={shown} mover={mover} />
      )}
      {beyond <= 0 ? null : shown.length < rows.length ? (
        <Button type="link" size="small" className="tile-rest" onClick={() => setWhole(true)}>
          {t('today.showRest', { count: beyond })}
        </Button>
      ) : (
        <small className="hush">{t('today.rest', { count: beyond })}</small>
      )}
    </Card>
  )
}

function Table({
  tile,
  object,
  fields,
  rows,
  mover,
}: {
  readonly tile: Tile
  readonly object: ObjectMetadata
  readonly fields: readonly FieldMetadata[]
  readonly rows: readonly Row[]
  readonly mover: string | null
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { today } = useFormat()
  const order = useOrder(object, mover, rows)
  const waitedFor = useWaitedFor(object, rows)
  const verbs = mover === null ? [] : object.actions.filter((action) => isPlain(action, object, mover))
  return (
    <section
      className="table-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
      tabIndex={0}
      aria-label={label(tile.label)}
    >
      <table className="table" aria-label={label(tile.label)}>
        <thead>
          <tr>
            {mover === null ? null : <th aria-label={t('today.move')} />}
            {fields.map((field) => (
              <th key={field.name} scope="col" className={isNumeric(field) ? 'num' : ''}>
                {label(field.label)}
              </th>
            ))}
            {verbs.length > 0 || waitedFor !== null ? <th aria-label={t('more')} /> : null}
          </tr>
        </thead>
        <tbody>
          {order.rows.map((row) => (
            <tr key={String(row.id)} {...order.target(row)}>
              {mover === null ? null : (
                <td className="tile-grip">
                  <button
                    type="button"
                    className="plain grip"
                    aria-label={t('today.moveRow', { title: titleOf(row, fields) })}
                    {...order.grip(row)}
                  >
                    ⠿
                  </button>
                </td>
              )}
              {fields.map((field, index) => (
                <td
                  key={field.name}
                  className={classOf(object, field, row, tile.rows?.tone, today)}
                  data-label={label(field.label)}
                  data-first={index === 0}
                  data-blank={(row[field.name] ?? null) === null}
                >
                  <Cell object={object} field={field} row={row} isFirst={index === 0} />
                </td>
              ))}
              {verbs.length > 0 || waitedFor !== null ? (
                <td className="tile-do">
                  {verbs.map((action) => (
                    <RowVerb key={action.name} object={object} row={row} action={action} />
                  ))}
                  <Remind task={waitedFor?.get(String(row.id))} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The open hand-over that each row stands for or waits on, of others than the reader; null where rows have none. */
function useWaitedFor(object: ObjectMetadata, rows: readonly Row[]): ReadonlyMap<string, Row> | null {
  const me = useMe()
  const isTask = object.name === taskObject
  const hasLine = useCatalog().mainLine(object.name) !== undefined
  const held = useHoldersOf(hasLine ? rows.map(({ id }) => String(id)) : []).data?.rows ?? []
  if (!isTask && !hasLine) return null
  const tasks = (isTask ? rows : held).filter(({ holder }) => holder !== me.id)
  // The most urgent comes first, and stays.
  return new Map(tasks.toReversed().map((task) => [String(isTask ? task.id : task.record), task]))
}

const Remind = ({ task }: { readonly task: Row | undefined }) =>
  task === undefined ? null : <TaskButton task={task} action={remindAction} />

const isReference = ({ type }: FieldMetadata): boolean => ['reference', 'person', 'department'].includes(type)
const hasAbout = (object: ObjectMetadata): boolean =>
  ['object', 'record'].every((name) => object.fields.some((field) => field.name === name))

const asked = (object: ObjectMetadata, fields: readonly FieldMetadata[]): readonly string[] => [
  ...new Set([
    object.title,
    ...fields.flatMap((field) => (isReference(field) ? [field.name, `${field.name}$title`] : [field.name])),
    ...(hasAbout(object) ? ['object', 'record'] : []),
    ...(object.name === taskObject ? ['label', 'recordTitle', 'holder'] : []),
  ]),
]

const titleOf = (row: Row, [first]: readonly FieldMetadata[]): string =>
  String(row[`${first?.name}$title`] ?? row[first?.name ?? ''] ?? '')

/** What can be done to a row without being asked anything, besides moving it. */
const isPlain = ({ target, input, name }: ActionMetadata, object: ObjectMetadata, mover: string): boolean =>
  target === 'record' && input.length === 0 && name !== mover && mayDo(object, name)

function Cell({
  object,
  field,
  row,
  isFirst,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly row: Row
  readonly isFirst: boolean
}) {
  const label = useLabel()
  if (field.type === 'json') return label(row[field.name])
  if (!isFirst || isReference(field)) return <Show field={field} value={row[field.name]} row={row} />
  const about = hasAbout(object) ? row : { object: object.name, record: row.id ?? null }
  return <RecordLink row={about}>{label(row[field.name]) || '—'}</RecordLink>
}

/** Colour stands at the expected day once it is after the promised one, and at the promised day once it has passed. */
function classOf(
  { room }: ObjectMetadata,
  field: FieldMetadata,
  row: Row,
  tone: 'late' | 'risk' | undefined,
  today: string,
): string {
  const [promised, value] = [String(row[room?.promised ?? ''] ?? '9'), String(row[field.name] ?? '')]
  const isLate =
    (field.name === room?.expected && value > promised) || (field.name === room?.promised && promised < today)
  return `${isNumeric(field) ? 'num' : ''} ${tone === 'late' && isLate ? 'late' : ''}`.trim()
}

function RowVerb({
  object,
  row,
  action,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly action: ActionMetadata
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useWrite()
  const run = async (): Promise<void> => {
    const change = {
      kind: 'act',
      object: object.name,
      id: String(row.id),
      action: action.name,
      input: {},
    } as const
    const answer = await write.mutateAsync({ changes: [change] })
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  return (
    <Button size="small" type="text" loading={write.isPending} onClick={() => void run()}>
      {label(action.label)}
    </Button>
  )
}
