// The only sight of a secret: it stays until the person says that they have it.
import { Button, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { forgetSecret } from '../data/made-secret.ts'
import { toast } from '../ui/toast.tsx'

export default function SecretDialog({ secret }: { readonly secret: string }) {
  const { t } = useTranslation()
  const copy = (): void => {
    navigator.clipboard.writeText(secret).then(
      () => toast({ text: t('secret.copied'), kind: 'good' }),
      () => toast({ text: t('secret.copyYourself'), kind: 'bad' }),
    )
  }
  return (
    <Modal
      open
      title={t('secret.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button key="copy" onClick={copy}>
          {t('secret.copy')}
        </Button>,
        <Button key="done" type="primary" onClick={forgetSecret}>
          {t('secret.done')}
        </Button>,
      ]}
    >
      <p>{t('secret.once')}</p>
      <Input.TextArea
        readOnly
        autoSize
        value={secret}
        aria-label={t('secret.title')}
        onFocus={(event) => event.target.select()}
      />
    </Modal>
  )
}
