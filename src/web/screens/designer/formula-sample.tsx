// What a formula comes to on a record that stands, while it is written: asked for with the rights of who writes it, reckoned here.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Formula } from '#kernel/formula'
import type { Field, ReferenceField, Row, Schema } from '#kernel/schema'
import { useCatalog } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { useMe } from '../../data/session.ts'
import { textOf } from '../../fields/field-view.ts'
import { Edit, Show } from '../../fields/index.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { objectIn } from './design.ts'
import { useDesigning } from './designing-context.ts'
import type { FormulaLanguage } from './formula-language.ts'
import { type Trial, trialOf, tried } from './formula-trial.ts'

export type SampleProps = {
  readonly formula: Formula
  readonly language: FormulaLanguage
  readonly schema: Schema
  readonly object: string
  readonly id: string
  /** The field whose value it becomes; none for a condition. */
  readonly shown: Field | undefined
  /** What a path is called. */
  readonly wordsOf: (path: readonly string[]) => string
}

/** The record that was looked at last, by object: the next formula is tried on the same one. */
const chosen = new Map<string, string>()

export function FormulaSample(props: SampleProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const { before } = useDesigning()
  const { formula, language, schema, object } = props
  const standing = before === null ? undefined : objectIn(before, object)
  if (catalog.object(object) === undefined)
    return <small className="hush">{t('design.formula.unpublished')}</small>
  const trial = trialOf(formula, {
    language,
    schema,
    object,
    catalog,
    stands: ({ name, formula: text }) => {
      const known = standing?.fields.find((field) => field.name === name)
      return standing === undefined || known === undefined
        ? catalog.object(object)?.fields.some((field) => field.name === name) === true
        : known.type === 'formula' && known.formula === text
    },
  })
  return <Tried {...props} trial={trial} />
}

function Tried({ trial, object, id, shown, formula, wordsOf }: SampleProps & { readonly trial: Trial }) {
  const { t } = useTranslation()
  const [record, setRecord] = useState(() => chosen.get(object) ?? null)
  const title = useCatalog().object(object)?.title ?? 'name'
  const page = usePage({
    object,
    fields: [title, ...trial.asked],
    limit: 1,
    ...(record === null
      ? { sort: ['-createdAt'] }
      : { filter: { field: 'id', is: 'eq' as const, value: record } }),
  })
  const row = page.data?.rows[0]
  if (page.isError) return <small className="hush">{t('design.formula.failed')}</small>
  if (page.isPending) return <small className="hush">{t('loading')}</small>
  if (row === undefined && record === null) return <small className="hush">{t('design.formula.none')}</small>
  const picker: ReferenceField = {
    name: 'sample',
    label: sampleLabel,
    type: 'reference',
    to: object,
    required: true,
  }
  return (
    <>
      <div className="formula-sample">
        <Edit
          field={picker}
          value={record ?? textOf(row?.id)}
          row={{ sample$title: textOf(row?.[title]) }}
          id={`${id}-sample`}
          label={t('design.formula.sampleRecord')}
          onChange={(value) => {
            if (typeof value !== 'string') return
            chosen.set(object, value)
            setRecord(value)
          }}
        />
        <output htmlFor={id}>
          = <Outcome trial={trial} row={row ?? {}} shown={shown} formula={formula} />
        </output>
      </div>
      {trial.unknown.length === 0 ? null : (
        <small className="hush">
          {t('design.formula.unknown', { fields: trial.unknown.map(wordsOf).join('、') })}
        </small>
      )}
      {trial.looksBeyond ? <small className="hush">{t('design.formula.beyond')}</small> : null}
    </>
  )
}

const sampleLabel = { 'zh-CN': '试算用的记录', en: 'Record to try it on' }

/** As the field would show it; a condition as what it says of the record. */
function Outcome({
  trial,
  row,
  shown,
  formula,
}: Pick<SampleProps, 'shown' | 'formula'> & { readonly trial: Trial; readonly row: Row }) {
  const { t } = useTranslation()
  const { id, department, roles } = useMe()
  const { now, zone } = useFormat()
  const me = { id, department, roles, departments: [], headed: [] }
  const value = tried(trial, row, { me, now, zone }, shown)
  if (shown !== undefined) return <Show field={shown} value={value} row={row} />
  if (formula.result.kind !== 'boolean') return String(value ?? '—')
  return t(value === true ? 'design.formula.holds' : 'design.formula.fails')
}
