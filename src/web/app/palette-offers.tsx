// What the palette offers besides records: found by words and initials, and what choosing one does.
import { useParams } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata } from '#kernel/module'
import { useCatalog } from '../data/metadata.ts'
import { useAbilities, useRecord } from '../data/records.ts'
import { askedInputs } from '../views/action-input.ts'
import { useRunAtOnce } from '../views/actions.tsx'
import { noteMade } from './made-lately.ts'
import { matching } from './matching.ts'
import { type Does, type Offer, useOffers } from './offers.ts'
import type { PaletteProps } from './palette.tsx'

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

const groups = ['actions', 'pages', 'new', 'commands'] as const
const mostOfGroup = { typed: 5, untyped: 9, creating: 100 }

export default function Offers({ typed, ...props }: PaletteProps & { readonly typed: string }) {
  const { isCreating, onKeys, onTour } = props
  const { abilities, choose } = useChoice(props)
  const offers = useOffers(isCreating, abilities, { keys: onKeys, tour: onTour })
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
            onSelect={() => choose(offer)}
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
