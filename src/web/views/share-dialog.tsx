// Making a share link: which fields, until when, with a password or without; what was made is shown this once.

import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Json } from '#kernel/schema'
import { isShareable, linkObject } from '#kernel/views'
import { fieldsToAsk } from '../data/catalog.ts'
import { forgetSecret } from '../data/made-secret.ts'
import { useLabel, useMany } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { useWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'
import './share.css'

const terms = [1, 7, 30, 90] as const
const dayMs = 86_400_000

type Made = { readonly address: string; readonly password: string | null }

const madeIn = (outputs: readonly Json[]): Made | undefined => {
  for (const output of outputs)
    if (typeof output === 'object' && output !== null && 'secret' in output && 'link' in output)
      return {
        address: `${location.origin}${String(output.secret)}`,
        password: typeof output.password === 'string' ? output.password : null,
      }
  return undefined
}

export default function ShareDialog({
  object,
  query,
  columns,
  name: usual,
  onClose,
}: {
  readonly object: ObjectMetadata
  /** Which records, in which order. */
  readonly query: Pick<Query, 'filter' | 'search' | 'sort'>
  readonly columns: readonly string[]
  readonly name?: string | undefined
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const write = useWrite()
  const offered = object.fields.filter(isShareable)
  const [name, setName] = useState(usual ?? many(object))
  const [fields, setFields] = useState<readonly string[]>(
    offered.filter((field) => columns.includes(field.name)).map((field) => field.name),
  )
  const [days, setDays] = useState<number>(7)
  const [isGuarded, setGuarded] = useState(false)
  const [made, setMade] = useState<Made | null>(null)
  const make = async (): Promise<void> => {
    // In the order of the list, an amount with its currency.
    const ordered = [
      ...columns.filter((one) => fields.includes(one)),
      ...fields.filter((one) => !columns.includes(one)),
    ]
    const shown = fieldsToAsk(object, ordered).filter(
      (one) => fields.includes(one) || (one !== object.title && offered.some((field) => field.name === one)),
    )
    const { filter, search, sort } = query
    const question = JSON.parse(JSON.stringify({ filter, search, sort }))
    const answer = await write.mutateAsync({
      changes: [
        {
          ...{ kind: 'create', object: linkObject.name, id: newId() },
          values: {
            ...{
              name: name.trim(),
              object: object.name,
              fields: shown.join(','),
              question,
              guarded: isGuarded,
            },
            expiresAt: new Date(Date.now() + days * dayMs).toISOString(),
          },
        },
      ],
    })
    if (answer.ok) {
      // It is told here, and nowhere besides.
      forgetSecret()
      setMade(madeIn(answer.value.outputs) ?? null)
    } else toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  if (made !== null) return <MadeLink made={made} onClose={onClose} />
  return (
    <Modal
      open
      title={t('share.title')}
      okText={t('share.make')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: fields.length === 0 || name.trim() === '', loading: write.isPending }}
      onOk={() => void make()}
      onCancel={onClose}
    >
      <div className="share-form">
        <p className="hush">{t('share.hint')}</p>
        <label htmlFor="share-name">{t('share.name')}</label>
        <Input
          id="share-name"
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <fieldset aria-label={t('share.fields')}>
          <legend>{t('share.fields')}</legend>
          {offered.map((field) => (
            <Checkbox
              key={field.name}
              checked={fields.includes(field.name)}
              onChange={({ target }) =>
                setFields(
                  target.checked ? [...fields, field.name] : fields.filter((one) => one !== field.name),
                )
              }
            >
              {label(field.label)}
            </Checkbox>
          ))}
        </fieldset>
        <label htmlFor="share-days">{t('share.term')}</label>
        <Select
          id="share-days"
          value={days}
          options={terms.map((value) => ({ value, label: t('share.days', { count: value }) }))}
          onChange={setDays}
        />
        <Checkbox checked={isGuarded} onChange={({ target }) => setGuarded(target.checked)}>
          {t('share.withPassword')}
        </Checkbox>
        <Link to="/o/$object" params={{ object: linkObject.name }}>
          {t('share.all')}
        </Link>
      </div>
    </Modal>
  )
}

function MadeLink({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={t('share.made')}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <div className="share-form">
        <p>{t('share.once')}</p>
        <Copied label={t('share.link')} text={made.address} />
        {made.password === null ? null : <Copied label={t('share.password')} text={made.password} />}
      </div>
    </Modal>
  )
}

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTranslation()
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => toast({ text: t('secret.copied'), kind: 'good' }),
      () => toast({ text: t('secret.copyYourself'), kind: 'bad' }),
    )
  }
  return (
    <div className="share-copied">
      <Input readOnly value={text} aria-label={label} onFocus={({ target }) => target.select()} />
      <Button onClick={copy}>{t('share.copy', { what: label })}</Button>
    </div>
  )
}
