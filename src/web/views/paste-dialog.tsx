// What a pasted table would do to a list, shown before it is done: bad cells are red and put right in place, the rest is written.
import { Button, Checkbox, Modal, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { SaidProblem } from '../data/api.ts'
import type { RecordChange } from '../data/bulk.ts'
import { useLabel, useMany } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { type PlannedRow, takenBack } from '../paste/plan.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { Course } from './bulk-course.tsx'
import { PasteGrid } from './paste-grid.tsx'
import type { PasteProps } from './paste-into.tsx'
import { useBulk } from './use-bulk.ts'
import type { Anchor } from './use-cells.ts'
import { type Judged, useJudged } from './use-judged.ts'
import { mostPasted, type Pasted, usePasted } from './use-pasted.ts'
import './bulk.css'
import './paste.css'

type DialogProps = PasteProps & {
  readonly text: string
  /** The cell that the keyboard was at. */
  readonly anchor: Anchor | null
  readonly onClose: () => void
}

export default function PasteDialog({ onClose, ...props }: DialogProps) {
  const { object } = props
  const { t } = useTranslation()
  const many = useMany()
  const bulk = useBulk()
  const pasted = usePasted(props)
  const [written, setWritten] = useState<ReadonlySet<string>>(new Set())
  const planned = useMemo(
    () => pasted.rows?.filter(({ id }) => !written.has(id)) ?? null,
    [pasted.rows, written],
  )
  const changes = useMemo(() => changesIn(planned ?? []), [planned])
  const judged = useJudged(changes)
  const rows = planned?.map((row) => withJudgement(row, judged, t)) ?? null
  const sound = rows?.filter(({ change }) => change !== null) ?? []
  const isJudging = sound.some(({ change }) => change !== null && judged.of(change) === undefined)
  const write = async (): Promise<void> => {
    const outcome = await bulk.run(changesIn(sound), (done) => takenBack(object.name, sound, done))
    for (const { id, problems } of outcome.refused) {
      const change = sound.find((row) => row.change?.id === id)?.change
      if (change != null) judged.remember(change, problems)
    }
    const done = sound.filter(({ change }) => change !== null && outcome.done.has(change.id))
    const all = new Set([...written, ...done.map(({ id }) => id)])
    setWritten(all)
    if (pasted.rows?.every(({ id, fate }) => fate === 'same' || all.has(id))) onClose()
  }
  const isRunning = bulk.stage === 'running'
  return (
    <Modal
      open
      width="min(1240px, 96vw)"
      title={t('paste.title', { count: pasted.texts.length, object: many(object) })}
      mask={{ closable: false }}
      onCancel={isRunning ? bulk.stop : onClose}
      footer={
        isRunning ? (
          <Button onClick={bulk.stop}>{t('bulk.stop')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t(written.size > 0 ? 'close' : 'cancel')}</Button>
            <Button
              type="primary"
              loading={isJudging}
              disabled={sound.length === 0}
              onClick={() => void write()}
            >
              {t('paste.write', { count: sound.length })}
            </Button>
          </>
        )
      }
    >
      {isRunning ? (
        <Course bulk={bulk} object={object} rows={sound.map(titled)} />
      ) : (
        <div className="paste">
          <Choices pasted={pasted} written={written.size} />
          {pasted.retry !== null ? (
            <ErrorState title={t('paste.failed')} retry={t('retry')} onRetry={pasted.retry} />
          ) : rows === null ? (
            <Skeleton rows={8} label={t('loading')} />
          ) : (
            <Rows object={object} pasted={pasted} rows={rows} isJudging={isJudging} />
          )}
        </div>
      )}
    </Modal>
  )
}

const changesIn = (rows: readonly PlannedRow[]): readonly RecordChange[] =>
  rows.flatMap(({ change }) => (change === null ? [] : [change]))

const titled = ({ values, change }: PlannedRow): Row => ({ ...values, id: change?.id ?? '' })

/** A row that the server would refuse is not written; what it says stands at the cell that it names. */
function withJudgement(row: PlannedRow, judged: Judged, t: Parameters<typeof problemText>[1]): PlannedRow {
  const problems = row.change === null ? [] : (judged.of(row.change) ?? [])
  if (problems.length === 0) return row
  const faults: Record<string, PlannedRow['faults'][string]> = {}
  for (const [field, own] of byField(problems))
    faults[field] = { code: 'said', params: { text: problemText(own, t) } }
  return { ...row, change: null, faults }
}

function byField(problems: readonly SaidProblem[]): ReadonlyMap<string, readonly SaidProblem[]> {
  const found = new Map<string, SaidProblem[]>()
  for (const problem of problems) {
    const field = problem.path[1] ?? ''
    found.set(field, [...(found.get(field) ?? []), problem])
  }
  return found
}

/** How rows find their records, what of the table is not used, and what was written before. */
function Choices({ pasted, written }: { readonly pasted: Pasted; readonly written: number }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { ways, way, setWay, identity, isTooLong } = pasted
  const names = { field: identity === undefined ? '' : label(identity.label) }
  return (
    <>
      {written > 0 ? <p role="alert">{t('paste.left', { count: written })}</p> : null}
      {isTooLong ? <p className="late">{t('paste.tooLong', { count: mostPasted })}</p> : null}
      {ways.length < 2 ? null : (
        <Segmented
          aria-label={t('paste.how')}
          value={way}
          options={ways.map((one) => ({ value: one, label: t(`paste.way.${one}`, names) }))}
          onChange={setWay}
        />
      )}
    </>
  )
}

function Rows({
  object,
  pasted,
  rows,
  isJudging,
}: {
  readonly object: ObjectMetadata
  readonly pasted: Pasted
  readonly rows: readonly PlannedRow[]
  readonly isJudging: boolean
}) {
  const { t } = useTranslation()
  const [isBadOnly, setBadOnly] = useState(false)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const bad = rows.filter(isBad)
  const count = (fate: PlannedRow['fate']): number =>
    rows.filter((row) => row.fate === fate && !isBad(row)).length
  const counts = { created: count('create'), changed: count('update'), same: count('same') }
  return (
    <>
      <div className="paste-head">
        <p role="status">
          {t('paste.counts', counts)}
          {bad.length > 0 ? <b className="late"> {t('paste.bad', { count: bad.length })}</b> : null}
          {isJudging ? <small> {t('paste.judging')}</small> : null}
        </p>
        {bad.length === 0 && !isBadOnly ? null : (
          <Checkbox
            checked={isBadOnly}
            onChange={({ target }) => {
              setKept(new Set(bad.map(({ id }) => id)))
              setBadOnly(target.checked)
            }}
          >
            {t('paste.badOnly')}
          </Checkbox>
        )}
      </div>
      <PasteGrid
        object={object}
        pasted={pasted}
        rows={isBadOnly ? rows.filter((row) => kept.has(row.id) || isBad(row)) : rows}
      />
    </>
  )
}

const isBad = ({ faults }: PlannedRow): boolean => Object.keys(faults).length > 0
