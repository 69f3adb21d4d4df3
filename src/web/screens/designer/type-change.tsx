// Another type for a published field: what can be chosen, the way back, and what would become of the values that are stored.
import { Alert, Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Field, FieldType } from '#kernel/schema'
import { useProblemWords } from '../../data/definitions.ts'
import { type SaidOutlook, useConversionOutlook, useFieldPasts } from '../../data/field-users.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useSettled } from '../../ui/settled.ts'
import { Skeleton } from '../../ui/states.tsx'
import { useDesigning } from './designing-context.ts'
import { type KindName, kindOf } from './field-kinds.ts'
import { finishedField } from './publication.ts'
import { isRetyped, retyped, typesFor } from './retyped.ts'
import { Row } from './row.tsx'
import { useKindName } from './use-kind-name.ts'

type Props = {
  readonly object: string
  readonly field: Field
  /** As it was published. */
  readonly stands: Field
  readonly id: string
  readonly onChange: (field: Field) => void
}

export function TypeChange({ object, field, stands, id, onChange }: Props) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const { now, zone, language } = useFormat()
  const past = useFieldPasts(object, true).former.find((one) => one.field === field.name)
  const types = typesFor(stands)
  if (types.length === 0) return null
  const isBack = past !== undefined && !isRetyped(stands, field) && kindOf(past.was) !== kindOf(field)
  return (
    <Row
      label={t('design.retype.type')}
      id={`${id}-type`}
      hint={
        isBack ? (
          <>
            {t('design.retype.was', {
              type: kindName(kindOf(past.was)),
              date: past.at === '' ? '' : formatMoment(past.at, now, zone, language),
            })}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => onChange(retyped(field, past.was, past.was.type))}
            >
              {t('design.retype.back')}
            </Button>
          </>
        ) : undefined
      }
    >
      <Select<FieldType>
        id={`${id}-type`}
        value={field.type}
        popupMatchSelectWidth={false}
        options={types.map((value) => ({ value, label: kindName(value as KindName) }))}
        onChange={(type) => onChange(retyped(field, stands, type))}
      />
    </Row>
  )
}

/** Asked once the field has stood still for a moment. */
export function TypeOutlook({ object, field }: { readonly object: string; readonly field: Field }) {
  const settled = JSON.parse(useSettled(JSON.stringify(finishedField(field)), 400)) as Field
  return <Outlook object={object} field={settled} />
}

function Outlook({ object, field }: { readonly object: string; readonly field: Field }) {
  const { t } = useTranslation()
  const say = useProblemWords()
  const outlook = useConversionOutlook(object, field)
  if (outlook.isError)
    return (
      <Alert type="error" showIcon title={problemsOf(outlook.error).map(say).join(' ') || t('list.failed')} />
    )
  if (outlook.data === undefined) return <Skeleton rows={2} label={t('loading')} />
  const { filled, lost, cut } = outlook.data
  const isWhole = lost === 0 && cut === 0
  return (
    <section className="outlook" aria-label={t('design.retype.outlook')}>
      <Alert
        type={isWhole ? 'success' : 'warning'}
        showIcon
        title={t(isWhole ? 'design.retype.whole' : 'design.retype.counts', { filled, lost, cut })}
      />
      <Examples outlook={outlook.data} />
      <Broken outlook={outlook.data} />
      <small className="hush">{t('design.retype.kept')}</small>
    </section>
  )
}

const problemsOf = (error: unknown): SaidOutlook['broken'][number]['problems'] =>
  typeof error === 'object' && error !== null && 'problems' in error
    ? (error.problems as SaidOutlook['broken'][number]['problems'])
    : []

function Examples({ outlook: { examples } }: { readonly outlook: SaidOutlook }) {
  const { t } = useTranslation()
  if (examples.length === 0) return null
  return (
    <table className="outlook-examples">
      <thead>
        <tr>
          <th scope="col">{t('design.retype.record')}</th>
          <th scope="col">{t('design.retype.now')}</th>
          <th scope="col">{t('design.retype.then')}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map(({ id, title, from, to }) => (
          <tr key={id}>
            <td>{title}</td>
            <td>{from}</td>
            <td>{to ?? <em className="late">{t('design.retype.blank')}</em>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What reads the field and does not hold with the new type. */
function Broken({ outlook: { broken } }: { readonly outlook: SaidOutlook }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { object: known } = useCatalog()
  const { published } = useDesigning()
  if (broken.length === 0) return null
  const called = (object: string, name: string): string => {
    const found = known(object)
    const field = found?.fields.find((one) => one.name === name)
    const own = field ? label(field.label) : name
    return found && published.objects.length > 0 ? `${label(found.label)} · ${own}` : own
  }
  return (
    <Alert
      type="error"
      showIcon
      title={t('design.retype.broken')}
      description={
        <ul className="use-list">
          {broken.map(({ kind, object, name, problems }) => (
            <li key={`${kind} ${object} ${name}`}>
              {called(object, name)}: {problems.map(({ message }) => message).join(' ')}
            </li>
          ))}
        </ul>
      }
    />
  )
}
