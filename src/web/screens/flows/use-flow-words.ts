// Who holds a step and how long they have, in the reader's words.
import { useTranslation } from 'react-i18next'
import type { Holder } from '#kernel/flow'
import { target } from '#kernel/schema'
import type { Published } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import type { Settings } from './steps.ts'

const mostDepartments = 500

/** Departments by their code. */
export function useDepartments(): ReadonlyMap<string, string> {
  const rows = usePage({
    object: 'identity.department',
    fields: ['name', 'code'],
    sort: ['name'],
    limit: mostDepartments,
  }).data?.rows
  return new Map(
    (rows ?? []).flatMap(({ code, name }) => (code ? [[String(code), String(name ?? code)] as const] : [])),
  )
}

export function useFlowWords(roles: Published['roles']) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const departments = useDepartments()
  const roleName = (name: string): string => label(roles.find((role) => role.name === name)?.label) || name
  /** A field of the record or of what it refers to, by its labels; anything else as it is written. */
  const personName = (object: string, formula: string): string => {
    const [name, ...rest] = formula.split('.')
    const field = catalog.object(object)?.fields.find((one) => one.name === name)
    if (field === undefined) return formula
    if (rest.length === 0) return label(field.label)
    const further = personName(target(field) ?? '', rest.join('.'))
    return `${label(field.label)} · ${further}`
  }
  const holder = (object: string, { person, department, role, pick = 'head' }: Holder): string => {
    const unit = department === undefined ? '' : (departments.get(department) ?? department)
    const group =
      role !== undefined
        ? t(unit ? 'flows.ofBoth' : 'flows.ofRole', { unit, role: roleName(role) })
        : unit && t(`flows.pick.${pick}`, { unit })
    if (person === undefined) return group
    const first = t('flows.ofRecord', { name: personName(object, person) })
    return group ? t('flows.orElse', { first, group }) : first
  }
  const hours = (minutes: number | undefined): string =>
    minutes === undefined ? t('flows.noLimit') : t('flows.hours', { hours: inHours(minutes) })
  const sentences = (object: string, before: Settings, after: Settings): readonly string[] => {
    const told = (key: string, was: string, is: string): readonly string[] =>
      was === is ? [] : [t(`flows.change.${key}`, { was: was || t('flows.none'), is: is || t('flows.none') })]
    return [
      ...told('label', label(before.label), label(after.label)),
      ...told('holder', holder(object, before.holder), holder(object, after.holder)),
      ...told('limit', hours(before.limitMinutes), hours(after.limitMinutes)),
      ...told('escalate', hours(before.escalateEveryMinutes), hours(after.escalateEveryMinutes)),
      ...told('guide', label(before.guide), label(after.guide)),
    ]
  }
  return { holder, hours, sentences, departments, personName }
}

export const inHours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100
