// Putting records on other days: shown at once, written as any other change, taken back with the reason when it is refused.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, instantMs, instantOf, instantOfMs, minuteMs, wallTime } from '#base/values/date'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { mayDo } from '../data/catalog.ts'
import { askAbout } from '../data/clash.ts'
import { problemText } from '../data/problem-text.ts'
import { recordsKey } from '../data/records.ts'
import { inTurn, useMergedWrite } from '../data/write.ts'
import { isTyped } from '../fields/typed.ts'
import { formatShortDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { toast } from '../ui/toast.tsx'
import { dayIn } from './calendar-layout.ts'
import { useClashText } from './use-save-field.ts'
import { isInstant } from './view-kinds.ts'

/** Steps of the keys that follow each other so quickly are one change. */
const restMs = 500

export type DayMoves = {
  readonly canMove: boolean
  /** The row as it will be once what is on its way has arrived. */
  readonly shown: (row: Row) => Row
  readonly isMoving: (id: string) => boolean
  /** So many days later; `now` writes at once. */
  readonly move: (row: Row, days: number, now?: boolean) => void
}

/** The value so many days later, at the same time of the day. */
function movedValue(field: FieldMetadata, value: Value, days: number, zone: string): Value {
  if (typeof value !== 'string' || days === 0) return value
  if (!isInstant(field)) return addDays(value, days) ?? value
  const wall = wallTime(value, zone)
  const date = wall && addDays(wall.date, days)
  const minute = wall && date && instantOf(date, wall.minutes, zone)
  return (minute && instantOfMs(instantMs(minute) + (instantMs(value) % minuteMs))) ?? value
}

export function useDayMoves(object: ObjectMetadata, fields: readonly FieldMetadata[]): DayMoves {
  const { t } = useTranslation()
  const { zone, today, language } = useFormat()
  const queries = useQueryClient()
  const write = useMergedWrite()
  const sayClash = useClashText()
  const [moving, setMoving] = useState<ReadonlyMap<string, { readonly row: Row; readonly days: number }>>(
    new Map(),
  )
  const latest = useRef(moving)
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  const keep = (next: typeof moving): void => {
    latest.current = next
    setMoving(next)
  }
  const without = (id: string): void => keep(new Map([...latest.current].filter(([other]) => other !== id)))
  const values = (row: Row, days: number) =>
    Object.fromEntries(
      fields.map((field) => [field.name, movedValue(field, row[field.name] ?? null, days, zone)]),
    )
  const settle = (id: string): void => {
    clearTimeout(timers.current.get(id))
    timers.current.delete(id)
    void inTurn(id, async () => {
      const asked = latest.current.get(id)
      if (asked === undefined) return
      const { row, days } = asked
      if (days === 0) return without(id)
      const version = typeof row.version === 'number' ? { version: row.version } : {}
      const { answer, clashes } = await write.mutateAsync({
        changes: [{ kind: 'update', object: object.name, id, values: values(row, days), ...version }],
      })
      if (!answer.ok) {
        without(id)
        const [clash] = clashes
        const reason = clash === undefined ? problemText(answer.problems, t) : sayClash(clash)
        const compare = clash && { label: t('conflict.compare'), run: () => askAbout(clash) }
        toast({
          kind: 'bad',
          text: `${t('board.notMoved', { title: String(row[object.title] ?? '') })} ${reason}`,
          ...(compare ? { action: compare } : {}),
        })
        return
      }
      // It stays where it was put until it has been read again; further steps begin from there.
      const now = latest.current.get(id)
      const next = answer.value.records.find((record) => record.id === id)?.version
      const moved = { ...row, ...values(row, days), version: next ?? row.version ?? null }
      keep(new Map(latest.current).set(id, { row: moved, days: (now?.days ?? days) - days }))
      await queries.invalidateQueries({ queryKey: recordsKey(object.name) }, { cancelRefetch: false })
      if (latest.current.get(id)?.days === 0) without(id)
      const [first] = fields
      const day = first && dayIn(first, moved[first.name as keyof typeof moved], zone)
      toast({
        text: t('calendar.moved', {
          title: String(row[object.title] ?? ''),
          day: day ? formatShortDay(day, today, language) : '',
        }),
        action: {
          label: t('undo'),
          run: () =>
            void write.mutateAsync({
              changes: [{ kind: 'update', object: object.name, id, values: values(row, 0) }],
            }),
        },
      })
    })
  }
  const flush = useRef(settle)
  flush.current = settle
  useEffect(() => {
    const waiting = timers.current
    return () => {
      for (const id of waiting.keys()) flush.current(id)
    }
  }, [])
  return {
    canMove:
      mayDo(object, 'update') &&
      fields.length > 0 &&
      fields.every((field) => field.writable && isTyped(field)),
    shown: (row) => {
      const one = moving.get(String(row.id))
      return one === undefined ? row : { ...row, ...values(one.row, one.days) }
    },
    isMoving: (id) => moving.has(id),
    move(row, days, now = false) {
      const id = String(row.id)
      const before = latest.current.get(id) ?? { row, days: 0 }
      keep(new Map(latest.current).set(id, { ...before, days: before.days + days }))
      clearTimeout(timers.current.get(id))
      if (now) return settle(id)
      timers.current.set(
        id,
        setTimeout(() => settle(id), restMs),
      )
    },
  }
}
