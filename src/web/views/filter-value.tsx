// What a condition compares with: words, numbers, choices, people and records, days and stretches of days.
import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata } from '#kernel/module'
import { type Field, listed, type Option, target } from '#kernel/schema'
import { titleNames, titleOf } from '../data/catalog.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { usePage } from '../data/records.ts'
import { useTitle } from '../data/titles.ts'
import { NamedTitle, useAnyChoices } from '../fields/any-reference.tsx'
import { Choice } from '../fields/choice.tsx'
import { NumberInput } from '../fields/number-input.tsx'
import { useUsedTags } from '../fields/tags.tsx'
import { formatNumber, formatPercent, readNumber, readPercent } from '../ui/format.ts'
import { useSettled } from '../ui/settled.ts'
import { countedParts, countedRanges, namedRanges } from './day-range.ts'
import { type Condition, filterKind } from './filter-tree.ts'

export type ValueProps = {
  readonly object: string
  readonly field: FieldMetadata
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

type Inner = Omit<ValueProps, 'condition' | 'onChange'> & {
  readonly values: readonly string[]
  readonly onValues: (values: readonly string[]) => void
}

export function FilterValue({ object, field, condition, onChange }: ValueProps) {
  const { values, is } = condition
  const onValues = (next: readonly string[]): void => onChange({ ...condition, values: next })
  const inner = { object, field, values, onValues }
  const kind = filterKind(field)
  if (kind === 'choice') return <Choices {...inner} options={optionsOf(field)} />
  if (field.type === 'anyReference') return <AnyRecordChoices {...inner} objects={field.to} />
  if (kind === 'record') return <RecordChoices {...inner} />
  if (kind === 'tags') return <TagChoices {...inner} />
  if (kind === 'boolean') return <YesOrNo {...inner} />
  if (is === 'within' || is === 'notWithin') return <Stretch {...inner} />
  const set = (at: number) => (value: string) =>
    onValues(
      Array.from({ length: is === 'between' ? 2 : 1 }, (_, index) =>
        index === at ? value : (values[index] ?? ''),
      ),
    )
  const One = kind === 'number' ? NumberValue : kind === 'text' ? TextValue : DayValue
  return (
    <>
      <One field={field} value={values[0] ?? ''} onValue={set(0)} />
      {is === 'between' ? (
        <>
          <span aria-hidden="true">–</span>
          <One field={field} value={values[1] ?? ''} onValue={set(1)} />
        </>
      ) : null}
    </>
  )
}

const optionsOf = (field: Field): readonly Option[] => ('options' in field ? (field.options ?? []) : [])

type OneProps = {
  readonly field: FieldMetadata
  readonly value: string
  readonly onValue: (value: string) => void
}

function TextValue({ value, onValue }: OneProps) {
  const { t } = useTranslation()
  return (
    <Input
      aria-label={t('filter.value')}
      value={value}
      maxLength={200}
      onChange={({ target: input }) => onValue(input.value)}
    />
  )
}

function NumberValue({ field, value, onValue }: OneProps) {
  const { t } = useTranslation()
  const isRatio = field.type === 'percent' || ('result' in field && field.result === 'percent')
  return (
    <NumberInput
      id={`filter-${field.name}`}
      label={t('filter.value')}
      field={field}
      row={{}}
      value={value}
      show={isRatio ? (stored) => formatPercent(stored).replace('%', '') : (stored) => formatNumber(stored)}
      read={isRatio ? readPercent : readNumber}
      suffix={isRatio ? '%' : undefined}
      onChange={(next) => onValue(typeof next === 'string' ? next : '')}
    />
  )
}

function Choices({ options, values, onValues }: Inner & { readonly options: readonly Option[] }) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <Choice
      mode="multiple"
      aria-label={t('filter.value')}
      listLabel={t('filter.value')}
      placeholder={t('filter.choose')}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...values]}
      options={options.map(({ key, label: text }) => ({ value: key, label: label(text) }))}
      onChange={(chosen: string[]) => onValues(chosen)}
    />
  )
}

function TagChoices({ object, field, values, onValues }: Inner) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const used = useUsedTags(object, field.name, isOpen)
  return (
    <Choice
      mode="tags"
      aria-label={t('filter.value')}
      listLabel={t('filter.value')}
      placeholder={t('filter.choose')}
      value={[...values]}
      options={used.map((value) => ({ value, label: value }))}
      onOpenChange={setOpen}
      onChange={(chosen: string[]) => onValues(chosen)}
    />
  )
}

function YesOrNo({ values, onValues }: Inner) {
  const { t } = useTranslation()
  return (
    <Choice
      aria-label={t('filter.value')}
      listLabel={t('filter.value')}
      value={values[0] ?? null}
      options={[
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]}
      onChange={(chosen: string) => onValues([chosen])}
    />
  )
}

/** How the reader, or their department, is called among records of an object; null where they are not of it. */
const meKey = (object: string): string | null =>
  object === 'identity.person' ? 'filter.me' : object === 'identity.department' ? 'filter.mine' : null

/** People, departments and records found by typing; the reader, or their department, is always on offer. */
function RecordChoices({ field, values, onValues }: Inner) {
  const { t } = useTranslation()
  const object = target(field) ?? listed(field) ?? ''
  const definition = useCatalog().object(object)
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(useSettled(typed, 180)).trim()
  const found = usePage(
    {
      ...{ object, fields: definition ? titleNames(definition) : [], limit: 30 },
      ...(search === '' ? { sort: [definition?.title ?? 'id'] } : { search }),
    },
    isOpen && definition !== undefined,
  )
  const me = meKey(object) === null || search !== '' ? [] : [{ value: 'me', label: t(meKey(object) ?? '') }]
  const rows = (found.data?.rows ?? []).map((row) => ({
    value: String(row.id),
    label: definition ? titleOf(definition, row) : '',
  }))
  return (
    <FoundRecords
      {...{ values, onValues, setOpen, setTyped }}
      options={[...me, ...rows]}
      isFetching={found.isFetching}
      nameOf={(value, known) => <ChosenRecord object={object} value={value} known={known} />}
    />
  )
}

/** Records of several objects. */
function AnyRecordChoices({ objects, values, onValues }: Inner & { readonly objects: readonly string[] }) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { options, isFetching } = useAnyChoices(objects, typed, isOpen)
  return (
    <FoundRecords
      {...{ values, onValues, setOpen, setTyped, options, isFetching }}
      nameOf={(value) => <NamedTitle value={value} />}
    />
  )
}

/** Several of what is found for what is typed. */
function FoundRecords({
  values,
  onValues,
  setOpen,
  setTyped,
  options,
  isFetching,
  nameOf,
}: Pick<Inner, 'values' | 'onValues'> & {
  readonly setOpen: (isOpen: boolean) => void
  readonly setTyped: (typed: string) => void
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  readonly isFetching: boolean
  readonly nameOf: (value: string, known: React.ReactNode) => React.ReactNode
}) {
  const { t } = useTranslation()
  return (
    <Choice
      mode="multiple"
      aria-label={t('filter.value')}
      listLabel={t('filter.value')}
      placeholder={t('filter.choose')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      notFoundContent={t(isFetching ? 'loading' : 'list.nothingFound')}
      onOpenChange={setOpen}
      popupMatchSelectWidth={false}
      value={[...values]}
      options={[...options]}
      labelRender={({ value, label }) => nameOf(String(value), label)}
      optionRender={({ data }) => (
        <>
          {data.label} <small className="hush">{data.hint}</small>
        </>
      )}
      onChange={(chosen: string[]) => onValues(chosen)}
    />
  )
}

function ChosenRecord({
  object,
  value,
  known,
}: {
  readonly object: string
  readonly value: string
  readonly known: React.ReactNode
}) {
  const { t } = useTranslation()
  const isKnown = value === 'me' || (typeof known === 'string' && known !== value)
  const title = useTitle(object, isKnown ? null : value)
  if (value === 'me') return t(meKey(object) ?? '')
  return isKnown ? known : (title ?? '…')
}

/** A stretch of days by name, or so many days or working days before or after today. */
function Stretch({ values: [value = ''], onValues }: Inner) {
  const { t } = useTranslation()
  const parts = countedParts(value)
  return (
    <>
      <Choice
        aria-label={t('filter.value')}
        listLabel={t('filter.value')}
        placeholder={t('filter.choose')}
        popupMatchSelectWidth={false}
        listHeight={400}
        value={value === '' ? null : (parts?.name ?? value)}
        options={[...Object.keys(namedRanges), ...countedRanges].map((name) => ({
          value: name,
          label: t(`range.${name}`),
        }))}
        onChange={(name: string) =>
          onValues([countedRanges.some((one) => one === name) ? `${name}${parts?.count ?? 7}` : name])
        }
      />
      {parts === null ? null : (
        <DayCount count={parts.count} onCount={(count) => onValues([`${parts.name}${count}`])} />
      )}
    </>
  )
}

function DayCount({ count, onCount }: { readonly count: number; readonly onCount: (count: number) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string): void => {
    setTyped(text)
    const days = Number(text)
    if (/^\d{1,3}$/.test(text) && days > 0) onCount(days)
  }
  return (
    <Input
      className="filter-days num"
      inputMode="numeric"
      aria-label={t('filter.days')}
      suffix={t('filter.daysUnit')}
      value={typed ?? String(count)}
      maxLength={3}
      onBlur={() => setTyped(null)}
      onChange={({ target: input }) => take(input.value.trim())}
    />
  )
}

/** A day of the calendar, today, or so many days away from it. */
const dayWays = ['day', 'today', 'before', 'after', 'workAfter'] as const
type DayWay = (typeof dayWays)[number]
const prefixes = { before: 'today-', after: 'today+', workAfter: 'work+' } as const

function dayWayOf(value: string): readonly [DayWay, number] {
  if (value === 'today') return ['today', 0]
  for (const way of ['before', 'after', 'workAfter'] as const)
    if (value.startsWith(prefixes[way])) return [way, Number(value.slice(prefixes[way].length))]
  return ['day', 0]
}

function DayValue({ value, onValue }: OneProps) {
  const { t } = useTranslation()
  const [way, count] = dayWayOf(value)
  const choose = (next: DayWay): void => {
    if (next === 'day' || next === 'today') onValue(next === 'day' ? '' : 'today')
    else onValue(`${prefixes[next]}${count || 7}`)
  }
  return (
    <>
      <Choice<DayWay>
        aria-label={t('filter.dayWay')}
        listLabel={t('filter.dayWay')}
        popupMatchSelectWidth={false}
        value={way}
        options={dayWays.map((one) => ({ value: one, label: t(`filter.day.${one}`) }))}
        onChange={choose}
      />
      {way === 'day' ? (
        <DatePicker
          aria-label={t('filter.value')}
          value={value === '' ? null : dayjs(value)}
          onChange={(day) => onValue(day?.format('YYYY-MM-DD') ?? '')}
        />
      ) : way === 'today' ? null : (
        <DayCount count={count} onCount={(days) => onValue(`${prefixes[way]}${days}`)} />
      )}
    </>
  )
}
