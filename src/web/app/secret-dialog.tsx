// The only sight of a secret: it stays until the person says that they have it.
import { Button, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { forgetSecret, type MadeSecret } from '../data/made-secret.ts'
import { toast } from '../ui/toast.tsx'

export default function SecretDialog({ made: { secret, kind, login } }: { readonly made: MadeSecret }) {
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
      title={t(`secret.title.${kind}`)}
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
      <p>{t(`secret.once.${kind}`, { login })}</p>
      <Input.TextArea
        readOnly
        autoSize
        value={secret}
        aria-label={t(`secret.title.${kind}`)}
        onFocus={(event) => event.target.select()}
      />
    </Modal>
  )
}
