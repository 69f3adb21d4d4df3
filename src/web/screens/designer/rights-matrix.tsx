// Who may do what with an object as it is designed: everyone, each role, and whomever one asks about.
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { Card } from '../../ui/small.tsx'
import { useDesigning } from './designing-context.ts'
import type { WhoKey } from './grants.ts'
import { definers, fieldsFor, type Holder, holderOf, mayDo, plainOperations, type Rights } from './rights.ts'
import { type RightsWords, usePeople } from './rights-words.ts'

export function RightsMatrix({
  object,
  rights,
  words,
}: {
  readonly object: string
  readonly rights: Rights
  readonly words: RightsWords
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { published } = useDesigning()
  const [asked, setAsked] = useState<readonly WhoKey[]>([])
  const people = usePeople()
  const roles = published.roles.map(({ name }) => `role:${name}`).filter((key) => key !== definers)
  const rows: readonly WhoKey[] = asked.length > 0 ? asked : ['everyone', ...roles]
  return (
    <Card title={t('design.matrix.title')}>
      <p className="hush">{t('design.matrix.hint')}</p>
      <Select
        mode="multiple"
        className="wide"
        aria-label={t('design.matrix.about')}
        placeholder={t('design.matrix.about')}
        showSearch={{ optionFilterProp: 'label' }}
        value={[...asked]}
        options={[
          {
            label: t('design.who.roles'),
            options: published.roles.map((role) => ({
              value: `role:${role.name}`,
              label: label(role.label),
            })),
          },
          {
            label: t('design.who.people'),
            options: people.map(({ key, name }) => ({ value: key, label: name })),
          },
        ]}
        onChange={(keys: WhoKey[]) => setAsked(keys)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className="table-frame" aria-label={t('design.matrix.title')} tabIndex={0}>
        <table className="table grants">
          <thead>
            <tr>
              <th>{t('design.rights.who')}</th>
              {plainOperations.map((name) => (
                <th key={name}>{words.operation(object, name)}</th>
              ))}
              <th>{t('design.matrix.actions')}</th>
              <th>{t('design.matrix.fields')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((key) =>
              key.startsWith('person:') ? (
                <PersonRow key={key} {...{ object, rights, words }} who={key} />
              ) : (
                <HolderRow key={key} {...{ object, rights, words }} who={key} holder={holderOf(key)} />
              ),
            )}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

type RowProps = {
  readonly object: string
  readonly rights: Rights
  readonly words: RightsWords
  readonly who: WhoKey
}

/** With all the roles and the department that they have. */
function PersonRow(props: RowProps) {
  const id = props.who.slice('person:'.length)
  const person = usePeople().find(({ key }) => key === props.who)
  const rows = usePage({
    object: 'identity.roleAssignment',
    fields: ['role'],
    filter: { field: 'person', is: 'eq', value: id },
    limit: 100,
  }).data?.rows
  const roles = (rows ?? []).map((row) => String(row.role))
  return <HolderRow {...props} holder={{ id, roles, department: person?.department ?? null }} />
}

function HolderRow({ object, rights, words, who, holder }: RowProps & { readonly holder: Holder }) {
  const { t } = useTranslation()
  const actions = rights.operations
    .slice(plainOperations.length)
    .filter((name) => mayDo(rights, holder, name) !== null)
  return (
    <tr>
      <th scope="row">{words.who(who)}</th>
      {plainOperations.map((name) => {
        const reasons = mayDo(rights, holder, name)
        if (reasons === null)
          return (
            <td key={name} className="hush">
              {t('design.matrix.no')}
            </td>
          )
        return (
          <td key={name} title={words.reasons(object, reasons)}>
            {t(reasons.length === 0 ? 'design.matrix.all' : 'design.matrix.some')}
          </td>
        )
      })}
      <td>{words.all(actions.map((name) => words.operation(object, name)))}</td>
      <td>
        {t('design.matrix.count', {
          seen: fieldsFor(rights, holder, 'read').size,
          filled: fieldsFor(rights, holder, 'write').size,
        })}
      </td>
    </tr>
  )
}
