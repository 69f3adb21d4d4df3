// Help: every key that does something here and now, and the way back to the tour.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../ui/shortcuts.ts'

const shown = (keys: string): string =>
  keys
    .replace('mod+', 'Ctrl ')
    .replace(/(^|\s)([a-z])$/, (_all, before: string, letter: string) => before + letter.toUpperCase())

type Props = { readonly onClose: () => void; readonly onTour: () => void }

export default function ShortcutsDialog({ onClose, onTour }: Props) {
  const { t } = useTranslation()
  const active = useShortcuts()
  // The latest to ask for a key has it; the list is that of the page underneath.
  const [listed] = useState(() => new Map(active.map(({ keys, label }) => [keys, label])))
  return (
    <Modal
      open
      title={t('keys.help')}
      footer={<Button onClick={onTour}>{t('tour.title')}</Button>}
      onCancel={onClose}
      width={420}
    >
      <dl className="shortcuts">
        {[...listed].map(([keys, label]) => (
          <div key={keys}>
            <dt>{label}</dt>
            <dd>
              <kbd>{shown(keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
