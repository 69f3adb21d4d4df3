// The first rows of one kind, with what is wrong at the cell.
import { useTranslation } from 'react-i18next'
import type { ImportSample, ImportView, ObjectMetadata } from '#kernel/module'
import { useChoices } from './choices.ts'

type SampleProps = {
  readonly object: ObjectMetadata
  readonly view: ImportView
  readonly samples: readonly ImportSample[]
}

export function SampleTable({ object, view, samples }: SampleProps) {
  const { t } = useTranslation()
  const names = new Map(useChoices(object).map(({ name, label }) => [name, label]))
  if (samples.length === 0) return null
  const { heads, wish } = view
  const hasProblems = samples.some(({ problems }) => problems.length > 0)
  const nameOf = (field: string): string => names.get(field) ?? field
  const reasonOf = ({ field, message }: ImportSample['problems'][number]): string =>
    field === null || !names.has(field) ? message : `${nameOf(field)}：${message}`
  return (
    <div className="import-table">
      <table aria-label={t('import.first', { count: samples.length })}>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('import.line')}
            </th>
            {hasProblems ? <th scope="col">{t('import.reason')}</th> : null}
            {heads.map((head) => (
              <th scope="col" key={head}>
                {nameOf(wish.columns[head] ?? head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map((sample) => (
            <tr key={sample.line}>
              <td className="num">{sample.line}</td>
              {hasProblems ? (
                <td className="late reasons">{sample.problems.map(reasonOf).join(' ')}</td>
              ) : null}
              {heads.map((head, at) => {
                const bad = sample.problems.find(({ field }) => field === wish.columns[head])
                return (
                  <td key={head} data-bad={bad === undefined ? undefined : true} title={bad?.message}>
                    {sample.cells[at]}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
