// Changing one's own password, from the settings.
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/small.tsx'
import { toast } from '../../ui/toast.tsx'
import { PasswordForm } from './password-form.tsx'
import './password.css'

export default function ChangePassword() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const back = (): void => void navigate({ to: '/settings' })
  const done = (): void => {
    toast({ text: t('password.changed') })
    back()
  }
  return (
    <div className="page change-password">
      <header className="page-head">
        <h1>{t('password.title')}</h1>
      </header>
      <Card>
        <PasswordForm onDone={done}>
          <Button onClick={back}>{t('cancel')}</Button>
        </PasswordForm>
      </Card>
    </div>
  )
}
