// Filters that are one click away: a chip for every field of few values, a person or a day.
import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type SelectField, target } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { usePage } from '../data/records.ts'
import { useTitle } from '../data/titles.ts'
import { NamedTitle } from '../fields/any-reference.tsx'
import { isFilterable, type ListState } from './list-state.ts'

type ChipProps = {
  readonly field: FieldMetadata
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

const quickRanges = ['today', 'last7', 'next7', 'thisWeek', 'thisMonth', 'past']

type Choice = { readonly key: string; readonly label: string }

function useChoices(field: FieldMetadata, isOpen: boolean): readonly Choice[] {
  const { t } = useTranslation()
  const label = useLabel()
  const isRecord = field.type === 'person' || field.type === 'department'
  const object = target(field) ?? ''
  const page = usePage({ object, fields: ['name'], sort: ['name'], limit: 60 }, isRecord && isOpen)
  if (field.type === 'select' || field.type === 'multiSelect')
    return (field as SelectField).options.map(({ key, label: text }) => ({ key, label: label(text) }))
  if (field.type === 'boolean')
    return ['true', 'false'].map((key) => ({ key, label: t(key === 'true' ? 'yes' : 'no') }))
  if (field.type === 'reference' || field.type === 'anyReference') return []
  if (!isRecord) return quickRanges.map((key) => ({ key, label: t(`range.${key}`) }))
  const people = (page.data?.rows ?? []).map((row) => ({
    key: String(row.id),
    label: String(row.name ?? ''),
  }))
  return [{ key: 'me', label: t(field.type === 'person' ? 'filter.me' : 'filter.mine') }, ...people]
}

function ChosenText({
  field,
  value,
  choices,
}: {
  readonly field: FieldMetadata
  readonly value: string
  readonly choices: readonly Choice[]
}) {
  const known = choices.find(({ key }) => key === value)?.label
  const object = target(field)
  const title = useTitle(object ?? '', known === undefined && object !== null ? value : null)
  if (field.type === 'anyReference') return <NamedTitle value={value} />
  return known ?? title ?? value
}

function Chip({ field, values, onChange }: ChipProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const choices = useChoices(field, true)
  const isSingle = field.type === 'date' || field.type === 'datetime' || field.type === 'boolean'
  const choose = (key: string): void => {
    if (isSingle) onChange(values.includes(key) ? [] : [key])
    else onChange(values.includes(key) ? values.filter((value) => value !== key) : [...values, key])
  }
  return (
    <span className="chip" data-on={values.length > 0}>
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          multiple: !isSingle,
          selectedKeys: [...values],
          items: choices.map(({ key, label: text }) => ({ key, label: text })),
          onClick: ({ key }) => choose(key),
          style: { maxHeight: 320, overflowY: 'auto' },
        }}
      >
        <button type="button" className="plain" aria-haspopup="menu">
          {label(field.label)}
          {values.length === 0 ? null : (
            <strong>
              {' '}
              {values.slice(0, 2).map((value, index) => (
                <span key={value}>
                  {index > 0 ? '、' : ''}
                  <ChosenText field={field} value={value} choices={choices} />
                </span>
              ))}
              {values.length > 2 ? ` +${values.length - 2}` : ''}
            </strong>
          )}
        </button>
      </Dropdown>
      {values.length === 0 ? null : (
        <button
          type="button"
          className="plain clear"
          aria-label={t('filter.clear', { field: label(field.label) })}
          onClick={() => onChange([])}
        >
          ×
        </button>
      )}
    </span>
  )
}

const mostChips = 6

export function FilterChips({
  object,
  columns,
  filters,
  onChange,
}: {
  readonly object: ObjectMetadata
  readonly columns: readonly string[]
  readonly filters: ListState['filters']
  readonly onChange: (filters: ListState['filters']) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  // A link may filter by a reference; it is drawn so that it can be taken away.
  const all = object.fields.filter(
    (field) =>
      isFilterable(field) ||
      (['reference', 'anyReference'].includes(field.type) && (filters[field.name]?.length ?? 0) > 0),
  )
  const isFirst = ({ name }: FieldMetadata): boolean => filters[name] !== undefined || columns.includes(name)
  const first = all.filter(isFirst).slice(0, mostChips)
  const rest = all.filter((field) => !first.includes(field))
  return (
    <fieldset className="chips" aria-label={t('filter.title')}>
      {first.map((field) => (
        <Chip
          key={field.name}
          field={field}
          values={filters[field.name] ?? []}
          onChange={(values) => onChange({ ...filters, [field.name]: values })}
        />
      ))}
      {rest.length === 0 ? null : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map(({ name, label: text }) => ({ key: name, label: label(text) })),
            onClick: ({ key }) =>
              onChange({ ...filters, [key]: firstValue(rest.find(({ name }) => name === key)) }),
          }}
        >
          <button type="button" className="plain chip hush">
            {t('filter.more')}
          </button>
        </Dropdown>
      )}
    </fieldset>
  )
}

/** A filter that is chosen from "more" starts with the most asked-for value of its kind. */
function firstValue(field: FieldMetadata | undefined): readonly string[] {
  if (field === undefined) return []
  if (field.type === 'select') return [field.options[0]?.key ?? '']
  if (field.type === 'boolean') return ['true']
  return [field.type === 'person' || field.type === 'department' ? 'me' : 'thisMonth']
}
