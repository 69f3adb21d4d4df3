// What the palette offers besides records: what may be done with the record on the screen, pages, new records and the page's own commands.
import { type NavigateOptions, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Abilities, ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Label } from '#kernel/schema'
import { type Catalog, canCreate, mayDo } from '../data/catalog.ts'
import { useInitials } from '../data/initials.ts'
import { useCatalog, useLabel, useMany } from '../data/metadata.ts'
import { setPreferences } from '../data/preferences.ts'
import { useSignOut } from '../data/session.ts'
import { offeredActions } from '../views/actions.tsx'
import { madeLately } from './made-lately.ts'
import type { Named } from './matching.ts'
import { menuGroups } from './menu.ts'

export type Does =
  | { readonly go: NavigateOptions }
  | { readonly act: ActionMetadata; readonly object: ObjectMetadata; readonly isOnRecord: boolean }
  | { readonly run: () => void }

export type Offer = Named & {
  readonly key: string
  readonly group: 'actions' | 'pages' | 'new' | 'commands'
  readonly note: string
  /** Why it cannot be chosen now. */
  readonly blocked: string
  readonly does: Does
}

type Plain = Omit<Offer, 'initials' | 'blocked' | 'note' | 'also'> & Partial<Offer>

/** `isCreating` offers new records only, what is on the screen or was made lately first. */
export function useOffers(
  isCreating: boolean,
  abilities: Abilities | undefined,
  open: { readonly keys: () => void; readonly tour: () => void },
): readonly Offer[] {
  const catalog = useCatalog()
  const { object: name = '' } = useParams({ strict: false })
  const object = catalog.object(name)
  const actions = useActionOffers(catalog, object, abilities)
  const pages = usePageOffers(catalog)
  const fresh = useNewOffers(catalog, name)
  const commands = useCommandOffers(open)
  const all = isCreating ? fresh : [...actions, ...pages, ...fresh, ...commands]
  const initials = useInitials(all.map(({ text }) => text))
  return all.map((offer) => ({
    ...{ note: '', blocked: '', also: [] },
    ...offer,
    initials: initials.get(offer.text) ?? '',
  }))
}

const bothNames = ({ 'zh-CN': chinese, en }: Label): readonly string[] => [chinese, en]

function useActionOffers(
  catalog: Catalog,
  object: ObjectMetadata | undefined,
  abilities: Abilities | undefined,
): readonly Plain[] {
  const label = useLabel()
  const own = object === undefined ? [] : offeredActions(object, abilities)
  const onRecord = own.map(
    ({ action, blocked }): Plain => ({
      key: `act ${action.name}`,
      group: 'actions',
      text: label(action.label),
      also: bothNames(action.label),
      note: object === undefined ? '' : label(object.label),
      blocked: blocked.map(({ message }) => label(message)).join(' '),
      does: { act: action, object: object as ObjectMetadata, isOnRecord: true },
    }),
  )
  const elsewhere = catalog.metadata.objects.flatMap((other) =>
    other.actions
      .filter(({ target, name }) => target === 'none' && mayDo(other, name))
      .map(
        (action): Plain => ({
          key: `act ${other.name} ${action.name}`,
          group: 'actions',
          text: label(action.label),
          also: bothNames(action.label),
          note: label(other.label),
          does: { act: action, object: other, isOnRecord: false },
        }),
      ),
  )
  return [...onRecord, ...elsewhere]
}

function usePageOffers(catalog: Catalog): readonly Plain[] {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const page = (key: string, text: string, go: NavigateOptions, note = '', also: readonly string[] = []) =>
    ({ key, group: 'pages', text, note, also, does: { go } }) as const
  const objects = menuGroups(catalog).flatMap(({ label: group, objects: list }) =>
    list.flatMap((object) => {
      const note = typeof group === 'string' ? t('nav.more') : label(group)
      const params = { object: object.name }
      const text = many(object)
      const names = [object.name, ...bothNames(object.label)]
      const board = t('nav.board', { object: label(object.label) })
      return [
        page(object.name, text, { to: '/o/$object', params, search: {} }, note, names),
        ...(catalog.mainLine(object.name) === undefined
          ? []
          : [page(`board ${object.name}`, board, { to: '/board/$object', params, search: {} }, note)]),
      ]
    }),
  )
  return [
    page('today', t('nav.today'), { to: '/', search: {} }),
    page('inbox', t('nav.inbox'), { to: '/inbox', search: {} }),
    ...objects,
    page('people', t('people.title'), { to: '/people', search: {} }),
    ...(catalog.metadata.tiles.some((tile) => tile.today === undefined)
      ? [page('screen', t('screen.title'), { to: '/screen', search: {} })]
      : []),
    page('evidence', t('evidence.title'), { to: '/evidence', search: {} }),
    page('settings', t('settings.title'), { to: '/settings', search: {} }),
    page('password', t('password.title'), { to: '/settings/password', search: {} }),
  ]
}

/** The record on the screen is of the kind that is made next most often; after that comes what was made lately. */
function useNewOffers(catalog: Catalog, onScreen: string): readonly Plain[] {
  const { t } = useTranslation()
  const label = useLabel()
  const first = [onScreen, ...madeLately()]
  const rank = ({ name }: ObjectMetadata): number => (first.indexOf(name) + 1 || first.length + 1) as number
  const offered = [...new Set(menuGroups(catalog).flatMap(({ objects }) => objects))].filter(canCreate)
  return offered
    .toSorted((left, right) => rank(left) - rank(right))
    .map((object) => ({
      key: `new ${object.name}`,
      group: 'new',
      text: t('list.new', { object: label(object.label) }),
      also: [object.name, ...bothNames(object.label)],
      note: t('palette.new'),
      does: { go: { to: '/o/$object/new', params: { object: object.name }, search: {} } },
    }))
}

function useCommandOffers(open: { readonly keys: () => void; readonly tour: () => void }): readonly Plain[] {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const command = (key: string, text: string, run: () => void, note = ''): Plain => ({
    ...{ key, group: 'commands', text, note },
    does: { run },
  })
  const themes = (['light', 'dark', 'system'] as const).map((theme) =>
    command(
      `theme ${theme}`,
      t(`settings.themes.${theme}`),
      () => setPreferences({ theme }),
      t('settings.theme'),
    ),
  )
  return [
    command('keys', t('keys.help'), open.keys, '?'),
    command('tour', t('tour.title'), open.tour),
    ...themes,
    command('sign out', t('settings.signOut'), () => signOut.mutate()),
  ]
}
