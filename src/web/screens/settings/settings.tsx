// How I like it: language, light, density; my password, and the way out.
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../data/metadata.ts'
import { useLetters } from '../../data/offline/use-outbox.ts'
import { setPreferences, usePreferences } from '../../data/preferences.ts'
import { useSession, useSignOut } from '../../data/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/small.tsx'
import Devices from './devices.tsx'
import { Told } from './told.tsx'
import './settings.css'

const languages = ['account', 'zh-CN', 'en'] as const
const themes = ['system', 'light', 'dark'] as const
const densities = ['compact', 'normal', 'roomy'] as const

export default function Settings() {
  const { t } = useTranslation()
  const label = useLabel()
  const { me, workspace } = useSession()
  const signOut = useSignOut()
  const waiting = useLetters().length
  const [isAsked, setAsked] = useState(false)
  const navigate = useNavigate()
  const { language, theme, density } = usePreferences()
  return (
    <div className="page settings">
      <header className="page-head">
        <h1>{t('settings.title')}</h1>
      </header>
      <Card>
        <div className="account">
          <Avatar id={me.id} name={me.name} size={40} />
          <div className="spread">
            <b>{me.name}</b>
            <small>{[label(me.title), me.departmentName, workspace.name].filter(Boolean).join(' · ')}</small>
          </div>
          <Button onClick={() => void navigate({ to: '/people/$id', params: { id: me.id } })}>
            {t('settings.profile')}
          </Button>
          <Button onClick={() => void navigate({ to: '/settings/password' })}>{t('password.title')}</Button>
          <Button
            loading={signOut.isPending}
            onClick={() => (waiting > 0 && !isAsked ? setAsked(true) : signOut.mutate())}
          >
            {t(isAsked ? 'outbox.signOutAnyway' : 'settings.signOut')}
          </Button>
          {isAsked ? (
            <small className="late" role="alert">
              {t('outbox.signOutLoses', { count: waiting })}
            </small>
          ) : null}
        </div>
      </Card>
      <Card>
        <dl className="choices">
          <dt>{t('settings.language')}</dt>
          <dd>
            <Segmented
              aria-label={t('settings.language')}
              value={language}
              options={languages.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
              onChange={(value) => setPreferences({ language: value })}
            />
          </dd>
          <dt>{t('settings.zone')}</dt>
          <dd>{workspace.zone}</dd>
          <dt>{t('settings.theme')}</dt>
          <dd>
            <Segmented
              aria-label={t('settings.theme')}
              value={theme}
              options={themes.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
              onChange={(value) => setPreferences({ theme: value })}
            />
          </dd>
          <dt>{t('settings.density')}</dt>
          <dd>
            <Segmented
              aria-label={t('settings.density')}
              value={density}
              options={densities.map((value) => ({ value, label: t(`settings.densities.${value}`) }))}
              onChange={(value) => setPreferences({ density: value })}
            />
          </dd>
        </dl>
      </Card>
      <Told />
      <Devices person={me.id} />
    </div>
  )
}
