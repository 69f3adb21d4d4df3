// Where a record stands on its path: what is done, what may follow and by which action, what is missing for it, and what matters now.
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { overriding } from '#kernel/records'
import { type ResolvedPath, type Row, stageOf } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { useAbilities } from '../data/records.ts'
import { Show } from '../fields/index.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { PathLine, useSentences } from './path-line.tsx'
import { keyFields, type StageStep, stageSteps } from './stage-steps.ts'
import { useBoardMoves } from './use-board.ts'
import './stage-path.css'

const OverrideDialog = lazy(() => import('./override-dialog.tsx'))

/** Nothing for an object without a path, or whose stage the reader may not see. */
export function StagePath({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const field = object.fields.find(({ name }) => name === object.path?.field)
  return object.path === undefined || field === undefined ? null : (
    <DrawnPath object={object} row={row} path={object.path} field={field} />
  )
}

type Props = {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly path: ResolvedPath
  readonly field: FieldMetadata
}

function DrawnPath({ object, row, path, field }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const [isOverriding, setOverriding] = useState(false)
  const abilities = useAbilities(object.name, String(row.id)).data
  const offered = abilities && new Set(abilities.actions.map(({ name }) => name))
  const moves = useBoardMoves(object, field, offered)
  // Asked of the stage that the record stood in; forgotten when it has moved on.
  const [asked, setAsked] = useState<{ readonly at: unknown; readonly key: string } | null>(null)
  const steps = stageSteps(object, path, row, abilities, moves.moveOf)
  const guidance = stageOf(path, row[path.field])?.guidance
  const facts = keyFields(object, path, row)
  // What is missing is said for the stage that was asked for, else for the nearest.
  const lacking = steps.filter(({ way }) => way !== null && way.lacks.length > 0)
  const next =
    lacking.find(({ stage }) => stage.key === asked?.key && asked.at === row[path.field]) ??
    lacking.find(({ stage }) => !stage.aside)
  const target = moves.asking?.column
  return (
    <section className="card stage-path" aria-label={label(field.label)}>
      <PathLine
        steps={steps}
        isComing={({ stage }) => moves.moving.some(({ to }) => to === stage.key)}
        onStep={({ stage, way }) => {
          if (way?.asks) moves.start(row, String(row[path.field] ?? ''), way.target, { fields: way.asks })
          else setAsked({ at: row[path.field], key: stage.key })
        }}
      />
      <div className="stage-now">
        <p>
          {guidance === undefined ? null : label(guidance)}
          <Missing step={next} />
          <OnlyOthers steps={steps} />
        </p>
        {facts.length === 0 ? null : (
          <dl>
            {facts.map((fact) => (
              <div key={fact.name}>
                <dt>{label(fact.label)}</dt>
                <dd className="cut">
                  <Show field={fact} value={row[fact.name]} row={row} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {path.overridable && object.operations.includes(overriding) ? (
        <button type="button" className="plain hush stage-override" onClick={() => setOverriding(true)}>
          {t('stage.override')}…
        </button>
      ) : null}
      {isOverriding ? (
        <Suspense>
          <OverrideDialog object={object} field={field} row={row} onClose={() => setOverriding(false)} />
        </Suspense>
      ) : null}
      <MoveDialog
        object={object}
        moves={moves}
        to={target !== undefined && 'en' in target.name ? label(target.name) : ''}
      />
    </section>
  )
}

function Missing({ step }: { readonly step: StageStep | undefined }) {
  const { t } = useTranslation()
  const label = useLabel()
  const sentences = useSentences()
  return (
    <small className="stage-lacks" role="status">
      {step === undefined
        ? null
        : t('stage.lacks', { stage: label(step.label), what: sentences(step.way?.lacks ?? []) })}
    </small>
  )
}

/** The stages that may follow now, and whose doing that is. */
function OnlyOthers({ steps }: { readonly steps: readonly StageStep[] }) {
  const { t } = useTranslation()
  const label = useLabel()
  return steps.map(({ stage, label: text, who }) =>
    who === null ? null : (
      <small className="stage-others" key={stage.key}>
        {t('stage.others', { stage: label(text), who: label(who) })}
      </small>
    ),
  )
}
