// The promised date, the date expected now, the working days between them, and why.
import { useTranslation } from 'react-i18next'
import { addDays, parseDate } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { useLabel, useWorking, type Working } from '../../data/metadata.ts'
import { linesOf } from '../../data/records.ts'
import { formatDay } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { DrawnRoom } from '../../views/room-layout.ts'
import { useBasis } from './line-basis.tsx'
import { lineAnchor } from './room-lines.tsx'

const mostDays = 400

/** Working days after one date up to and including another; null when it is not later, capped at four hundred. */
export function workingDaysLate(promised: string, expected: string, working: Working | null): number | null {
  if (expected <= promised) return null
  let days = 0
  for (let date = addDays(promised, 1); date !== undefined && date <= expected; date = addDays(date, 1)) {
    if (working === null || working.time.isWorkingDay(date)) days += 1
    if (days >= mostDays) break
  }
  return days
}

export function PromisedDate({ row, room }: { readonly row: Row; readonly room: DrawnRoom }) {
  const { t } = useTranslation()
  const label = useLabel()
  const working = useWorking()
  const { today, language } = useFormat()
  const promised = parseDate(room.promised && row[room.promised.name])
  const expected = parseDate(room.expected && row[room.expected.name])
  const reason = room.reason === undefined ? null : row[room.reason.name]
  if (room.promised === undefined || promised === undefined) return null
  const late = expected === undefined ? null : workingDaysLate(promised, expected, working)
  return (
    <div className="promise" data-late={late !== null}>
      <span>{label(room.promised.label)}</span>
      <b>{formatDay(promised, today, language)}</b>
      {expected === undefined ? null : (
        <span className="expected">
          {t('room.expected', { date: formatDay(expected, today, language) })}
          {late === null ? ` · ${t('room.inTime')}` : `，${t('room.late', { count: late })}`}
        </span>
      )}
      {expected === undefined ? null : <Deciding row={row} room={room} expected={expected} />}
      {typeof reason === 'string' && reason !== '' ? (
        <span className="reason">{t('room.because', { reason })}</span>
      ) : null}
    </div>
  )
}

/** Which line the expected date is that of, and why: the way to the line. */
function Deciding({
  row,
  room: { lines },
  expected,
}: {
  readonly row: Row
  readonly room: DrawnRoom
  readonly expected: string
}) {
  const { t } = useTranslation()
  const basis = useBasis()
  const field = lines?.expected
  const named = lines?.name[0]
  const line =
    lines === null || field === undefined
      ? undefined
      : linesOf(row, lines.field.name).find((one) => one[field.name] === expected)
  if (lines === null || line === undefined || named === undefined) return null
  const parts = basis(lines, line)
  const decides = parts.filter((part) => part.decides)
  if (decides.length === 0) return null
  const name = String(line[`${named.name}$title`] ?? line[named.name] ?? '')
  return (
    <a className="deciding" href={`#${lineAnchor(line.id)}`}>
      {t('room.decides', { name, reason: decides.map(({ text }) => text).join('；') })}
    </a>
  )
}
