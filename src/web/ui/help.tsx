// The help of whatever says it has some (`data-help`): shown beside it while it has the focus or is pointed at, gone on Esc.
import { type CSSProperties, useEffect, useRef, useState } from 'react'

/** `below` and `above` are the distances from the edges of the window at which it would stand under or over what it explains. */
type Shown = {
  readonly text: string
  readonly left: number
  readonly below: number
  readonly above: number
  readonly isAbove: boolean
}

const width = 280
const margin = 8
const gap = 6
/** Two lines of text fit into it. */
const height = 52

function placed(target: EventTarget | null): Shown | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-help]') : null
  const text = element?.dataset.help ?? ''
  if (element === null || text === '') return null
  // The input of a date stands inside the frame that is drawn around it.
  const { left, bottom } = (element.closest('.ant-picker') ?? element).getBoundingClientRect()
  // Over an input means over its label, too.
  const { top } = (element.closest('.field') ?? element).getBoundingClientRect()
  return {
    text,
    left: Math.max(margin, Math.min(left, window.innerWidth - width - margin)),
    below: bottom + gap,
    above: window.innerHeight - top + gap,
    // What comes next, and what a choice opens, stands below: it is not covered where there is room above.
    isAbove: top > gap + height,
  }
}

/** What is pointed at, unless it is typed into: whoever passes over a form is not told of every input. */
const pointed = (target: EventTarget | null): Shown | null =>
  target instanceof Element && target.closest('[data-help][data-help-on="focus"]') === null
    ? placed(target)
    : null

/** Drawn once for the whole page. What it shows is told to screen readers by `helped`, so it is silent itself. */
export function HelpLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  /** What has the focus and whose help was sent away. */
  const sentAway = useRef<Element | null>(null)
  useEffect(() => {
    const focused = (): Shown | null =>
      document.activeElement === sentAway.current ? null : placed(document.activeElement)
    // What has the focus keeps its help where it now stands, also while something else is pointed at, scrolled or taken away.
    const renew = (): void => setShown(focused())
    const show = (): void => {
      sentAway.current = null
      renew()
    }
    const point = ({ target }: Event): void => setShown(pointed(target) ?? focused())
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return
      sentAway.current = document.activeElement
      setShown(null)
    }
    // A form takes the focus as it is drawn, perhaps before anybody listens.
    renew()
    document.addEventListener('focusin', show)
    document.addEventListener('pointerover', point)
    document.addEventListener('focusout', renew)
    document.addEventListener('scroll', renew, true)
    window.addEventListener('resize', renew)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('focusin', show)
      document.removeEventListener('pointerover', point)
      document.removeEventListener('focusout', renew)
      document.removeEventListener('scroll', renew, true)
      window.removeEventListener('resize', renew)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  if (shown === null) return null
  const { text, left, below, above, isAbove } = shown
  const place = { left, maxWidth: width, '--below': `${below}px`, '--above': `${above}px` } as CSSProperties
  return (
    <div className="help-layer" data-above={isAbove} aria-hidden="true" style={place}>
      {text}
    </div>
  )
}

/** Attributes of an element that has help; nothing where there is none. */
export const helped = (text: string) => (text === '' ? {} : { 'data-help': text, 'aria-description': text })

/** The same of what is typed into: told while it has the focus, not to whoever points at it. */
export const helpedOnFocus = (text: string) =>
  text === '' ? {} : { ...helped(text), 'data-help-on': 'focus' }
