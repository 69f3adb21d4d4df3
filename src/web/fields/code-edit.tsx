// A code that is typed, comes from a scanner that types, or is read by the camera where the browser can; loaded where one is asked for.
import { Button, Input, Modal, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextField } from '#kernel/schema'
import { toast } from '../ui/toast.tsx'
import { type EditProps, inputProps, textOf } from './field-view.ts'
import './code.css'

type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> }
type Detecting = { readonly BarcodeDetector?: new () => Detector }

const everyMs = 200

/** What the camera sees, looked at until a code is found. */
function Scanner({
  onFound,
  onClose,
}: {
  readonly onFound: (text: string) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onFound, onClose })
  told.current = { onFound, onClose }
  useEffect(() => {
    const { BarcodeDetector } = globalThis as Detecting
    let stream: MediaStream | undefined
    let isOver = false
    let timer: number | undefined
    const refuse = (): void => {
      if (isOver) return
      toast({ kind: 'bad', text: t('scan.refused') })
      told.current.onClose()
    }
    const look = async (detector: Detector): Promise<void> => {
      const found = video.current === null ? [] : await detector.detect(video.current).catch(() => [])
      if (isOver) return
      const [first] = found
      if (first) told.current.onFound(first.rawValue)
      else timer = window.setTimeout(() => void look(detector), everyMs)
    }
    const begin = async (): Promise<void> => {
      if (BarcodeDetector === undefined) return refuse()
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (isOver || video.current === null) return stop()
      video.current.srcObject = stream
      await video.current.play()
      await look(new BarcodeDetector())
    }
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    begin().catch(refuse)
    return () => {
      isOver = true
      window.clearTimeout(timer)
      stop()
    }
  }, [t])
  return (
    <Modal open title={t('scan.title')} footer={null} onCancel={onClose} destroyOnHidden>
      <div className="scanner">
        <video ref={video} muted playsInline aria-label={t('scan.title')} />
        <span className="hush">{t('scan.hint')}</span>
      </div>
    </Modal>
  )
}

const canScan = (): boolean => 'BarcodeDetector' in globalThis && navigator.mediaDevices !== undefined

export default function EditCode(props: EditProps<TextField>) {
  const { t } = useTranslation()
  const [isScanning, setScanning] = useState(false)
  const input = (
    <Input
      {...inputProps(props)}
      value={textOf(props.value)}
      maxLength={300}
      onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
    />
  )
  if (!canScan()) return input
  return (
    <>
      <Space.Compact block>
        {input}
        <Button onClick={() => setScanning(true)}>{t('scan.open')}</Button>
      </Space.Compact>
      {isScanning ? (
        <Scanner
          onFound={(text) => {
            setScanning(false)
            props.onChange(text)
          }}
          onClose={() => setScanning(false)}
        />
      ) : null}
    </>
  )
}
