// The tour: what the places are that everything turns around, at most five steps, beside what they speak of.
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalog, useLabel } from '../data/metadata.ts'
import './tour.css'

const steps = ['today', 'room', 'handOver', 'inbox', 'find'] as const
type Step = (typeof steps)[number]

const margin = 12

const targetOf = (step: Step): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-tour="${step}"]`)

/** Where a panel of this size stands beside what it speaks of; in the middle where that is not on the page. */
function placeBeside(target: HTMLElement | null, panel: HTMLElement): { left: number; top: number } {
  const [width, height] = [panel.offsetWidth, panel.offsetHeight]
  const within = (value: number, most: number): number => Math.max(margin, Math.min(value, most - margin))
  if (target === null)
    return {
      left: within((innerWidth - width) / 2, innerWidth - width),
      top: within(innerHeight * 0.3, innerHeight - height),
    }
  const box = target.getBoundingClientRect()
  const isAtSide = box.right + margin + width < innerWidth
  return {
    left: within(isAtSide ? box.right + margin : box.left, innerWidth - width),
    top: within(isAtSide ? box.top : box.bottom + margin, innerHeight - height),
  }
}

export default function Tour({ onEnd }: { readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const label = useLabel()
  const [first] = useCatalog().withRoom
  const shown = steps.filter((step) => step !== 'room' || first !== undefined)
  const [at, setAt] = useState(0)
  const panel = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  const step = shown[at] ?? 'today'
  const isLast = at === shown.length - 1
  useLayoutEffect(() => {
    const target = targetOf(step)
    const put = (): void => {
      if (panel.current !== null) setPlace(placeBeside(target, panel.current))
    }
    target?.setAttribute('data-toured', '')
    put()
    window.addEventListener('resize', put)
    return () => {
      target?.removeAttribute('data-toured')
      window.removeEventListener('resize', put)
    }
  }, [step])
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  // Also when somebody has tried meanwhile what they were told of.
  useEffect(() => {
    const onKey = ({ key }: globalThis.KeyboardEvent): void => {
      if (key === 'Escape') onEnd()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onEnd])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight' && !isLast) setAt(at + 1)
    if (event.key === 'ArrowLeft' && at > 0) setAt(at - 1)
  }
  return (
    <div
      ref={panel}
      className="tour"
      role="dialog"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      tabIndex={-1}
      style={place}
      onKeyDown={onKeyDown}
    >
      <small>{t('tour.step', { at: at + 1, of: shown.length })}</small>
      <h2 id="tour-title">{t(`tour.${step}.title`, { object: label(first?.label) })}</h2>
      <p id="tour-text" aria-live="polite">
        {t(`tour.${step}.text`, { object: label(first?.label) })}
      </p>
      <div className="tour-foot">
        <span>
          {isLast ? null : (
            <button type="button" className="plain hush" onClick={onEnd}>
              {t('tour.skip')}
            </button>
          )}
        </span>
        {at === 0 ? null : <Button onClick={() => setAt(at - 1)}>{t('tour.back')}</Button>}
        <Button type="primary" onClick={() => (isLast ? onEnd() : setAt(at + 1))}>
          {t(isLast ? 'tour.end' : 'tour.next')}
        </Button>
      </div>
    </div>
  )
}
