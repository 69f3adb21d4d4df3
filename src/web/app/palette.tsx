// Ctrl-K: find a record, go to a page, do something with the record on the screen, make something new; arrows, Enter and Esc are all it takes.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type NavigateOptions, useParams } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { ask } from '../data/api.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useAbilities, useRecord } from '../data/records.ts'
import { useSettled } from '../ui/settled.ts'
import { askedInputs } from '../views/action-input.ts'
import { useRunAtOnce } from '../views/actions.tsx'
import { noteMade } from './made-lately.ts'
import { matching } from './matching.ts'
import { type Does, type Offer, useOffers } from './offers.ts'
import './palette.css'

type Found = { readonly object: string; readonly id: string; readonly title: string }
type Go = (to: NavigateOptions) => void

/** An action that asks something first: its dialog is opened by who draws the page. */
export type Asked = {
  readonly object: ObjectMetadata
  readonly row: Row | null
  readonly action: ActionMetadata
}

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

type PaletteProps = {
  readonly isCreating: boolean
  readonly onClose: () => void
  readonly onGo: Go
  readonly onAsk: (asked: Asked) => void
  readonly onKeys: () => void
  readonly onTour: () => void
}

export default function Palette({ isCreating, onClose, onGo, onAsk, onKeys, onTour }: PaletteProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  // What an input method is still composing is nothing to look for.
  const [isComposing, setComposing] = useState(false)
  const [read, setRead] = useState('')
  const words = useSettled(read.trim(), settledMs)
  const found = useFound(isCreating ? '' : words)
  const records = words === '' || isCreating ? [] : (found.data ?? [])
  const { abilities, choose } = useChoice({ onClose, onGo, onAsk })
  const offers = useOffers(isCreating, abilities, { keys: onKeys, tour: onTour })
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
        <Command.Empty>{t(found.isFetching ? 'loading' : 'list.nothingFound')}</Command.Empty>
        <Offers offers={offers} typed={read} isCreating={isCreating} onChoose={choose} />
        <Records records={records} onGo={onGo} />
      </Command.List>
    </Command.Dialog>
  )
}

/** What choosing an offer does; the record on the screen is read, so that its actions know it. */
function useChoice({ onClose, onGo, onAsk }: Pick<PaletteProps, 'onClose' | 'onGo' | 'onAsk'>) {
  const { object: name = '', id = '' } = useParams({ strict: false })
  const catalog = useCatalog()
  const isRecord = id !== '' && catalog.object(name) !== undefined
  const abilities = useAbilities(name, id, isRecord).data
  const row = useRecord(name, id, {}, isRecord).data ?? null
  const atOnce = useRunAtOnce()
  const act = ({ act: action, object, isOnRecord }: Extract<Does, { act: ActionMetadata }>): void => {
    onClose()
    const isAsking =
      action.confirm !== undefined || askedInputs(object, action.input, catalog.object).length > 0
    if (isAsking) onAsk({ object, action, row: isOnRecord ? (row ?? { id }) : null })
    else void atOnce.run(object, isOnRecord ? id : null, action)
  }
  const choose = ({ does, group }: Offer): void => {
    if ('act' in does) act(does)
    else if ('go' in does) {
      if (group === 'new') noteMade(String((does.go.params as { object?: string }).object ?? ''))
      onGo(does.go)
    } else {
      onClose()
      does.run()
    }
  }
  return { abilities, choose }
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

const groups = ['actions', 'pages', 'new', 'commands'] as const
const mostOfGroup = { typed: 5, untyped: 9, creating: 100 }

function Offers({
  offers,
  typed,
  isCreating,
  onChoose,
}: {
  readonly offers: readonly Offer[]
  readonly typed: string
  readonly isCreating: boolean
  readonly onChoose: (offer: Offer) => void
}) {
  const { t } = useTranslation()
  const found = matching(offers, typed)
  const most = isCreating
    ? mostOfGroup.creating
    : typed.trim() === ''
      ? mostOfGroup.untyped
      : mostOfGroup.typed
  // The group that holds the best match comes first; with nothing typed the record's own actions do.
  const order = [...groups].toSorted((left, right) => place(found, left) - place(found, right))
  return order.map((group) => {
    const shown = found.filter((offer) => offer.group === group).slice(0, most)
    return shown.length === 0 ? null : (
      <Command.Group key={group} heading={t(`palette.${group}`)}>
        {shown.map((offer) => (
          <Command.Item
            key={offer.key}
            value={offer.key}
            disabled={offer.blocked !== ''}
            onSelect={() => onChoose(offer)}
          >
            <span className="cut">{offer.text}</span>
            <small className="cut">{offer.blocked || offer.note}</small>
          </Command.Item>
        ))}
      </Command.Group>
    )
  })
}

function place(found: readonly Offer[], group: Offer['group']): number {
  const at = found.findIndex((offer) => offer.group === group)
  return at < 0 ? found.length : at
}
