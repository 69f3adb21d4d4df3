// Ctrl-K: find a record, go to a page, make something new; arrows, Enter and Esc are all it takes.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { NavigateOptions } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../data/api.ts'
import { canCreate } from '../data/catalog.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useSettled } from '../ui/settled.ts'
import { menuGroups } from './menu.ts'
import './palette.css'

type Found = { readonly object: string; readonly id: string; readonly title: string }
type Go = (to: NavigateOptions) => void

const settledMs = 90
const mostFound = 12

const useFound = (words: string) =>
  useQuery({
    queryKey: ['search', words],
    enabled: words !== '',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask<readonly Found[]>(`/api/search?q=${encodeURIComponent(words)}&limit=${mostFound}`, { signal }),
  })

export default function Palette({
  isCreating,
  onClose,
  onGo,
}: {
  readonly isCreating: boolean
  readonly onClose: () => void
  readonly onGo: Go
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim(), settledMs)
  const found = useFound(isCreating ? '' : words)
  const records = words === '' ? [] : (found.data ?? [])
  return (
    <Command.Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      shouldFilter={false}
      label={t('palette.open')}
      className="palette"
      overlayClassName="palette-veil"
      contentClassName="palette-frame"
      loop
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder={t(isCreating ? 'palette.create' : 'palette.open')}
        maxLength={200}
      />
      <Command.List>
        <Command.Empty>{t(found.isFetching ? 'loading' : 'list.nothingFound')}</Command.Empty>
        <Records records={records} onGo={onGo} />
        <Pages words={typed.trim().toLowerCase()} isCreating={isCreating} onGo={onGo} />
      </Command.List>
    </Command.Dialog>
  )
}

function Records({ records, onGo }: { readonly records: readonly Found[]; readonly onGo: Go }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  if (records.length === 0) return null
  const go = ({ object, id }: Found): void =>
    onGo({
      to: catalog.mainLine(object) ? '/room/$object/$id' : '/o/$object/$id',
      params: { object, id },
      search: {},
    })
  return (
    <Command.Group heading={t('palette.records')}>
      {records.map((record) => (
        <Command.Item key={record.id} value={record.id} onSelect={() => go(record)}>
          <span className="cut">{record.title}</span>
          <small>{label(catalog.object(record.object)?.label)}</small>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

type PageEntry = {
  readonly key: string
  readonly text: string
  readonly note: string
  readonly to: NavigateOptions
}

function usePageEntries(isCreating: boolean): readonly PageEntry[] {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const objects = menuGroups(catalog).flatMap(({ label: group, objects: list }) =>
    list.map((object) => ({ object, group: typeof group === 'string' ? t('nav.more') : label(group) })),
  )
  const fresh = objects
    .filter(({ object }) => canCreate(object))
    .map(({ object }) => ({
      key: `new ${object.name}`,
      text: t('list.new', { object: label(object.label) }),
      note: t('palette.new'),
      to: { to: '/o/$object/new', params: { object: object.name }, search: {} } as NavigateOptions,
    }))
  if (isCreating) return fresh
  const pages = objects.map(({ object, group }) => ({
    key: object.name,
    text: label(object.label),
    note: group,
    to: { to: '/o/$object', params: { object: object.name }, search: {} } as NavigateOptions,
  }))
  const own: readonly PageEntry[] = [
    { key: 'today', text: t('nav.today'), note: '', to: { to: '/', search: {} } },
    { key: 'inbox', text: t('nav.inbox'), note: '', to: { to: '/inbox', search: {} } },
    ...(catalog.metadata.tiles.length > 0
      ? [{ key: 'screen', text: t('screen.title'), note: '', to: { to: '/screen', search: {} } } as const]
      : []),
    { key: 'settings', text: t('settings.title'), note: '', to: { to: '/settings', search: {} } },
  ]
  return [...own, ...pages, ...fresh]
}

const mostPages = 12

function Pages({
  words,
  isCreating,
  onGo,
}: {
  readonly words: string
  readonly isCreating: boolean
  readonly onGo: Go
}) {
  const { t } = useTranslation()
  const entries = usePageEntries(isCreating).filter(({ text, key }) =>
    `${text} ${key}`.toLowerCase().includes(words),
  )
  if (entries.length === 0) return null
  return (
    <Command.Group heading={t(isCreating ? 'palette.new' : 'palette.pages')}>
      {entries.slice(0, isCreating ? 100 : mostPages).map(({ key, text, note, to }) => (
        <Command.Item key={key} value={key} onSelect={() => onGo(to)}>
          <span className="cut">{text}</span>
          <small>{note}</small>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
