// Which column fills which field, how stored records are found, and what becomes of them.
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import type { Looked, Wish } from './imports.ts'

type TableProps = {
  readonly object: ObjectMetadata
  readonly fileName: string
  readonly looked: Looked
  readonly wish: Wish
  readonly onWish: (wish: Wish) => void
  readonly onLook: (at: { readonly sheet?: string | null; readonly heading?: number }) => Promise<void>
  readonly onAnother: () => void
  readonly onTry: () => Promise<void>
}

export function ColumnTable(props: TableProps) {
  const { object, fileName, looked, wish, onWish, onLook, onAnother, onTry } = props
  const { t } = useTranslation()
  const label = useLabel()
  const [isBusy, setBusy] = useState(false)
  const fields = object.fields.filter(({ name }) => looked.fields.includes(name))
  const used = Object.values(wish.columns)
  const missing = fields.filter(
    (field) => field.required === true && field.default === undefined && !used.includes(field.name),
  )
  const choose = (column: string, field: string): void => {
    const others = Object.entries(wish.columns).filter(([name, to]) => name !== column && to !== field)
    const columns = Object.fromEntries(field === '' ? others : [...others, [column, field]])
    const isKept = wish.identity !== null && Object.values(columns).includes(wish.identity)
    onWish({ ...wish, columns, identity: isKept ? wish.identity : null })
  }
  return (
    <Card title={fileName} extra={<Button onClick={onAnother}>{t('import.another')}</Button>}>
      <div className="import-choices">
        {looked.sheets.length > 1 ? (
          <div className="choice">
            <span>{t('import.sheet')}</span>
            <Select
              aria-label={t('import.sheet')}
              value={wish.sheet}
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
            onChange={(heading) => {
              if (heading !== null) void onLook({ sheet: wish.sheet, heading })
            }}
          />
        </div>
      </div>
      <div className="import-table">
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
                      ...fields.map((field) => ({
                        value: field.name,
                        label: `${label(field.label)}${field.required ? ' *' : ''}`,
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
          {t('import.missing', { fields: missing.map((field) => label(field.label)).join('、') })}
        </p>
      )}
      <div className="import-choices">
        <div className="choice">
          <span>{t('import.identity')}</span>
          <Select
            aria-label={t('import.identity')}
            value={wish.identity ?? ''}
            options={[
              ...fields
                .filter(({ name }) => looked.identities.includes(name) && used.includes(name))
                .map(({ name, label: text }) => ({
                  value: name,
                  label: t('import.byField', { field: label(text) }),
                })),
              { value: '', label: t('import.byRow') },
            ]}
            onChange={(identity) => onWish({ ...wish, identity: identity === '' ? null : identity })}
          />
        </div>
        {wish.identity === null ? null : (
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
        <small>{t('import.again')}</small>
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
