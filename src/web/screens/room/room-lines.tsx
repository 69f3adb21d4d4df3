// The lines of a room with their exact quantities, a bar of how far each has come, and why a date moved.
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { linesOf } from '../../data/records.ts'
import { isNumeric, Show } from '../../fields/index.tsx'
import { BarOfParts, Card } from '../../ui/small.tsx'
import { FactPair } from '../../views/fact-pair.tsx'
import type { DrawnLines, DrawnRoom } from '../../views/room-layout.ts'
import { LineBasis, useBasis } from './line-basis.tsx'
import { sharesOf } from './shares.ts'

export function RoomLines({
  row,
  room,
  lines,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly room: DrawnRoom
  readonly lines: DrawnLines
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const rows = linesOf(row, lines.field.name)
  const heads = [...(lines.whole ? [lines.whole] : []), ...lines.columns]
  const drawn = { ...lines, columns: [...lines.columns, ...lines.rare.filter(hasAny(rows))] }
  return (
    <Card title={label(lines.field.label)} count={rows.length}>
      <div className="table-frame">
        <table className="table lines-table" aria-label={label(lines.field.label)}>
          <thead>
            <tr>
              <th>{lines.name[0] ? label(lines.name[0].label) : ''}</th>
              {lines.whole ? <th className="num">{label(lines.whole.label)}</th> : null}
              {lines.parts.length > 0 ? <th className="progress-head">{t('room.progress')}</th> : null}
              {drawn.columns.map((field) => (
                <th key={field.name} className={isNumeric(field) ? 'num' : ''}>
                  {label(field.label)}
                </th>
              ))}
              {lines.expected ? <th>{label(lines.expected.label)}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((line) => (
              <Fragment key={String(line.id)}>
                <LineRow line={line} lines={drawn} room={room} order={row} />
                <BasisRow line={line} lines={drawn} room={room} order={row} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && heads.length > 0 ? <small>{t('lines.none')}</small> : null}
      <Totals row={row} totals={room.totals} />
    </Card>
  )
}

/** Whether a number is worth a column: some line has more or less than nothing of it. */
const hasAny =
  (rows: readonly Row[]) =>
  (field: FieldMetadata): boolean =>
    rows.some((row) => Number(row[field.name] ?? 0) !== 0)

/** The place of a line on the page, so that a late date can lead to it. */
export const lineAnchor = (id: unknown): string => `line-${String(id)}`

type LineProps = {
  readonly line: Row
  readonly lines: DrawnLines
  readonly room: DrawnRoom
  readonly order: Row
}

function LineRow({ line, lines, room, order }: LineProps) {
  const label = useLabel()
  const [first, ...others] = lines.name
  const named = first && (line[`${first.name}$title`] ?? line[first.name])
  const parts = sharesOf(
    lines.whole && line[lines.whole.name],
    lines.parts.map((field) => ({ value: line[field.name], label: label(field.label) })),
  )
  return (
    <tr id={lineAnchor(line.id)}>
      <td className="line-name">
        {first === undefined ? null : <Show field={first} value={line[first.name]} row={line} />}
        {others.map((field) =>
          line[field.name] && line[field.name] !== named ? (
            <small key={field.name}>
              <Show field={field} value={line[field.name]} row={line} />
            </small>
          ) : null,
        )}
      </td>
      {lines.whole ? <Cell field={lines.whole} line={line} /> : null}
      {lines.parts.length > 0 ? (
        <td className="progress">
          <BarOfParts parts={parts} />
          <small>{parts.map((part) => part.label).join(' · ') || '—'}</small>
        </td>
      ) : null}
      {lines.columns.map((field) => (
        <Cell key={field.name} field={field} line={line} />
      ))}
      {lines.expected ? (
        <ExpectedCell line={line} lines={lines} room={room} order={order} field={lines.expected} />
      ) : null}
    </tr>
  )
}

const Cell = ({ field, line }: { readonly field: FieldMetadata; readonly line: Row }) => (
  <td className={isNumeric(field) ? 'num' : ''}>
    <Show field={field} value={line[field.name]} row={line} />
  </td>
)

/** Whether a line comes after what was promised for it, else for the whole. */
function isLateLine({ line, lines, room: { promised }, order }: LineProps): boolean {
  const due = promised === undefined ? null : (line[promised.name] ?? order[promised.name])
  const expected = lines.expected === undefined ? null : line[lines.expected.name]
  return typeof due === 'string' && typeof expected === 'string' && expected > due
}

/** How the date above came about, under the whole line: a date never stands without it. */
function BasisRow(props: LineProps) {
  const { line, lines } = props
  const { t } = useTranslation()
  const label = useLabel()
  const parts = useBasis()(lines, line)
  if (parts.length === 0 || lines.expected === undefined) return null
  const across =
    lines.columns.length + [lines.whole, lines.parts[0], lines.expected].filter(Boolean).length + 1
  return (
    <tr className={isLateLine(props) ? 'basis-row late' : 'basis-row'}>
      <td colSpan={across}>
        <span className="hush">{t('room.computedOf', { field: label(lines.expected.label) })}</span>
        <LineBasis parts={parts} />
      </td>
    </tr>
  )
}

/** A late date is red; where no computation stands under the line its reason is beside it, linked to the line that tells more. */
function ExpectedCell(props: LineProps & { readonly field: FieldMetadata }) {
  const { line, lines, field } = props
  const expected = line[field.name]
  const isLate = isLateLine(props)
  const reason = lines.reason === undefined || lines.basis !== undefined ? null : line[lines.reason.name]
  return (
    <td className={isLate ? 'late expected' : 'expected'}>
      <Show field={field} value={expected} row={line} />
      {typeof reason === 'string' && reason !== '' ? (
        <Link
          to="/o/$object/$id"
          params={{ object: lines.object.name, id: String(line.id) }}
          className={isLate ? 'late' : 'hush'}
        >
          {reason}
        </Link>
      ) : null}
    </td>
  )
}

function Totals({ row, totals }: { readonly row: Row; readonly totals: readonly FieldMetadata[] }) {
  if (totals.length === 0) return null
  return (
    <dl className="totals">
      {totals.map((field) => (
        <FactPair key={field.name} field={field} row={row} />
      ))}
    </dl>
  )
}
