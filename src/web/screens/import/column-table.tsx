// Which column fills which field, how stored records are found, and what becomes of them.
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportLook, type ImportWish, lineField, madeFields, type ObjectMetadata } from '#kernel/module'
import { Fault } from '../../ui/notices.tsx'
import { Card } from '../../ui/small.tsx'
import { filledLines, useChoices } from './choices.ts'

type TableProps = {
  readonly object: ObjectMetadata
  readonly fileName: string
  readonly looked: ImportLook
  readonly wish: ImportWish
  /** The file is being looked at otherwise, and why it could not be. */
  readonly isLooking: boolean
  readonly fault: string | null
  readonly onWish: (wish: ImportWish) => void
  readonly onLook: (at: { readonly sheet?: string | null; readonly heading?: number }) => Promise<void>
  readonly onAnother: () => void
  readonly onTry: () => Promise<void>
}

export function ColumnTable(props: TableProps) {
  const { object, fileName, looked, wish, isLooking, fault, onWish, onLook, onAnother, onTry } = props
  const { t } = useTranslation()
  const [isBusy, setBusy] = useState(false)
  const fields = useChoices(object).filter(({ name }) => looked.fields.includes(name))
  const used = Object.values(wish.columns)
  const lines = filledLines(wish.columns)
  const missing = fields.filter(
    ({ name, isNeeded }) =>
      isNeeded && !used.includes(name) && (lineField(name) === null || lineField(name)?.lines === lines),
  )
  const choose = (column: string, field: string): void => {
    const others = Object.entries(wish.columns).filter(([name, to]) => name !== column && to !== field)
    const columns = Object.fromEntries(field === '' ? others : [...others, [column, field]])
    const isKept = wish.identity !== null && Object.values(columns).includes(wish.identity)
    const { joins = looked.joins ?? looked.columns[0]?.name ?? '', ...rest } = wish
    const joined = filledLines(columns) === undefined ? {} : { joins }
    onWish({ ...rest, ...joined, columns, identity: isKept ? wish.identity : null })
  }
  return (
    <Card title={fileName} extra={<Button onClick={onAnother}>{t('import.another')}</Button>}>
      <Fault text={fault ?? undefined} />
      <div className="import-choices">
        {looked.sheets.length > 1 ? (
          <div className="choice">
            <span>{t('import.sheet')}</span>
            <Select
              aria-label={t('import.sheet')}
              value={wish.sheet}
              loading={isLooking}
              disabled={isLooking}
              options={looked.sheets.map((value) => ({ value, label: value }))}
              onChange={(sheet) => void onLook({ sheet })}
            />
          </div>
        ) : null}
        <div className="choice">
          <span>{t('import.heading')}</span>
          <InputNumber
            aria-label={t('import.heading')}
            min={1}
            max={50}
            value={wish.heading}
            disabled={isLooking}
            onChange={(heading) => {
              if (heading !== null) void onLook({ sheet: wish.sheet, heading })
            }}
          />
        </div>
      </div>
      <div className="import-table import-columns">
        <table aria-label={t('import.columns')}>
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.samples')}</th>
              <th scope="col">{t('import.looksLike')}</th>
              <th scope="col">{t('import.fills')}</th>
            </tr>
          </thead>
          <tbody>
            {looked.columns.map(({ name, kind, samples }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="hush samples">{samples.slice(0, 3).join(' · ')}</td>
                <td>{t(`import.kind.${kind}`)}</td>
                <td>
                  <Select
                    className="wide"
                    aria-label={`${t('import.fills')} ${name}`}
                    showSearch
                    optionFilterProp="label"
                    value={wish.columns[name] ?? ''}
                    options={[
                      { value: '', label: t('import.skip') },
                      ...fields.map(({ name: value, label, isNeeded }) => ({
                        value,
                        label: `${label}${isNeeded ? ' *' : ''}`,
                      })),
                    ]}
                    onChange={(field) => choose(name, field)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {missing.length === 0 ? null : (
        <p className="soon" role="status">
          {t('import.missing', { fields: missing.map(({ label }) => label).join('、') })}
        </p>
      )}
      <div className="import-choices">
        {lines === undefined ? null : (
          <div className="choice">
            <span>{t('import.joins')}</span>
            <Select
              aria-label={t('import.joins')}
              value={wish.joins ?? ''}
              options={looked.columns.map(({ name }) => ({ value: name, label: name }))}
              onChange={(joins) => onWish({ ...wish, joins })}
            />
          </div>
        )}
        <div className="choice">
          <span>{t('import.identity')}</span>
          <Select
            aria-label={t('import.identity')}
            value={wish.identity ?? ''}
            options={[
              ...fields
                .filter(({ name }) => looked.identities.includes(name) && used.includes(name))
                .map(({ name, label: field }) => ({
                  value: name,
                  label: t('import.byField', { field }),
                })),
              { value: '', label: t(lines === undefined ? 'import.byRow' : 'import.byJoin') },
            ]}
            onChange={(identity) => onWish({ ...wish, identity: identity === '' ? null : identity })}
          />
        </div>
        {wish.identity === null && lines === undefined ? null : (
          <div className="choice">
            <span>{t('import.found')}</span>
            <Select
              aria-label={t('import.found')}
              value={wish.found}
              options={(['update', 'leave'] as const).map((value) => ({
                value,
                label: t(`import.${value}`),
              }))}
              onChange={(found) => onWish({ ...wish, found })}
            />
          </div>
        )}
        <small>{t(lines === undefined ? 'import.again' : 'import.againJoined')}</small>
        {madeFields.some(({ name }) => used.includes(name)) ? <small>{t('import.made')}</small> : null}
      </div>
      <Button
        type="primary"
        loading={isBusy}
        disabled={used.length === 0}
        onClick={() => {
          setBusy(true)
          void onTry().finally(() => setBusy(false))
        }}
      >
        {t('import.try')}
      </Button>
    </Card>
  )
}
