// The line of stages: where a record stands, what is done, and where it may go from here.
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../data/metadata.ts'
import type { Lack, StageStep } from './stage-steps.ts'
import './stage-path.css'

export const useSentences = (): ((lacks: readonly Lack[]) => string) => {
  const label = useLabel()
  return (lacks) => [...new Set(lacks.map(({ message }) => label(message)))].join('；')
}

export function PathLine({
  steps,
  isComing = () => false,
  onStep,
}: {
  readonly steps: readonly StageStep[]
  readonly isComing?: (step: StageStep) => boolean
  readonly onStep: (step: StageStep) => void
}) {
  return (
    <ol className="stage-line">
      {steps.map((step) => (
        <Step key={step.stage.key} step={step} isComing={isComing(step)} onStep={() => onStep(step)} />
      ))}
    </ol>
  )
}

/** A stage that may follow is a button: it runs what leads there, asks for what is missing, or says why it cannot be yet. */
function Step({
  step: { stage, label: text, state, way, who },
  isComing,
  onStep,
}: {
  readonly step: StageStep
  readonly isComing: boolean
  readonly onStep: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const sentences = useSentences()
  const id = useId()
  const why = way === null ? '' : sentences(way.lacks)
  return (
    <li
      data-state={isComing ? 'coming' : state}
      data-aside={stage.aside}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      {way === null ? (
        <span title={who === null ? undefined : t('stage.others', { stage: label(text), who: label(who) })}>
          {label(text)}
        </span>
      ) : (
        <button
          type="button"
          aria-disabled={way.asks === null}
          aria-describedby={why === '' ? undefined : id}
          title={why === '' ? t('stage.go', { stage: label(text) }) : why}
          onClick={onStep}
        >
          {label(text)}
        </button>
      )}
      {why === '' ? null : (
        <span className="sr-only" id={id}>
          {why}
        </span>
      )}
      {state === 'done' ? <span className="sr-only">{t('stage.done')}</span> : null}
    </li>
  )
}
