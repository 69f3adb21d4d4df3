// Which kinds of messages count as new, and whether the browser tells of them while the page is out of sight.
import { Checkbox, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageObject } from '../../data/inbox.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { setPreferences, usePreferences } from '../../data/preferences.ts'
import { Card } from '../../ui/small.tsx'

/** What is asked of a person cannot be switched off, and what reached nobody has no person. */
const always = ['approval', 'unreached']

export function Told() {
  const { t } = useTranslation()
  const label = useLabel()
  const { quiet } = usePreferences()
  const field = useCatalog()
    .object(messageObject)
    ?.fields.find(({ name }) => name === 'kind')
  if (field?.type !== 'select') return null
  const kinds = field.options.filter(({ key }) => !always.includes(key))
  return (
    <Card title={t('settings.told')}>
      <p className="hush">{t('settings.toldHint')}</p>
      <fieldset className="told-kinds" aria-label={t('settings.told')}>
        {kinds.map(({ key, label: name }) => (
          <Checkbox
            key={key}
            checked={!quiet.includes(key)}
            onChange={({ target }) =>
              setPreferences({
                quiet: target.checked ? quiet.filter((one) => one !== key) : [...quiet, key],
              })
            }
          >
            {label(name)}
          </Checkbox>
        ))}
      </fieldset>
      <Hidden />
    </Card>
  )
}

function Hidden() {
  const { t } = useTranslation()
  const { isTold } = usePreferences()
  const [isDenied, setDenied] = useState(
    () => 'Notification' in window && Notification.permission === 'denied',
  )
  if (!('Notification' in window)) return null
  const change = async (wanted: boolean): Promise<void> => {
    const answer = wanted ? await Notification.requestPermission() : 'granted'
    setDenied(answer === 'denied')
    setPreferences({ isTold: wanted && answer === 'granted' })
  }
  return (
    <p className="hidden-told">
      <Switch
        checked={isTold && !isDenied}
        aria-label={t('settings.browser')}
        onChange={(wanted) => void change(wanted)}
      />
      {t('settings.browser')}
      {isDenied ? <small className="late">{t('settings.browserDenied')}</small> : null}
    </p>
  )
}
