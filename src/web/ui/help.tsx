// The help of whatever says it has some (`data-help`): shown beside it while it is pointed at or has the focus, gone on Esc.
import { useEffect, useState } from 'react'

type Shown = { readonly text: string; readonly left: number; readonly top: number }

const width = 280
const margin = 8

function placed(target: EventTarget | null): Shown | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-help]') : null
  const text = element?.dataset.help ?? ''
  if (element === null || text === '') return null
  const { left, bottom } = element.getBoundingClientRect()
  return {
    text,
    left: Math.max(margin, Math.min(left, window.innerWidth - width - margin)),
    top: bottom + 6,
  }
}

/** Drawn once for the whole page. What it shows is told to screen readers by `helped`, so it is silent itself. */
export function HelpLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    const show = ({ target }: Event): void => setShown(placed(target))
    // What has the focus keeps its help where it now stands, also while something else is scrolled or taken away.
    const renew = (): void => setShown(placed(document.activeElement))
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setShown(null)
    }
    document.addEventListener('focusin', show)
    document.addEventListener('pointerover', show)
    document.addEventListener('focusout', renew)
    document.addEventListener('scroll', renew, true)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('focusin', show)
      document.removeEventListener('pointerover', show)
      document.removeEventListener('focusout', renew)
      document.removeEventListener('scroll', renew, true)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  if (shown === null) return null
  const { text, left, top } = shown
  return (
    <div className="help-layer" aria-hidden="true" style={{ left, top, maxWidth: width }}>
      {text}
    </div>
  )
}

/** Attributes of an element that has help; nothing where there is none. */
export const helped = (text: string) => (text === '' ? {} : { 'data-help': text, 'aria-description': text })
