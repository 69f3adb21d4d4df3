// What somebody without an account sees who was sent a share link: chosen fields, to read only.
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import type { Answer } from '../../data/api.ts'
import { openShared, type SharedPage } from '../../data/shared.ts'
import { formatMoment, type Language } from '../../ui/format.ts'
import { FormatProvider, useFormat } from '../../ui/format-context.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { CardTable } from '../../views/card-table.tsx'
import './shared.css'

export default function SharedScreen({ language }: { readonly language: Language }) {
  const { t } = useTranslation()
  const [answer, setAnswer] = useState<Answer<SharedPage> | null>(null)
  const [isAsking, setAsking] = useState(false)
  const token = location.hash.slice(1)
  const ask = async (password?: string): Promise<void> => {
    setAsking(true)
    setAnswer(await openShared(token, password))
    setAsking(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once, when the page is
  useEffect(() => void ask(), [])
  if (answer === null)
    return (
      <div className="shared-page">
        <Skeleton rows={8} label={t('loading')} />
      </div>
    )
  if (answer.ok)
    return (
      <FormatProvider language={language} zone={answer.value.workspace.zone}>
        <Shown page={answer.value} />
      </FormatProvider>
    )
  const [problem] = answer.problems
  return (
    <main className="shared-page">
      {problem?.code === 'views.linkPassword' ? (
        <PasswordForm isAsking={isAsking} onPassword={(password) => void ask(password)} />
      ) : (
        <EmptyState title={t('share.closed')} hint={problem?.message}>
          {answer.status === 404 ? null : <Button onClick={() => void ask()}>{t('retry')}</Button>}
        </EmptyState>
      )}
    </main>
  )
}

function PasswordForm({
  isAsking,
  onPassword,
}: {
  readonly isAsking: boolean
  readonly onPassword: (password: string) => void
}) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    onPassword(password)
  }
  return (
    <form className="card shared-password" onSubmit={submit}>
      <h1>{t('share.guarded')}</h1>
      <label htmlFor="shared-password">{t('share.password')}</label>
      <Input.Password
        id="shared-password"
        autoFocus
        autoComplete="off"
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <small className="late" role="alert">
        {isTried && !isAsking ? t('share.wrong') : ''}
      </small>
      <Button type="primary" htmlType="submit" loading={isAsking} disabled={password === ''}>
        {t('share.openIt')}
      </Button>
    </form>
  )
}

function Shown({ page }: { readonly page: SharedPage }) {
  const { t } = useTranslation()
  const { now, zone, language } = useFormat()
  const { fields, rows, title, sharedBy, expiresAt, workspace } = page
  // Rows come without ids: their place is all that tells them apart.
  const placed = useMemo(() => rows.map((row, index): Row => ({ ...row, id: String(index) })), [rows])
  return (
    <main className="shared-page">
      <title>{title}</title>
      <header>
        <small>{workspace.name}</small>
        <h1>{title}</h1>
        <small>{t('share.by', { who: sharedBy, until: formatMoment(expiresAt, now, zone, language) })}</small>
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t('share.nothing')} />
      ) : (
        <CardTable columns={fields} rows={placed} lead={fields[0]} aria-label={title} />
      )}
      {page.isMore ? <p className="hush">{t('share.first', { count: rows.length })}</p> : null}
    </main>
  )
}
