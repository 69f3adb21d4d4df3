// Who sees a field and who fills it in, where it is designed.
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Field } from '#kernel/schema'
import { useDesigning } from './designing-context.ts'
import { type FieldGrant, type Grant, grantName, noFieldGrant } from './grants.ts'
import { Row } from './row.tsx'
import { useWhoNames, WhoSelect } from './who-select.tsx'

export function FieldRights({ field, id }: { readonly field: Field; readonly id: string }) {
  const { design } = useDesigning()
  return design.isShipped ? <AddedRights field={field} id={id} /> : <OwnRights field={field} id={id} />
}

/** A field added to a shipped object is hidden until it is granted. */
function AddedRights({ field, id }: { readonly field: Field; readonly id: string }) {
  const { t } = useTranslation()
  const { design, change } = useDesigning()
  const grant = design.fieldGrants[field.name] ?? noFieldGrant
  const set = (changed: Partial<FieldGrant>): void =>
    change((before) => ({
      ...before,
      fieldGrants: { ...before.fieldGrants, [field.name]: { ...grant, ...changed } },
    }))
  const isHidden = grant.read.length === 0 && grant.write.length === 0
  return (
    <>
      <Row
        label={t('design.rights.whoReads')}
        id={`${id}-read`}
        hint={t(isHidden ? 'design.rights.hiddenYet' : 'design.rights.asRecord')}
        isWide
      >
        <WhoSelect
          id={`${id}-read`}
          value={grant.read}
          placeholder={t('design.rights.nobody')}
          onChange={(read) => set({ read })}
        />
      </Row>
      <Row label={t('design.rights.whoWrites')} id={`${id}-write`} isWide>
        <WhoSelect
          id={`${id}-write`}
          value={grant.write}
          placeholder={t('design.rights.nobody')}
          onChange={(write) => set({ write })}
        />
      </Row>
    </>
  )
}

type Right = 'write' | 'read' | 'none'

/** A field of an own object is seen with the record, unless it is taken from somebody here. */
function OwnRights({ field, id }: { readonly field: Field; readonly id: string }) {
  const { t } = useTranslation()
  const { design, change } = useDesigning()
  const names = useWhoNames()
  const reading = design.grants.filter(({ operations }) => operations.includes('read'))
  if (reading.length === 0) return null
  const rightOf = ({ hidden, fixed }: Grant): Right =>
    hidden.includes(field.name) ? 'none' : fixed.includes(field.name) ? 'read' : 'write'
  const set = (grant: Grant, right: Right): void => {
    const without = (list: readonly string[]): readonly string[] => list.filter((name) => name !== field.name)
    const changed: Grant = {
      ...grant,
      hidden: right === 'none' ? [...without(grant.hidden), field.name] : without(grant.hidden),
      fixed: right === 'read' ? [...without(grant.fixed), field.name] : without(grant.fixed),
    }
    change((before) => ({ ...before, grants: before.grants.map((one) => (one === grant ? changed : one)) }))
  }
  return (
    <Row label={t('design.rights.field')} isWide>
      <ul className="field-rights">
        {reading.map((grant) => {
          const key = grantName(id, grant)
          return (
            <li key={key}>
              <label htmlFor={key}>
                {names.get(grant.who) ?? grant.who}
                {grant.reach === 'all' ? '' : ` · ${t(`design.reach.${grant.reach}`)}`}
              </label>
              <Select<Right>
                id={key}
                size="small"
                value={rightOf(grant)}
                popupMatchSelectWidth={false}
                options={(['write', 'read', 'none'] as const).map((value) => ({
                  value,
                  label: t(`design.right.${value}`),
                }))}
                onChange={(right) => set(grant, right)}
              />
            </li>
          )
        })}
      </ul>
    </Row>
  )
}
