// The palette from its first key on: until its script has come a bare line takes what is typed, and hands it over.
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaletteProps } from './palette.tsx'
import './palette.css'

let known: ComponentType<PaletteProps & { readonly begun: string }> | null = null

export function PaletteDoor(props: PaletteProps) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState(known === null ? null : '')
  const line = useRef<HTMLInputElement>(null)
  const isComposing = useRef(false)
  const handOver = (): void => {
    // A word that an input method is composing belongs to the line it was begun in.
    if (known === null || isComposing.current) return
    setBegun(line.current?.value ?? '')
  }
  const latest = useRef(handOver)
  latest.current = handOver
  useFocusReturned()
  useEffect(() => {
    if (known !== null) return
    import('./palette.tsx').then(
      (loaded) => {
        known = loaded.default
        latest.current()
      },
      // Said where every script that cannot be fetched is said.
      (error) =>
        setBegun(() => {
          throw error
        }),
    )
  }, [])
  const Palette = known
  if (Palette !== null && begun !== null) return <Palette {...props} begun={begun} />
  const label = t(props.isCreating ? 'palette.create' : 'palette.open')
  return (
    <>
      <div className="palette-veil" onPointerDown={props.onClose} />
      <div className="palette-frame" role="dialog" aria-modal aria-label={t('palette.open')}>
        <div className="palette">
          <input
            // biome-ignore lint/a11y/noAutofocus: it was asked for to type in.
            autoFocus
            ref={line}
            aria-label={label}
            placeholder={label}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onCompositionStart={() => {
              isComposing.current = true
            }}
            onCompositionEnd={() => {
              isComposing.current = false
              handOver()
            }}
            onKeyDown={({ key, nativeEvent }) => {
              if (key === 'Escape' && !nativeEvent.isComposing) props.onClose()
            }}
          />
        </div>
      </div>
    </>
  )
}

/** Whoever had the focus before has it afterwards, unless somebody else took it. */
function useFocusReturned(): void {
  const before = useRef(document.activeElement)
  useEffect(
    () => () => {
      const { activeElement: now, body } = document
      if ((now === null || now === body) && before.current instanceof HTMLElement) before.current.focus()
    },
    [],
  )
}
