// Ctrl-K: find a record, go to a page, do something with the record on the screen, make something new; arrows, Enter and Esc are all it takes.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { NavigateOptions } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { ask } from '../data/api.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useSettled } from '../ui/settled.ts'

// What is offered besides records comes a moment later; the words can be typed at once.
const Offers = lazy(() => import('./palette-offers.tsx'))

type Found = { readonly object: string; readonly id: string; readonly title: string }
type Go = (to: NavigateOptions) => void

/** An action that asks something first: its dialog is opened by who draws the page. */
export type Asked = {
  readonly object: ObjectMetadata
  readonly row: Row | null
  readonly action: ActionMetadata
}

const settledMs = 50
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

export type PaletteProps = {
  readonly isCreating: boolean
  readonly onClose: () => void
  readonly onGo: Go
  readonly onAsk: (asked: Asked) => void
  readonly onKeys: () => void
  readonly onTour: () => void
}

/** `begun` is what was typed before this was here. */
export default function Palette({ begun, ...props }: PaletteProps & { readonly begun: string }) {
  const { isCreating, onClose, onGo } = props
  const { t } = useTranslation()
  const [typed, setTyped] = useState(begun)
  // What an input method is still composing is nothing to look for.
  const [isComposing, setComposing] = useState(false)
  const [read, setRead] = useState(begun)
  const words = useSettled(read.trim(), settledMs)
  const found = useFound(isCreating ? '' : words)
  const records = words === '' || isCreating ? [] : (found.data ?? [])
  const type = (text: string, isDone: boolean): void => {
    setTyped(text)
    if (isDone) setRead(text)
  }
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
        // The dialog selects what stands in its first line; whoever has begun to type goes on at the end.
        onFocus={({ currentTarget: line }) =>
          queueMicrotask(() => line.setSelectionRange(line.value.length, line.value.length))
        }
        onValueChange={(text) => type(text, !isComposing)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={({ currentTarget }) => {
          setComposing(false)
          type(currentTarget.value, true)
        }}
        placeholder={t(isCreating ? 'palette.create' : 'palette.open')}
        maxLength={200}
      />
      <Command.List>
        {/* That nothing is found is said once it is known what is offered. */}
        <Suspense>
          <Offers {...props} typed={read} />
          <Command.Empty>{t(found.isFetching ? 'loading' : 'list.nothingFound')}</Command.Empty>
        </Suspense>
        <Records records={records} onGo={onGo} />
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
