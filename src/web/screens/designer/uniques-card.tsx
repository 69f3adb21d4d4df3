// Fields whose values together are not repeated, and the records that stand against it when it was to be published.
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#base/problem'
import { useProblemWords } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { faultPlace } from './checking.ts'
import { editUniques, freeName, type Unique } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { bothLanguages } from './publication.ts'
import { Row } from './row.tsx'

export function UniquesCard() {
  const { t } = useTranslation()
  const { design, change } = useDesigning()
  const uniques = design.object.unique ?? []
  const edit = (next: (all: readonly Unique[]) => readonly Unique[]): void =>
    change((now) => editUniques(now, next))
  const add = (): void =>
    edit((all) => [...all, { name: freeName('together', new Set(all.map(({ name }) => name))), fields: [] }])
  return (
    <Card title={t('design.uniques.title')}>
      <p className="hush">{t('design.uniques.hint')}</p>
      {uniques.map((unique, at) => (
        <UniqueBox
          key={unique.name}
          unique={unique}
          place={at + 1}
          onChange={(fields) =>
            edit((all) => all.map((one) => (one.name === unique.name ? { ...one, fields } : one)))
          }
          onDrop={() => edit((all) => all.filter(({ name }) => name !== unique.name))}
        />
      ))}
      <Button onClick={add}>{t('design.uniques.add')}</Button>
    </Card>
  )
}

const mostTogether = 10

function UniqueBox({
  unique,
  place,
  onChange,
  onDrop,
}: {
  readonly unique: Unique
  readonly place: number
  readonly onChange: (fields: readonly string[]) => void
  readonly onDrop: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, checked, faults } = useDesigning()
  const object = design.object.name
  const id = `d-unique-${unique.name}`
  const problems = faults.get(faultPlace(object, unique.name, 'unique')) ?? []
  const fields = (checked.schema?.object(object)?.fields ?? design.object.fields).filter(
    ({ type }) =>
      type !== 'lines' && type !== 'json' && type !== 'richText' && type !== 'file' && type !== 'multiSelect',
  )
  return (
    <fieldset className="check" aria-label={t('design.uniques.name', { count: place })}>
      {problems.map((problem) => (
        <Collision key={problem.code} problem={problem} object={object} />
      ))}
      <div className="fields">
        <Row label={t('design.uniques.fields')} id={id} isWide>
          <Select
            id={id}
            mode="multiple"
            className="wide"
            value={[...unique.fields]}
            maxCount={mostTogether}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('design.uniques.which')}
            {...(problems.length > 0 ? { status: 'error' as const } : {})}
            options={fields.map((field) => ({
              value: field.name,
              label: label(bothLanguages(field.label)) || field.name,
            }))}
            onChange={onChange}
          />
        </Row>
      </div>
      <button type="button" className="plain late" onClick={onDrop}>
        {t('remove')}
      </button>
    </fieldset>
  )
}

/** With a way to the records that repeat each other. */
export function Collision({ problem, object }: { readonly problem: Problem; readonly object: string }) {
  const { t } = useTranslation()
  const say = useProblemWords()
  const { records } = problem.params
  const ids = problem.code === 'schema.collides' && Array.isArray(records) ? records : []
  return (
    <small className="late" role="alert">
      {say(problem)}{' '}
      {ids.map((id, at) => (
        <Link key={id} to="/o/$object/$id" params={{ object, id }}>
          {t('design.uniques.record', { count: at + 1 })}{' '}
        </Link>
      ))}
    </small>
  )
}
