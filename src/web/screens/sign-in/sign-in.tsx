// Signing in: the whole page at first, a sheet over the page when a session has ended under it.
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../data/problem-text.ts'
import { useSignIn } from '../../data/session.ts'
import { browserStore, keepStored, readStored } from '../../data/stored.ts'
import './sign-in.css'

const lastKey = 'baton.lastSignIn'

type Last = { readonly workspace: string; readonly login: string }

function lastSignIn(): Last {
  const kept = readStored(browserStore(), lastKey) as Partial<Last> | null
  const asked = new URLSearchParams(window.location.search).get('workspace')
  return { workspace: asked ?? kept?.workspace ?? '', login: kept?.login ?? '' }
}

export default function SignIn({ isOverlay = false }: { readonly isOverlay?: boolean }) {
  const { t } = useTranslation()
  const signIn = useSignIn()
  const [{ workspace, login }, setLast] = useState(lastSignIn)
  const [password, setPassword] = useState('')
  const [hasWorkspace, setHasWorkspace] = useState(workspace !== '')
  const problems = signIn.data?.ok === false ? signIn.data.problems : []
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await signIn.mutateAsync({ login, password, ...(workspace === '' ? {} : { workspace }) })
    if (answer.ok) keepStored(browserStore(), lastKey, { workspace, login })
    else setPassword('')
  }
  return (
    <div
      className={isOverlay ? 'sign-in over' : 'sign-in'}
      {...(isOverlay
        ? { role: 'dialog', 'aria-modal': true, 'aria-label': t('signIn.title') }
        : { role: 'main' })}
    >
      <form className="card" onSubmit={(event) => void submit(event)} aria-label={t('signIn.title')}>
        <div className="mark-row">
          <img src="/mark.svg" alt="" width="36" height="36" />
          <h1>Baton 接力</h1>
        </div>
        <p className="hush">{t(isOverlay ? 'signIn.expired' : 'signIn.line')}</p>
        {problems.length === 0 ? null : (
          <p className="late" role="alert">
            {problemText(problems, t)}
          </p>
        )}
        {hasWorkspace ? (
          <label htmlFor="sign-in-workspace">
            {t('signIn.workspace')}
            <Input
              id="sign-in-workspace"
              value={workspace}
              autoComplete="organization"
              onChange={({ target }) => setLast({ login, workspace: target.value.trim() })}
            />
          </label>
        ) : null}
        <label htmlFor="sign-in-login">
          {t('signIn.login')}
          <Input
            id="sign-in-login"
            name="login"
            value={login}
            autoComplete="username"
            autoFocus={login === ''}
            required
            onChange={({ target }) => setLast({ workspace, login: target.value })}
          />
        </label>
        <label htmlFor="sign-in-password">
          {t('signIn.password')}
          <Input
            id="sign-in-password"
            name="password"
            type="password"
            value={password}
            autoComplete="current-password"
            autoFocus={login !== ''}
            required
            onChange={({ target }) => setPassword(target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t('signIn.go')}
        </Button>
        {hasWorkspace ? null : (
          <button type="button" className="plain hush" onClick={() => setHasWorkspace(true)}>
            {t('signIn.otherWorkspace')}
          </button>
        )}
      </form>
    </div>
  )
}
