// How far a change of many records is, and in the end which of them were refused and why.
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { problemText } from '../data/problem-text.ts'
import type { Bulk } from './use-bulk.ts'

/** `rows` are what was changed, for their titles. */
export function Course({
  bulk: { stage, total, outcome },
  object,
  rows,
}: {
  readonly bulk: Bulk
  readonly object: ObjectMetadata
  readonly rows: readonly Row[]
}) {
  const { t } = useTranslation()
  const { done, refused } = outcome
  const left = total - done.size - refused.length
  const titles = new Map(rows.map((row) => [String(row.id), String(row[object.title] ?? '')]))
  return (
    <div className="bulk">
      <Progress
        aria-label={t('bulk.progress')}
        percent={total === 0 ? 100 : Math.floor(((done.size + refused.length) / total) * 100)}
        {...(refused.length > 0 && done.size === 0 ? { status: 'exception' as const } : {})}
      />
      <p role="status">
        {t('bulk.course', { done: done.size, refused: refused.length })}
        {stage === 'done' && left > 0 ? ` ${t('bulk.left', { count: left })}` : ''}
      </p>
      {refused.length === 0 ? null : (
        <ul className="bulk-refused" aria-label={t('bulk.refused')}>
          {refused.map(({ id, problems }) => (
            <li key={id}>
              <b className="cut">{titles.get(id) ?? id}</b>
              <span>{problemText(problems, t)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
