// The bar on top: where we are, the search, and who I am.
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useCatalog, useMany } from '../data/metadata.ts'
import { useSession } from '../data/session.ts'
import { useTitle } from '../data/titles.ts'
import { Avatar } from '../ui/avatar.tsx'
import { OfflineMark } from './offline-mark.tsx'

export function Bar({ onFind, onHelp }: { readonly onFind: () => void; readonly onHelp: () => void }) {
  const { t } = useTranslation()
  const { me, workspace } = useSession()
  return (
    <header className="bar">
      <Crumbs root={workspace.name} />
      <OfflineMark />
      <button
        type="button"
        className="find-button"
        data-tour="find"
        aria-label={`${t('palette.open')} Ctrl K`}
        onClick={onFind}
      >
        <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="m11 11 4 4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
        <span>{t('palette.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <button type="button" className="plain help-button" aria-label={t('keys.help')} onClick={onHelp}>
        ?
      </button>
      <Link to="/settings" className="me" aria-label={t('nav.me', { name: me.name })}>
        <Avatar id={me.id} name={me.name} size={28} />
      </Link>
    </header>
  )
}

function Crumbs({ root }: { readonly root: string }) {
  const { t } = useTranslation()
  const many = useMany()
  const { object: name, id } = useParams({ strict: false })
  const search = useSearch({ strict: false })
  // From a record back to the list as it was left; what belongs to the record's own page stays behind.
  const back = id === undefined ? {} : { ...search, kind: undefined, edit: undefined }
  const object = useCatalog().object(name ?? '')
  return (
    <nav className="crumbs" aria-label={t('nav.crumbs')}>
      <Link to="/">{root}</Link>
      {object === undefined ? null : (
        <>
          <span aria-hidden="true">/</span>
          <Link to="/o/$object" params={{ object: object.name }} search={back}>
            {many(object)}
          </Link>
          {id === undefined ? null : <RecordCrumb object={object} id={id} />}
        </>
      )}
    </nav>
  )
}

function RecordCrumb({ object, id }: { readonly object: ObjectMetadata; readonly id: string }) {
  const title = useTitle(object.name, id)
  if (title === '') return null
  return (
    <>
      <span aria-hidden="true">/</span>
      <span className="cut here">{title ?? '…'}</span>
    </>
  )
}
