// The page of somebody who was given a password: they choose one of their own before anything else.
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe, useSignOut } from '../../data/session.ts'
import { PasswordForm } from './password-form.tsx'
import './password.css'

export default function ChoosePassword() {
  const { t } = useTranslation()
  const me = useMe()
  const signOut = useSignOut()
  return (
    <main className="choose-password">
      <section className="card">
        <h1>{t('password.choose', { name: me.name })}</h1>
        <p className="hush">{t('password.chooseWhy')}</p>
        {/* The session says who may go on: the next page comes by itself. */}
        <PasswordForm onDone={() => undefined}>
          <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('settings.signOut')}
          </Button>
        </PasswordForm>
      </section>
    </main>
  )
}
