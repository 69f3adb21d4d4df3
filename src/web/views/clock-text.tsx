// A task's clock in words: what is left or how far it is over, in working time.
import { useTranslation } from 'react-i18next'
import { formatDuration } from '#base/values/duration'
import type { Row } from '#kernel/schema'
import { useWorking } from '../data/metadata.ts'
import { asSaid, type TaskClock } from '../data/task-clock.ts'
import { useTaskClock } from '../data/tasks.ts'
import { ClockRing } from '../ui/clock-ring.tsx'
import { useFormat } from '../ui/format-context.tsx'

export function useDuration(): (minutes: number) => string {
  const { language } = useFormat()
  const minutesPerDay = useWorking()?.minutesPerDay ?? 480
  return (minutes) => formatDuration(asSaid(Math.abs(minutes), minutesPerDay), minutesPerDay, language)
}

/** "余 1小时50分钟", "超 40分钟"; used and limit once it is over. */
export function useClockText(): (clock: TaskClock | null) => string {
  const { t } = useTranslation()
  const duration = useDuration()
  return (clock) => {
    if (clock === null) return '—'
    const { usedMinutes, limitMinutes, leftMinutes, isRunning } = clock
    const used = duration(usedMinutes)
    if (!isRunning)
      return limitMinutes === null
        ? t('clock.used', { used })
        : t('clock.usedOf', { used, limit: duration(limitMinutes) })
    if (leftMinutes === null) return t('clock.running', { used })
    return t(clock.tone === 'red' ? 'clock.over' : 'clock.left', { time: duration(leftMinutes) })
  }
}

export const toneClass = (clock: TaskClock | null): string =>
  clock?.tone === 'red' ? 'tone-red' : clock?.tone === 'amber' ? 'tone-amber' : 'hush'

export function TaskRing({ task, size }: { readonly task: Row; readonly size?: number }) {
  const clock = useTaskClock()(task)
  const text = useClockText()(clock)
  return (
    <ClockRing
      share={clock?.share ?? 0}
      tone={clock?.tone ?? 'green'}
      label={text}
      {...(size === undefined ? {} : { size })}
    />
  )
}

export function TaskClockText({ task }: { readonly task: Row }) {
  const clock = useTaskClock()(task)
  const text = useClockText()
  return <span className={`${toneClass(clock)} nowrap`}>{text(clock)}</span>
}
