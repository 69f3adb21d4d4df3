// Records as figures: counted and added up by the server by the values of a field, drawn, told in a table, each leading to its records.
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { useSummary } from '../data/numbers.ts'
import { readFault } from '../data/problem-text.ts'
import { isNumeric } from '../fields/index.tsx'
import { TaxMark } from '../fields/money.tsx'
import { formatLarge, formatLargeMoney, formatMoney, formatNumber, formatShare } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import {
  behind,
  conditionFor,
  type DayPart,
  type Figure,
  type Figures,
  figuresAsked,
  figuresOf,
  isDays,
  measureOf,
  parts,
  reach,
  usualPart,
} from './chart-figures.ts'
import { ChipChoice } from './chip-choice.tsx'
import type { Condition } from './filter-tree.ts'
import { isWhole, type Measure } from './groups.ts'
import { addressOf, type ListState } from './list-state.ts'
import { NoRecords } from './no-records.tsx'
import { chartFields } from './view-kinds.ts'
import type { DrawnViewProps } from './view-props.ts'
import './drawn.css'
import './chart.css'

const ChartCanvas = lazy(() => import('./chart-canvas.tsx'))

const shapes = ['bar', 'line', 'pie'] as const
export type Shape = (typeof shapes)[number]

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined =>
  all.find((one) => one === text)

export default function ChartView({ object, used, query }: DrawnViewProps) {
  const { t } = useTranslation()
  const { state } = used
  const fields = chartFields(object)
  const field = fields.find(({ name }) => name === state.by) ?? fields[0]
  const measure = measureOf(object, state.ways.sum)
  if (field === undefined) return <EmptyState title={t('chart.nothing')} />
  return (
    <>
      <ChartTools object={object} used={used} field={field} fields={fields} measure={measure} />
      <Drawn key={field.name} {...{ object, used, query, field, measure }} />
    </>
  )
}

function Drawn({
  object,
  used,
  query,
  field,
  measure,
}: DrawnViewProps & { readonly field: FieldMetadata; readonly measure: Measure | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { state } = used
  const { filter, search } = query
  const found = useSummary({
    object: object.name,
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
    ...figuresAsked(field, measure),
  })
  const shape = oneOf(shapes, state.ways.shape) ?? 'bar'
  const part = oneOf(parts, state.ways.part) ?? usualPart(isDays(field) ? reach(found.data ?? []) : 0)
  const figures = useMemo(
    () => (found.data === undefined ? undefined : figuresOf(found.data, field, measure, part)),
    [found.data, field, measure, part],
  )
  const names = useNames(field, part)
  const texts = useTexts(object, measure)
  if (figures === undefined)
    return found.isError ? (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(found.error, t)}
        retry={t('retry')}
        onRetry={() => void found.refetch()}
      />
    ) : (
      <Skeleton rows={8} label={t('loading')} />
    )
  if (figures.figures.length === 0)
    return (
      <div className="list-frame">
        <NoRecords object={object} state={used.state} />
      </div>
    )
  const money = object.fields.find(({ name }) => name === measure?.currency)
  const listOf = (figure: Figure | null, code: string | null | undefined): ListState => {
    const conditions: readonly Condition[] = [
      ...(figure === null ? [] : [conditionFor(field, figure.key, figure.range)]),
      ...(money === undefined || code === undefined ? [] : [conditionFor(money, code)]),
    ]
    return behind(state, conditions)
  }
  const kinds = measure === undefined ? [undefined] : figures.currencies
  return (
    <div className="list-frame chart-frame" data-stale={found.isPlaceholderData}>
      {isWhole(found.data ?? []) ? null : <p className="chart-cut">{t('chart.cut')}</p>}
      {kinds.length === 0 ? <p className="hush">{t('chart.blank', { field: texts.name })}</p> : null}
      {kinds.map((code, index) => (
        <figure key={code ?? ''}>
          {kinds.length > 1 ? <figcaption>{code ?? t('groups.blank')}</figcaption> : null}
          <Suspense fallback={<Skeleton rows={6} label={t('loading')} />}>
            <ChartCanvas
              label={t('chart.of', { what: texts.name })}
              shape={shape}
              isTime={isDays(field)}
              bars={figures.figures.map((figure) => ({
                name: names(figure),
                value: code === undefined ? String(figure.count) : (figure.values[index] ?? null),
                color: colorOf(field, figure),
              }))}
              short={(value) => texts.short(value, code)}
              exact={(value) => texts.exact(value, code)}
              onPick={(at) => {
                const figure = figures.figures[at]
                if (figure !== undefined)
                  void navigate({
                    to: '/o/$object',
                    params: { object: object.name },
                    search: addressOf(listOf(figure, code)),
                  })
              }}
            />
          </Suspense>
        </figure>
      ))}
      <FigureTable {...{ object, field, figures, names, texts, listOf }} isSummed={measure !== undefined} />
    </div>
  )
}

/** The same as a table: exact, for keys and readers, every number a way to the records it was reckoned from. */
function FigureTable({
  object,
  field,
  figures: { figures, currencies, total },
  names,
  texts,
  listOf,
  isSummed,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly figures: Figures
  readonly names: (figure: Figure) => string
  readonly texts: Texts
  readonly listOf: (figure: Figure | null, code: string | null | undefined) => ListState
  readonly isSummed: boolean
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const to = (figure: Figure | null, code: string | null | undefined, text: string) => (
    <Link to="/o/$object" params={{ object: object.name }} search={addressOf(listOf(figure, code))}>
      {text}
    </Link>
  )
  const cells = (figure: Figure | null, { count, values }: Pick<Figure, 'count' | 'values'>) => (
    <>
      <td className="num">{count === 0 ? 0 : to(figure, undefined, formatNumber(String(count)))}</td>
      {currencies.map((code, index) => {
        const value = values[index] ?? null
        return (
          <td key={code ?? ''} className="num">
            {value === null ? '–' : to(figure, code, texts.exact(value, code))}
          </td>
        )
      })}
    </>
  )
  return (
    <table className="table chart-table">
      <caption className="sr-only">{t('chart.of', { what: texts.name })}</caption>
      <thead>
        <tr>
          <th scope="col">{label(field.label)}</th>
          <th scope="col" className="num">
            {t('chart.count')}
          </th>
          {currencies.map((code) => (
            <th scope="col" key={code ?? ''} className="num">
              {texts.name} {currencies.length > 1 ? (code ?? t('groups.blank')) : null} {texts.tax}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.key ?? ''}>
            <th scope="row">{names(figure)}</th>
            {cells(figure, figure)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{isSummed ? t('groups.total') : t('chart.all')}</th>
          {cells(null, total)}
        </tr>
      </tfoot>
    </table>
  )
}

const colorOf = (field: FieldMetadata, { key }: Figure): string | undefined =>
  field.type === 'select' ? field.options.find((option) => option.key === key)?.color : undefined

/** What a bar is called. */
function useNames(field: FieldMetadata, part: DayPart): (figure: Figure) => string {
  const { t } = useTranslation()
  const { language } = useFormat()
  const label = useLabel()
  return ({ key, title, range }) => {
    if (key === null) return t('groups.blank')
    if (range !== null) return stretchName(range[0], part, language)
    if (field.type === 'boolean') return t(key === 'true' ? 'yes' : 'no')
    const option = field.type === 'select' ? field.options.find((one) => one.key === key) : undefined
    return option === undefined ? (title ?? key) : label(option.label)
  }
}

function stretchName(first: string, part: DayPart, language: string): string {
  const [year = '', month = '', day = ''] = first.split('-')
  if (part === 'year') return year
  if (part === 'quarter') {
    const quarter = Math.ceil(Number(month) / 3)
    return language === 'en' ? `Q${quarter} ${year}` : `${year} 年 ${quarter} 季度`
  }
  return part === 'month' ? `${year}-${month}` : `${year.slice(2)}-${month}-${day}`
}

type Texts = {
  readonly name: string
  readonly tax: ReactNode
  readonly short: (value: string, code: string | null | undefined) => string
  readonly exact: (value: string, code: string | null | undefined) => string
}

/** How the numbers of a chart are written: short beside bars, exact in the table. */
function useTexts(object: ObjectMetadata, measure: Measure | undefined): Texts {
  const { t } = useTranslation()
  const { language } = useFormat()
  const label = useLabel()
  const field = object.fields.find(({ name }) => name === measure?.field)
  if (field === undefined || measure === undefined)
    return {
      ...{ name: t('chart.count'), tax: null },
      short: (value) => formatNumber(value),
      exact: (value) => formatNumber(value),
    }
  const isMoney = field.type === 'money' || ('result' in field && field.result === 'money')
  const fixed = 'currency' in field && typeof field.currency === 'string' ? field.currency : 'CNY'
  const name = label(field.label)
  return {
    name: measure.take === 'average' ? t('chart.average', { field: name }) : name,
    tax: 'tax' in field ? <TaxMark tax={field.tax} /> : null,
    short: (value, code) =>
      measure.isRatio
        ? formatShare(value)
        : isMoney
          ? formatLargeMoney(value, code ?? fixed, language)
          : formatLarge(value, language),
    exact: (value, code) =>
      measure.isRatio
        ? formatShare(value, 2)
        : isMoney
          ? formatMoney(value, code ?? fixed)
          : formatNumber(value),
  }
}

function ChartTools({
  object,
  used: { state, setState },
  field,
  fields,
  measure,
}: Pick<DrawnViewProps, 'object' | 'used'> & {
  readonly field: FieldMetadata
  readonly fields: readonly FieldMetadata[]
  readonly measure: Measure | undefined
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const say = (changed: ListState['ways']): void =>
    setState(({ ways }) => ({ ways: { ...ways, ...changed } }))
  const numbers = object.fields.filter((one) => !one.hidden && isNumeric(one))
  const shape = oneOf(shapes, state.ways.shape) ?? 'bar'
  return (
    <div className="view-tools">
      <fieldset className="switch" aria-label={t('chart.shape')}>
        {shapes.map((one) => (
          <button
            key={one}
            type="button"
            className="plain switch-choice"
            aria-pressed={shape === one}
            onClick={() => say({ shape: one === 'bar' ? '' : one })}
          >
            {t(`chart.shapes.${one}`)}
          </button>
        ))}
      </fieldset>
      <ChipChoice
        label={t('chart.by')}
        value={field.name}
        options={fields.map(({ name, label: text }) => ({ key: name, label: label(text) }))}
        onChange={(by) => setState({ by })}
      />
      {isDays(field) ? (
        <ChipChoice
          label={t('chart.part')}
          value={oneOf(parts, state.ways.part) ?? ''}
          options={[
            { key: '', label: t('chart.parts.fitting') },
            ...parts.map((key) => ({ key, label: t(`chart.parts.${key}`) })),
          ]}
          onChange={(part) => say({ part })}
        />
      ) : null}
      <ChipChoice
        label={t('chart.measure')}
        value={measure?.field ?? '$count'}
        options={[
          { key: '$count', label: t('chart.count') },
          ...numbers.map(({ name, label: text }) => ({ key: name, label: label(text) })),
        ]}
        onChange={(sum) => say({ sum: sum === '$count' ? '' : sum })}
      />
    </div>
  )
}
