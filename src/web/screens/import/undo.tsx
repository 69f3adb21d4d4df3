// Taking a whole import back: what would become of it first, then how far it has come, and what stays with the reason.
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportView, UndoKept, UndoView } from '#kernel/module'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { refreshObjects } from '../../data/records.ts'
import { useTitle } from '../../data/titles.ts'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { toast } from '../../ui/toast.tsx'
import { beginUndo, isOpen, stopUndo, useKept, useUndos } from './imports.ts'
import './outcome.css'

const counted = ['removed', 'restored', 'gone', 'kept'] as const

export function Undo({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const { data = [] } = useUndos(view.id)
  const [latest] = data
  const isTaken = latest !== undefined && !latest.isDry && !isOpen(latest)
  useEffect(() => {
    if (isTaken) void refreshObjects(queries, new Set([view.object]))
  }, [isTaken, queries, view.object])
  const ask = async (isDry: boolean): Promise<void> => {
    setBusy(true)
    const answer = await beginUndo(view.id, isDry)
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
    await queries.invalidateQueries({ queryKey: ['imports', 'undos', view.id] })
    setBusy(false)
  }
  const isRunning = latest !== undefined && isOpen(latest)
  const ways = (latest?.counts.removed ?? 0) + (latest?.counts.restored ?? 0)
  return (
    <section className="import-undo" aria-label={t('import.undo.title')}>
      {latest === undefined ? null : <Outcome undo={latest} />}
      <div className="import-next">
        {isRunning ? (
          <Button disabled={latest.state === 'cancelling'} onClick={() => void stopUndo(latest.id)}>
            {t('import.cancel')}
          </Button>
        ) : (
          <>
            <Button loading={isBusy} onClick={() => void ask(true)}>
              {t(latest === undefined ? 'import.undo.preview' : 'import.undo.again')}
            </Button>
            {latest?.isDry === true && latest.state === 'done' && ways > 0 ? (
              <Button danger loading={isBusy} onClick={() => void ask(false)}>
                {t('import.undo.begin', { count: ways })}
              </Button>
            ) : null}
            {latest === undefined ? <small>{t('import.undo.hint')}</small> : null}
          </>
        )}
      </div>
    </section>
  )
}

function Outcome({ undo }: { readonly undo: UndoView }) {
  const { t } = useTranslation()
  const { id, isDry, state, counts, done, total, error } = undo
  const [from, setFrom] = useState(0)
  const { data: kept = [] } = useKept(id, from, !isOpen(undo) && counts.kept > 0)
  const pageSize = 50
  return (
    <>
      <h3>
        {t(
          isOpen(undo)
            ? 'import.undo.running'
            : state === 'done'
              ? `import.undo.${isDry ? 'told' : 'done'}`
              : 'import.undo.stopped',
        )}
      </h3>
      {isOpen(undo) ? (
        <div className="import-progress">
          <progress aria-label={t('import.undo.running')} value={done} max={total ?? undefined} />
          <small>{t('import.mayClose')}</small>
        </div>
      ) : null}
      {error === null ? null : <p className="late">{error}</p>}
      <p role="status">
        {counted
          .filter((what) => counts[what] > 0 || what === 'removed')
          .map((what) => t(`import.undo.${what}`, { count: counts[what] }))
          .join(' · ')}
      </p>
      {kept.length === 0 ? null : (
        <>
          <ul aria-label={t('import.undo.keptTitle')}>
            {kept.map((one) => (
              <Kept key={`${one.record} ${one.kind}`} one={one} />
            ))}
          </ul>
          {counts.kept > pageSize ? (
            <div className="import-choices">
              <Button disabled={from === 0} onClick={() => setFrom(from - pageSize)}>
                {t('import.conflicts.before')}
              </Button>
              <Button disabled={from + pageSize >= counts.kept} onClick={() => setFrom(from + pageSize)}>
                {t('import.conflicts.after')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </>
  )
}

function Kept({ one }: { readonly one: UndoKept }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { now, zone, language } = useFormat()
  const object = useCatalog().object(one.object)
  const by = useTitle('identity.person', one.by)
  return (
    <li>
      <a href={`/o/${one.object}/${one.record}`}>{one.title === '' ? label(object?.label) : one.title}</a>
      <span>{one.message}</span>
      {one.at === null ? null : (
        <small>
          {t('import.conflicts.came', {
            by: by === undefined || by === '' ? t('import.conflicts.somebody') : by,
            at: formatMoment(one.at, now, zone, language),
          })}
        </small>
      )}
    </li>
  )
}
