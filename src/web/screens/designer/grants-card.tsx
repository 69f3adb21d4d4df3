// Who may see, make, change and remove the records of an object. Nobody does until it says so here.
import { Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/small.tsx'
import { useDesigning } from './designing-context.ts'
import {
  type Grant,
  type GrantedOperation,
  grantedOperations,
  grantName,
  grantOf,
  type Reach,
  type WhoKey,
} from './grants.ts'
import { useWhoNames, useWhoOptions } from './who-select.tsx'

const reaches: readonly Reach[] = ['all', 'department', 'own']

export function GrantsCard() {
  const { t } = useTranslation()
  const { design, published, change } = useDesigning()
  const { grants, object } = design
  const names = useWhoNames()
  const elsewhere = published.policies.filter(
    (policy) => policy.object === object.name && grantOf(policy) === null,
  )
  const set = (next: readonly Grant[]): void => change((before) => ({ ...before, grants: next }))
  const add = (who: WhoKey): void => {
    const taken = grants.filter((grant) => grant.who === who).map(({ reach }) => reach)
    const reach = reaches.find((one) => !taken.includes(one))
    if (reach !== undefined)
      set([...grants, { who, reach, operations: ['read', 'create', 'update'], hidden: [], fixed: [] }])
  }
  return (
    <Card title={t('design.rights.title')}>
      {grants.length === 0 ? (
        <p className="design-notice" role="status">
          {t('design.rights.none')}
        </p>
      ) : (
        <div className="table-frame">
          <table className="table grants" aria-label={t('design.rights.title')}>
            <thead>
              <tr>
                <th>{t('design.rights.who')}</th>
                <th>{t('design.rights.which')}</th>
                {grantedOperations.map((name) => (
                  <th key={name}>{t(`design.operation.${name}`)}</th>
                ))}
                <th>
                  <span className="sr-only">{t('remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {grants.map((grant) => (
                <GrantRow
                  key={grantName('', grant)}
                  grant={grant}
                  name={names.get(grant.who) ?? grant.who}
                  free={reaches.filter(
                    (reach) =>
                      reach === grant.reach ||
                      !grants.some((one) => one.who === grant.who && one.reach === reach),
                  )}
                  onChange={(next) => set(grants.map((one) => (one === grant ? next : one)))}
                  onRemove={() => set(grants.filter((one) => one !== grant))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="grant-add">
        <Select
          aria-label={t('design.rights.add')}
          placeholder={t('design.rights.add')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={useWhoOptions()}
          onChange={(who: WhoKey | null) => {
            if (who !== null) add(who)
          }}
        />
        {grants.some(({ who }) => who === 'everyone') ? null : (
          <Button type="dashed" onClick={() => add('everyone')}>
            {t('design.rights.everyone')}
          </Button>
        )}
      </div>
      {elsewhere.length === 0 ? null : (
        <small className="hush">
          {t('design.rights.elsewhere', { count: elsewhere.length })}{' '}
          {elsewhere.map(({ name }) => name).join('、')}
        </small>
      )}
    </Card>
  )
}

function GrantRow({
  grant,
  name,
  free,
  onChange,
  onRemove,
}: {
  readonly grant: Grant
  readonly name: string
  /** Which records these people have no row for yet. */
  readonly free: readonly Reach[]
  readonly onChange: (grant: Grant) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation()
  const tick = (operation: GrantedOperation, isOn: boolean): void => {
    // Who may do anything with a record sees it; who does not see it can do nothing with it.
    const wanted = isOn
      ? [...grant.operations, operation, 'read' as const]
      : grant.operations.filter((one) => one !== operation && operation !== 'read')
    onChange({ ...grant, operations: grantedOperations.filter((one) => wanted.includes(one)) })
  }
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Select<Reach>
          size="small"
          aria-label={t('design.rights.whichOf', { who: name })}
          value={grant.reach}
          popupMatchSelectWidth={false}
          options={free.map((value) => ({ value, label: t(`design.reach.${value}`) }))}
          onChange={(reach) => onChange({ ...grant, reach })}
        />
      </td>
      {grantedOperations.map((operation) => (
        <td key={operation}>
          <Checkbox
            aria-label={t('design.rights.mayDo', { who: name, what: t(`design.operation.${operation}`) })}
            checked={grant.operations.includes(operation)}
            onChange={({ target }) => tick(operation, target.checked)}
          />
        </td>
      ))}
      <td>
        <button
          type="button"
          className="plain hush"
          aria-label={t('design.rights.remove', { who: name })}
          onClick={onRemove}
        >
          ×
        </button>
      </td>
    </tr>
  )
}
