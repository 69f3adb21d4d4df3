// The way around: today, the inbox, and the groups of the workspace; on a telephone it lies at the bottom.
import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useUnseenCount } from '../data/inbox.ts'
import { useCatalog, useLabel, useMany } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { useIsNarrow } from '../ui/media.ts'
import { isNamed, menuGroups } from './menu.ts'

type Ways = { readonly onFind: () => void; readonly onCreate: () => void }

export function Rail({ current, ...ways }: Ways & { readonly current: string | undefined }) {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  return (
    <nav className="rail" aria-label={t('nav.title')}>
      <Link to="/" className="mark" aria-label={t('nav.today')} tabIndex={-1}>
        <img src="/mark.svg" alt="" width="34" height="34" />
      </Link>
      <Link
        to="/"
        activeOptions={{ exact: true, includeSearch: false }}
        className="rail-item"
        data-tour="today"
        activeProps={{ 'data-on': true }}
      >
        {t('nav.today')}
      </Link>
      {isNarrow ? <NarrowWays {...ways} /> : null}
      <InboxLink />
      {isNarrow ? <NarrowGroups /> : <Groups current={current} />}
    </nav>
  )
}

function InboxLink() {
  const { t } = useTranslation()
  const unseen = useUnseenCount()
  return (
    <Link to="/inbox" className="rail-item" data-tour="inbox" activeProps={{ 'data-on': true }}>
      {t('nav.inbox')}
      {unseen === null || unseen === 0 ? null : (
        <span className="badge" role="status" aria-label={t('inbox.unseenCount', { count: unseen })}>
          {unseen > 99 ? '99+' : unseen}
        </span>
      )}
    </Link>
  )
}

function Groups({ current }: { readonly current: string | undefined }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const mayDefine = useMe().roles.includes('admin')
  const groups = menuGroups(catalog)
  const unnamed = groups.filter((group) => !isNamed(catalog, group))
  return (
    <>
      {groups
        .filter((group) => isNamed(catalog, group))
        .map(({ key, label: text, objects }) => (
          <Flyout
            key={key}
            label={label(text)}
            tour={objects.some(({ name }) => catalog.mainLine(name)) ? 'room' : undefined}
            isOn={objects.some(({ name }) => name === current)}
          >
            {objects.map((object) => (
              <ObjectLinks key={object.name} object={object} />
            ))}
          </Flyout>
        ))}
      <span className="rail-space" />
      <Flyout label={t('nav.more')} isOn={false} isLow>
        {unnamed.flatMap(({ objects }) =>
          objects.map((object) => <ObjectLinks key={object.name} object={object} />),
        )}
        <Link to="/people">{t('people.title')}</Link>
        {catalog.metadata.tiles.some(({ today }) => today === undefined) ? (
          <Link to="/screen">{t('screen.title')}</Link>
        ) : null}
        <Link to="/evidence">{t('evidence.title')}</Link>
        <Link to="/settings">{t('settings.title')}</Link>
        <Link to="/admin/objects">{t('admin.objects')}</Link>
        <UsageLink />
        {mayDefine ? (
          <>
            <Link to="/admin/flows">{t('flows.title')}</Link>
            <Link to="/admin/modules">{t('modules.title')}</Link>
          </>
        ) : null}
      </Flyout>
    </>
  )
}

/** For those who may ask the whole log. */
function UsageLink() {
  const { t } = useTranslation()
  const object = useCatalog().metadata.menu[0]?.object
  const mayAsk = useMe().roles.some((role) => role === 'admin' || role === 'auditor')
  return mayAsk && object !== undefined ? (
    <Link to="/usage/$object" params={{ object }}>
      {t('usage.title')}
    </Link>
  ) : null
}

function ObjectLinks({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const hasRoom = useCatalog().mainLine(object.name) !== undefined
  return (
    <>
      <Link to="/o/$object" params={{ object: object.name }} activeProps={{ 'data-on': true }}>
        {many(object)}
      </Link>
      {hasRoom ? (
        <Link to="/board/$object" params={{ object: object.name }} activeProps={{ 'data-on': true }}>
          {t('nav.board', { object: label(object.label) })}
        </Link>
      ) : null}
    </>
  )
}

/** On a telephone the search and making something new lie under the thumb. */
function NarrowWays({ onFind, onCreate }: Ways) {
  const { t } = useTranslation()
  return (
    <>
      <button type="button" className="plain rail-item" onClick={onFind}>
        {t('nav.search')}
      </button>
      <button type="button" className="plain rail-item" onClick={onCreate}>
        {t('nav.create')}
      </button>
    </>
  )
}

/** On a telephone: everything else behind one button. */
function NarrowGroups() {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const mayDefine = useMe().roles.includes('admin')
  return (
    <Flyout label={t('nav.all')} isOn={false} isLow tour="room">
      {menuGroups(catalog).map(({ key, label: text, objects }) => (
        <div key={key} className="flyout-group">
          <small>{key in catalog.metadata.groups ? label(text) : t('nav.more')}</small>
          {objects.map((object) => (
            <ObjectLinks key={object.name} object={object} />
          ))}
        </div>
      ))}
      <Link to="/people">{t('people.title')}</Link>
      <Link to="/evidence">{t('evidence.title')}</Link>
      <UsageLink />
      {mayDefine ? (
        <>
          <Link to="/admin/objects">{t('admin.objects')}</Link>
          <Link to="/admin/flows">{t('flows.title')}</Link>
          <Link to="/admin/modules">{t('modules.title')}</Link>
        </>
      ) : null}
      <Link to="/settings">{t('settings.title')}</Link>
    </Flyout>
  )
}

/** A button with a panel of links beside it; it closes on Esc, on a click elsewhere and when a link is followed. */
function Flyout({
  label,
  isOn,
  isLow = false,
  tour,
  children,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly isLow?: boolean
  /** The name by which the tour finds it. */
  readonly tour?: string | undefined
  readonly children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const href = useRouterState({ select: ({ location }) => location.href })
  // biome-ignore lint/correctness/useExhaustiveDependencies: following a link closes the panel
  useEffect(() => setOpen(false), [href])
  useEffect(() => {
    if (!isOpen) return
    const onPointer = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !frame.current?.contains(target)) setOpen(false)
    }
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('keydown', onKey)
    }
  }, [isOpen])
  return (
    <div className="flyout" ref={frame} data-low={isLow} data-tour={tour}>
      <button
        type="button"
        className="plain rail-item"
        data-on={isOn || isOpen}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen ? <div className="flyout-panel">{children}</div> : null}
    </div>
  )
}
