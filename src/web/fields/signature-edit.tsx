// A name signed by hand, with a finger, a pen or the mouse; loaded where one is asked for.
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import SignaturePad from 'signature_pad'
import type { FileField } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import type { EditProps } from './field-view.ts'
import { Picture } from './file.tsx'
import { useSendFiles } from './file-sending.ts'
import { idsOf } from './ids.ts'

export default function EditSignature(props: EditProps<FileField>) {
  const { t } = useTranslation()
  const [id] = idsOf(props.value)
  return id === undefined ? (
    <Pad {...props} />
  ) : (
    <div className="signature">
      <Picture id={id} />
      <div className="row">
        <Button size="small" onClick={() => props.onChange([])}>
          {t('signature.again')}
        </Button>
      </div>
    </div>
  )
}

const pictureOf = (canvas: HTMLCanvasElement | null): Promise<Blob | null> =>
  new Promise((done) => {
    if (canvas === null) done(null)
    else canvas.toBlob(done, 'image/png')
  })

function Pad({ field, id, label, describedBy, isInvalid, onChange }: EditProps<FileField>) {
  const { t } = useTranslation()
  const inWords = useLabel()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(null)
  const [isSigned, setSigned] = useState(false)
  const [isSending, setSending] = useState(false)
  const sendFiles = useSendFiles()
  useEffect(() => {
    if (canvas.current === null) return
    const { offsetWidth, offsetHeight } = canvas.current
    // As many points as the screen has, so that what is signed is not blurred.
    const ratio = Math.max(window.devicePixelRatio, 1)
    canvas.current.width = offsetWidth * ratio
    canvas.current.height = offsetHeight * ratio
    canvas.current.getContext('2d')?.scale(ratio, ratio)
    const { backgroundColor, color } = getComputedStyle(canvas.current)
    const made = new SignaturePad(canvas.current, { backgroundColor, penColor: color })
    made.addEventListener('endStroke', () => setSigned(true))
    pad.current = made
    return () => made.off()
  }, [])
  const clear = (): void => {
    pad.current?.clear()
    setSigned(false)
  }
  const keep = async (): Promise<void> => {
    const picture = await pictureOf(canvas.current)
    if (picture === null) return
    setSending(true)
    const stored = await sendFiles([new File([picture], `${t('signature.file')}.png`, { type: 'image/png' })])
    setSending(false)
    if (stored.length > 0) onChange([...stored])
  }
  return (
    <div className="signature">
      <canvas
        ref={canvas}
        id={id}
        className="sign-pad"
        role="img"
        aria-label={label ?? inWords(field.label)}
        aria-describedby={describedBy}
        aria-invalid={isInvalid ?? false}
      />
      <div className="row">
        <Button
          size="small"
          type="primary"
          disabled={!isSigned}
          loading={isSending}
          onClick={() => void keep()}
        >
          {t('signature.keep')}
        </Button>
        <Button size="small" disabled={!isSigned} onClick={clear}>
          {t('signature.clear')}
        </Button>
        <small className="hush">{t('signature.hint')}</small>
      </div>
    </div>
  )
}
