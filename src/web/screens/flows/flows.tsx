// The flows of the company: each step with who holds it and how long they have, and the way to change it.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changedFlow, type FlowDefinition } from '#kernel/flow'
import { type Published, usePublished, useShippedFlows } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { type Walked, walked } from './steps.ts'
import { useFlowWords } from './use-flow-words.ts'
import './flows.css'

const StepDialog = lazy(() => import('./step-dialog.tsx').then((found) => ({ default: found.StepDialog })))

export default function Flows() {
  const { t } = useTranslation()
  const shipped = useShippedFlows()
  const published = usePublished()
  return (
    <div className="page flows-page">
      <header className="page-head">
        <h1 className="spread">{t('flows.title')}</h1>
      </header>
      {shipped.data && published.data ? (
        <All flows={shipped.data} published={published.data} />
      ) : shipped.isLoading || published.isLoading ? (
        <Skeleton rows={6} label={t('loading')} />
      ) : shipped.isError || published.isError ? (
        <ErrorState
          title={t('list.failed')}
          retry={t('retry')}
          onRetry={() => void Promise.all([shipped.refetch(), published.refetch()])}
        />
      ) : (
        <EmptyState title={t('flows.notYours')} />
      )}
    </div>
  )
}

type Chosen = { readonly flow: string; readonly step: string }

function All({
  flows,
  published,
}: {
  readonly flows: readonly FlowDefinition[]
  readonly published: Published
}) {
  const catalog = useCatalog()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const flow = flows.find(({ name }) => name === chosen?.flow)
  const known = published.flows.find(({ name }) => name === chosen?.flow)
  const find = (one: FlowDefinition | undefined) =>
    walked(one?.steps ?? []).find(({ step }) => step.name === chosen?.step)?.step
  const shipped = find(flow)
  const step = flow && known ? find(changedFlow(flow, known)) : shipped
  return (
    <>
      {flows
        .filter(({ object }) => catalog.object(object) !== undefined)
        .toSorted((left, right) => Number(right.mainLine ?? false) - Number(left.mainLine ?? false))
        .map((one) => (
          <FlowCard
            key={one.name}
            shipped={one}
            published={published}
            onChoose={(name) => setChosen({ flow: one.name, step: name })}
          />
        ))}
      {flow && step && shipped ? (
        <Suspense>
          <StepDialog
            flow={flow}
            step={step}
            shipped={shipped}
            known={known}
            published={published}
            onClose={() => setChosen(null)}
          />
        </Suspense>
      ) : null}
    </>
  )
}

function FlowCard({
  shipped,
  published,
  onChoose,
}: {
  readonly shipped: FlowDefinition
  readonly published: Published
  readonly onChoose: (step: string) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const known = published.flows.find(({ name }) => name === shipped.name)
  const flow = known ? changedFlow(shipped, known) : shipped
  const own = new Set(known?.steps.map(({ name }) => name))
  const title = label(flow.label)
  return (
    <Card title={title} count={label(catalog.object(flow.object)?.label)}>
      <ol className="flow-steps" aria-label={title}>
        {walked(flow.steps).map((one) => (
          <StepRow
            key={one.step.name}
            walked={one}
            object={flow.object}
            isOwn={own.has(one.step.name)}
            published={published}
            onChoose={() => onChoose(one.step.name)}
          />
        ))}
      </ol>
      {known === undefined ? null : <small className="hush">{t('flows.from')}</small>}
    </Card>
  )
}

function StepRow({
  walked: { step, way },
  object,
  isOwn,
  published,
  onChoose,
}: {
  readonly walked: Walked
  readonly object: string
  readonly isOwn: boolean
  readonly published: Published
  readonly onChoose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const words = useFlowWords(published.roles)
  const name = label(step.label)
  return (
    <li data-way={way}>
      <span className="spread">
        <b>{name}</b> {way === 'next' ? null : <small className="hush">{t(`flows.way.${way}`)}</small>}
        {isOwn ? <small className="flow-own">{t('flows.own')}</small> : null}
        <small className="hush flow-holder">
          {words.holder(object, step.holder)} · {words.hours(step.limitMinutes)}
        </small>
      </span>
      <Button size="small" aria-label={t('flows.change.open', { step: name })} onClick={onChoose}>
        {t('flows.set')}
      </Button>
    </li>
  )
}
