// Back and forth through the steps of a design, by buttons and keys; also while something is typed, which is a step itself.
import { Button } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping, keysOf, useShortcut } from '../../ui/shortcuts.ts'
import type { Designing } from './use-design.ts'

const keys = { back: 'mod+z', forth: 'mod+shift+z', forthToo: 'mod+y' } as const

export function UndoButtons({ undo, redo }: Pick<Designing, 'undo' | 'redo'>) {
  const { t } = useTranslation()
  useShortcut(keys.back, t('design.undo.undo'), undo ?? undefined)
  useShortcut(keys.forth, t('design.undo.redo'), redo ?? undefined)
  useShortcut(keys.forthToo, t('design.undo.redo'), redo ?? undefined)
  return (
    <span className="undo-buttons">
      <Button
        aria-label={t('design.undo.undo')}
        title={t('design.undo.undo')}
        disabled={undo === null}
        onClick={() => undo?.()}
      >
        ↶
      </Button>
      <Button
        aria-label={t('design.undo.redo')}
        title={t('design.undo.redo')}
        disabled={redo === null}
        onClick={() => redo?.()}
      >
        ↷
      </Button>
    </span>
  )
}

/** An input would take back only its own letters, and forget them when it is drawn anew. */
export function onUndoKey(event: KeyboardEvent, { undo, redo }: Pick<Designing, 'undo' | 'redo'>): void {
  const pressed = keysOf(event.nativeEvent)
  const step =
    pressed === keys.back ? undo : pressed === keys.forth || pressed === keys.forthToo ? redo : null
  if (!isTyping(event.target) || event.nativeEvent.isComposing) return
  if (pressed === keys.back || step) event.preventDefault()
  step?.()
}
