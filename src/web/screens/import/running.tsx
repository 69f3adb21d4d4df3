// An import on its way, or over: how far, what came of the rows, and what to do next.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ImportFate,
  type ImportView,
  type ImportWish,
  importFates,
  type ObjectMetadata,
} from '#kernel/module'
import { useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { refreshObjects } from '../../data/records.ts'
import { Card } from '../../ui/small.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { Conflicts } from './conflicts.tsx'
import { Effects } from './effects.tsx'
import { cancel, isOpen, useImport } from './imports.ts'

import { SampleTable } from './sample-table.tsx'
import { Undo } from './undo.tsx'

type RunningProps = {
  readonly id: string
  readonly object: ObjectMetadata
  readonly onEdit: () => void
  readonly onBegin: (wish: ImportWish) => Promise<void>
}

export function Running({ id, object, onEdit, onBegin }: RunningProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { data, error, refetch } = useImport(id)
  const isStored = data !== undefined && !data.wish.isDry && !isOpen(data)
  useEffect(() => {
    if (isStored) void refreshObjects(queries, new Set([object.name]))
  }, [isStored, queries, object.name])
  if (error !== null)
    return (
      <ErrorState
        title={t('import.failed')}
        detail={error.message}
        retry={t('retry')}
        onRetry={() => void refetch()}
      />
    )
  if (data === undefined) return <Skeleton rows={4} label={t('loading')} />
  return <Progress view={data} object={object} onEdit={onEdit} onBegin={onBegin} />
}

const titleOf = ({ state, wish }: ImportView): string => {
  if (state === 'running') return wish.isDry ? 'import.trying' : 'import.running'
  return state === 'done' && wish.isDry ? 'import.tried' : `import.${state}`
}

type ProgressProps = Omit<RunningProps, 'id'> & { readonly view: ImportView }

function Progress({ view, object, onEdit, onBegin }: ProgressProps) {
  const { t } = useTranslation()
  const { counts, samples, wish, done, total } = view
  const first =
    importFates.find((fate) => fate === 'refused' && counts[fate] > 0) ??
    importFates.find((fate) => counts[fate] > 0)
  const [picked, setPicked] = useState<ImportFate | null>(null)
  const shown = picked ?? first
  const by = view.by === null ? [] : [t('import.by', { name: view.by })]
  return (
    <Card title={[view.fileName, ...by, t(titleOf(view))].join(' · ')}>
      {isOpen(view) ? (
        <div className="import-progress">
          <progress
            aria-label={t(titleOf(view))}
            value={total === null ? undefined : done}
            max={total ?? undefined}
          />
          <small>{total === null ? t('import.rows', { done }) : t('import.rowsOf', { done, total })}</small>
          <small>{t('import.mayClose')}</small>
        </div>
      ) : null}
      {view.error === null ? null : <p className="late">{view.error}</p>}
      <div className="import-counts" role="status">
        {importFates.map((fate) => (
          <button
            type="button"
            key={fate}
            className="plain import-count"
            aria-pressed={shown === fate}
            data-bad={fate === 'refused' && counts[fate] > 0 ? true : undefined}
            onClick={() => setPicked(fate)}
          >
            <strong>{counts[fate]}</strong>
            <span>{t(`import.${wish.isDry ? 'will' : 'did'}.${fate}`)}</span>
          </button>
        ))}
      </div>
      {shown === undefined ? null : (
        <SampleTable object={object} view={view} samples={samples[shown] ?? []} />
      )}
      {view.by !== null || isOpen(view) || view.conflicts.met === 0 ? null : <Conflicts view={view} />}
      {wish.isDry && !isOpen(view) ? <Effects effects={view.effects} /> : null}
      {view.by === null ? <Next view={view} object={object} onEdit={onEdit} onBegin={onBegin} /> : null}
      {wish.isDry || isOpen(view) || counts.created + counts.changed === 0 ? null : <Undo view={view} />}
    </Card>
  )
}

/** What can be done now. */
function Next({ view, object, onEdit, onBegin }: ProgressProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)
  const { counts, conflicts, wish, id, state } = view
  // The wish to stop is heard before the next batch; the one that is being written is finished.
  const isStopping = isBusy || state === 'cancelling'
  // Rows that differ are stored where something of them is taken.
  const stores = wish.isDry
    ? counts.created + counts.changed - conflicts.byWish + conflicts.taking
    : conflicts.taking
  const stop = async (): Promise<void> => {
    setBusy(true)
    const answer = await cancel(id)
    setBusy(false)
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  const store = (): void => {
    setBusy(true)
    const { created, changed, unchanged, refused } = counts
    const rows = created + changed + unchanged + refused
    void onBegin({ ...wish, isDry: false, decided: id, rows }).finally(() => setBusy(false))
  }
  if (isOpen(view))
    return (
      <Button disabled={isStopping} onClick={() => void stop()}>
        {t(isStopping ? 'import.cancelling' : 'import.cancel')}
      </Button>
    )
  return (
    <div className="import-next">
      {wish.isDry ? (
        <>
          <Button type="primary" loading={isBusy} disabled={stores === 0 || state !== 'done'} onClick={store}>
            {stores === 0 ? t('import.nothing') : t('import.begin', { count: stores })}
          </Button>
          <Button onClick={onEdit}>{t('import.edit')}</Button>
        </>
      ) : (
        <>
          {stores === 0 ? null : (
            <Button type="primary" loading={isBusy} disabled={state !== 'done'} onClick={store}>
              {t('import.begin', { count: stores })}
            </Button>
          )}
          <Button
            {...(stores === 0 ? { type: 'primary' as const } : {})}
            onClick={() => void navigate({ to: '/o/$object', params: { object: object.name } })}
          >
            {t('import.toList', { object: label(object.label) })}
          </Button>
        </>
      )}
      {counts.refused === 0 ? null : (
        <>
          <a href={`/api/imports/${id}/refused`} download>
            {t('import.refusedFile')}
          </a>
          <small>{t('import.correct')}</small>
        </>
      )}
    </div>
  )
}
