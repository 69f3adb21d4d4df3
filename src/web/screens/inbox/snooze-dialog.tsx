// Until when something is put away: by its number, by Tab, or by a click.
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useWorking } from '../../data/metadata.ts'
import { snoozeChoices } from '../../data/snooze.ts'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'

export default function SnoozeDialog({
  count,
  onChoose,
  onClose,
}: {
  readonly count: number
  readonly onChoose: (until: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { now, zone, language } = useFormat()
  const working = useWorking()
  const choices = working === null ? [] : snoozeChoices(now, zone, working)
  return (
    <Modal open width={360} title={t('inbox.snoozeTitle', { count })} footer={null} onCancel={onClose}>
      {/** biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is operated; a number is only quicker */}
      <div
        className="snooze"
        onKeyDown={({ key }) => {
          const choice = choices[Number(key) - 1]
          if (choice !== undefined) onChoose(choice.until)
        }}
      >
        {choices.map(({ name, until }, index) => (
          <Button key={name} block autoFocus={index === 0} onClick={() => onChoose(until)}>
            <kbd>{index + 1}</kbd>
            <span className="spread">{t(`inbox.snoozes.${name}`)}</span>
            <small className="hush">{formatMoment(until, now, zone, language)}</small>
          </Button>
        ))}
        {choices.length === 0 ? <p>{t('inbox.noCalendar')}</p> : null}
      </div>
    </Modal>
  )
}
