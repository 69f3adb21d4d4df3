// What people, operations and records are called where rights are told, and what is shipped for objects.
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Published } from '../../data/definitions.ts'
import { useShippedRights } from '../../data/field-users.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import type { WhoKey } from './grants.ts'
import { plainOperations, type Reason, type Scope } from './rights.ts'
import { useNamesOf } from './who-select.tsx'

const mostPeople = 500

type Person = { readonly key: WhoKey; readonly name: string; readonly department: string | null }

/** Everybody who works here. */
export function usePeople(): readonly Person[] {
  const rows = usePage({
    object: 'identity.person',
    fields: ['name', 'department'],
    sort: ['name'],
    limit: mostPeople,
  }).data?.rows
  return useMemo(
    () =>
      (rows ?? []).map(({ id, name, department }) => ({
        key: `person:${String(id)}`,
        name: String(name ?? ''),
        department: typeof department === 'string' ? department : null,
      })),
    [rows],
  )
}

export function usePeopleNames(): ReadonlyMap<WhoKey, string> {
  const people = usePeople()
  return useMemo(() => new Map(people.map(({ key, name }) => [key, name])), [people])
}

export type RightsWords = {
  readonly who: (key: WhoKey) => string
  readonly all: (words: readonly string[]) => string
  readonly operation: (object: string, name: string) => string
  /** Which records, in words; formulas as they are written. */
  readonly reasons: (object: string, reasons: readonly Reason[]) => string
}

export function useRightsWords(roles: Published['roles']): RightsWords {
  const { t } = useTranslation()
  const label = useLabel()
  const names = useNamesOf(roles)
  const people = usePeopleNames()
  const catalog = useCatalog()
  const reason = (object: string, { where, via, about }: Reason): string => {
    const owner = catalog.object(object)?.fields.find(({ name }) => name === via)?.label
    const said = [
      ...(via === undefined ? [] : [t('design.rights.via', { owner: label(owner) || via })]),
      ...(about === undefined ? [] : [t('design.rights.about')]),
      ...(where === undefined ? [] : [t('design.rights.where', { formula: where })]),
    ]
    return said.length === 0 ? t('design.reach.all') : said.join(t('comma'))
  }
  return {
    who: (key) => names.get(key) ?? people.get(key) ?? key.slice(key.indexOf(':') + 1),
    all: (words) => words.join(t('design.rights.and')),
    operation(object, name) {
      if (name === '*') return t('design.operation.all')
      if ((plainOperations as readonly string[]).includes(name)) return t(`design.operation.${name}`)
      const action = catalog.object(object)?.actions.find((one) => one.name === name)
      return label(action?.label) || name
    },
    reasons: (object, reasons) =>
      reasons.length === 0
        ? t('design.reach.all')
        : reasons.map((one) => reason(object, one)).join(t('design.rights.or')),
  }
}

/** What is shipped for any objects, formulas as they are stored. */
export function useScopes(objects: readonly string[]): (name: string) => Scope | null {
  const catalog = useCatalog()
  const shipped = useShippedRights(objects)
  return useCallback(
    (name) => {
      const [known, found] = [catalog.object(name), shipped.get(name)]
      if (known === undefined || found === undefined) return null
      return {
        object: name,
        shipped: found,
        fields: known.fields,
        actions: known.actions.map((one) => one.name),
      }
    },
    [catalog, shipped],
  )
}
