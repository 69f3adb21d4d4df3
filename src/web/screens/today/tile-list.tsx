// Records that a role looks after, from a tile of its definition; put in order by hand where the object says that they are.
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tile } from '#kernel/metrics'
import type { ActionMetadata, FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { fieldAt, mayDo } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { usePage } from '../../data/records.ts'
import { useWrite } from '../../data/write.ts'
import { isNumeric, Show } from '../../fields/index.tsx'
import { Card } from '../../ui/small.tsx'
import { toast } from '../../ui/toast.tsx'
import { ObjectActions } from '../records/object-actions.tsx'
import { RecordLink } from './task-card.tsx'

const most = 50

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
  const rows = page.data?.rows ?? []
  const byHand = object.list?.byHand
  const mover = byHand !== undefined && mayDo(object, byHand) ? byHand : null
  const order = useOrder(object, mover, rows)
  if (rows.length === 0 && mover === null) return null
  const verbs = mover === null ? [] : object.actions.filter((action) => isPlain(action, object, mover))
  return (
    <Card
      title={label(tile.label)}
      count={page.data?.total?.value || undefined}
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
                {verbs.length === 0 ? null : <th aria-label={t('more')} />}
              </tr>
            </thead>
            <tbody>
              {order.rows.map((row) => (
                <tr key={String(row.id)} {...order.target(row)}>
                  {mover === null ? null : (
                    <td>
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
                    <td key={field.name} className={classOf(object, field, row, wanted.tone)}>
                      <Cell object={object} field={field} row={row} isFirst={index === 0} />
                    </td>
                  ))}
                  {verbs.length === 0 ? null : (
                    <td>
                      {verbs.map((action) => (
                        <RowVerb key={action.name} object={object} row={row} action={action} />
                      ))}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  )
}

const isReference = ({ type }: FieldMetadata): boolean => ['reference', 'person', 'department'].includes(type)
const hasAbout = (object: ObjectMetadata): boolean =>
  ['object', 'record'].every((name) => object.fields.some((field) => field.name === name))

const asked = (object: ObjectMetadata, fields: readonly FieldMetadata[]): readonly string[] => [
  ...new Set([
    object.title,
    ...fields.flatMap((field) => (isReference(field) ? [field.name, `${field.name}$title`] : [field.name])),
    ...(hasAbout(object) ? ['object', 'record'] : []),
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

/** Colour stands at the expected day once it is after the promised one, and at a due time that has passed. */
function classOf(
  { room }: ObjectMetadata,
  field: FieldMetadata,
  row: Row,
  tone: 'late' | 'risk' | undefined,
): string {
  const promised = row[room?.promised ?? '']
  const isLate = field.name === room?.expected && String(row[field.name] ?? '') > String(promised ?? '9')
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

/** An order as somebody wants it: shown until the server has answered and other rows than those of `until` have come. */
type Wish = { readonly rows: readonly Row[]; readonly until: readonly Row[] | null }

/**
 * The rows as they are being put in order: by dragging a row onto another, or with the arrow keys on its grip. What is moved
 * stands there at once; when the server refuses, it goes back and says why.
 */
function useOrder(object: ObjectMetadata, mover: string | null, rows: readonly Row[]) {
  const { t } = useTranslation()
  const write = useWrite()
  const dragged = useRef<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const [wished, setWished] = useState<Wish | null>(null)
  const latest = useRef(rows)
  latest.current = rows
  const isWished = wished !== null && (wished.until === null || wished.until === rows)
  const shown = isWished ? wished.rows : rows
  const place = async (id: string, to: number): Promise<void> => {
    const row = shown.find((one) => one.id === id)
    const at = row === undefined ? -1 : shown.indexOf(row)
    if (mover === null || row === undefined || to === at || to < 0 || to >= shown.length) return
    const others = shown.filter((one) => one !== row)
    const next = others.toSpliced(to, 0, row)
    const wish: Wish = { rows: next, until: null }
    setWished(wish)
    const before = next[to + 1]?.id ?? null
    const change = { kind: 'act', object: object.name, id, action: mover, input: { before } } as const
    const answer = await write.mutateAsync({ changes: [change] })
    setWished((now) => (now === wish ? (answer.ok ? { ...wish, until: latest.current } : null) : now))
    if (answer.ok) return
    toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  // A row that moves in the page loses the focus of its grip.
  const focused = useRef<HTMLButtonElement | null>(null)
  useEffect(() => {
    if (wished !== null) focused.current?.focus()
  }, [wished])
  const placeOf = (id: string): number => shown.findIndex((row) => row.id === id)
  return {
    rows: shown,
    grip: ({ id }: Row) => ({
      draggable: true,
      onDragStart: () => {
        dragged.current = String(id)
      },
      onDragEnd: () => {
        dragged.current = null
        setOver(null)
      },
      onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
        if (by === 0) return
        event.preventDefault()
        focused.current = event.currentTarget
        void place(String(id), placeOf(String(id)) + by)
      },
    }),
    // Always ready: what is dragged may be over another row before this one is drawn again.
    target: ({ id }: Row) =>
      mover === null
        ? {}
        : {
            'data-over': over === id,
            onDragOver: (event: { preventDefault: () => void }) => {
              if (dragged.current === null) return
              event.preventDefault()
              setOver(String(id))
            },
            onDrop: (event: { preventDefault: () => void }) => {
              if (dragged.current === null) return
              event.preventDefault()
              void place(dragged.current, placeOf(String(id)))
            },
          },
  }
}
