// Choosing people by what they are: everyone, a role, a department.
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Published } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { useDesigning } from './designing-context.ts'
import type { WhoKey } from './grants.ts'

const mostDepartments = 500

/** Administrators may do everything anyhow. */
const always = 'admin'

/** Everyone, these roles and the departments, with their names. */
export function useNamesOf(roles: Published['roles']): ReadonlyMap<WhoKey, string> {
  const { t } = useTranslation()
  const label = useLabel()
  const departments = usePage({
    object: 'identity.department',
    fields: ['name'],
    sort: ['name'],
    limit: mostDepartments,
  }).data?.rows
  return new Map<WhoKey, string>([
    ['everyone', t('design.who.everyone')],
    ...roles
      .filter(({ name }) => name !== always)
      .map((role): [WhoKey, string] => [`role:${role.name}`, label(role.label)]),
    ...(departments ?? []).map((row): [WhoKey, string] => [
      `department:${String(row.id)}`,
      String(row.name ?? ''),
    ]),
  ])
}

export const useWhoNames = (): ReadonlyMap<WhoKey, string> => useNamesOf(useDesigning().published.roles)

export function useWhoOptions(without: readonly WhoKey[] = []) {
  const { t } = useTranslation()
  const names = useWhoNames()
  const group = (prefix: string, label: string) => ({
    label,
    options: [...names]
      .filter(([key]) => key.startsWith(prefix) && !without.includes(key))
      .map(([value, text]) => ({ value, label: text })),
  })
  const everyone = group('everyone', t('design.who.company'))
  return [
    everyone,
    group('role:', t('design.who.roles')),
    group('department:', t('design.who.departments')),
  ].filter(({ options }) => options.length > 0)
}

export type WhoGroup = {
  readonly label: string
  readonly options: readonly { readonly value: WhoKey; readonly label: string }[]
}

/** `more` are further people, behind the others. */
export function WhoSelect({
  value,
  id,
  placeholder,
  more = [],
  onChange,
}: {
  readonly value: readonly WhoKey[]
  readonly id: string
  readonly placeholder: string
  readonly more?: readonly WhoGroup[]
  readonly onChange: (keys: readonly WhoKey[]) => void
}) {
  return (
    <Select
      id={id}
      mode="multiple"
      className="wide"
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...value]}
      options={[...useWhoOptions(), ...more.map((group) => ({ ...group, options: [...group.options] }))]}
      onChange={(keys: WhoKey[]) => onChange(keys)}
    />
  )
}
