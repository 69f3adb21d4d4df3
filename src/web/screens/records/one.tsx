// One record: what may be done with it, its values (changed where they stand), its lines, its relations and its history.
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { titleOf } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { linesOf, useAbilities, useRecord } from '../../data/records.ts'
import { holdersOf, useHoldersOf, useKnowsTasks } from '../../data/tasks.ts'
import { isTyped } from '../../fields/index.tsx'
import { useIsNarrow } from '../../ui/media.ts'
import { useShortcut } from '../../ui/shortcuts.ts'
import { EmptyState } from '../../ui/states.tsx'
import { ActionBar } from '../../views/actions.tsx'
import { useCopying } from '../../views/copying.tsx'
import { FieldName } from '../../views/field-name.tsx'
import { RecordForm } from '../../views/form.tsx'
import {
  isRunOfLines,
  type Run,
  runsOf,
  type Section,
  sectionsOf,
  widthOf,
} from '../../views/form-sections.ts'
import { InlineField } from '../../views/inline-field.tsx'
import { RecordStream } from '../../views/late-stream.tsx'
import { LinesTable } from '../../views/lines-table.tsx'
import { Steps, useNeighbours } from '../../views/neighbours.tsx'
import { usePrinting } from '../../views/printing.tsx'
import { LinesRun, SectionRows } from '../../views/section-rows.tsx'
import { useSharing } from '../../views/sharing.tsx'
import { StagePath } from '../../views/stage-path.tsx'
import { HeldNow, useAsked } from '../../views/turn.tsx'
import { useForm } from '../../views/use-form.ts'
import { useJudgement } from '../../views/use-judgement.ts'
import { WhenLoaded } from '../../views/when-loaded.tsx'
import { Figures } from './figures.tsx'
import { Around, Facts } from './overview.tsx'
import { SmartButtons } from './related.tsx'
import { RemoveButton } from './remove-button.tsx'
import { TalkButton } from './talk.tsx'
import './records.css'

export default function RecordScreen() {
  const { t } = useTranslation()
  const { object: name = '', id = '' } = useParams({ strict: false })
  const object = useCatalog().object(name)
  if (object === undefined) return <EmptyState title={t('list.unknownObject')} hint={t('list.unknownHint')} />
  return <LoadedRecord key={`${name}/${id}`} object={object} id={id} />
}

/** Every lines field of an object, as a query asks for them. */
const allLines = (object: ObjectMetadata): Record<string, Record<string, never>> =>
  Object.fromEntries(object.fields.flatMap(({ type, name }) => (type === 'lines' ? [[name, {}]] : [])))

function LoadedRecord({ object, id }: { readonly object: ObjectMetadata; readonly id: string }) {
  const search = useSearch({ strict: false }) as { readonly edit?: string }
  const record = useRecord(object.name, id, allLines(object))
  // Asked for beside the record, so that nothing jumps when it arrives.
  const held = useHoldersOf([id])
  const Shown = search.edit === '1' ? EditRecord : ReadRecord
  return (
    <WhenLoaded record={record} isWaiting={held.isLoading}>
      {(row) => <Shown object={object} row={row} />}
    </WhenLoaded>
  )
}

function EditRecord({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const navigate = useNavigate()
  const { t } = useTranslation()
  const search = useSearch({ strict: false })
  const form = useForm(object, row)
  const close = (): void => void navigate({ to: '.', search: { ...search, edit: undefined }, replace: true })
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {titleOf(object, row)} <small>{t('form.editing')}</small>
        </h1>
      </header>
      <RecordForm form={form} onSaved={close} onCancel={close} />
    </div>
  )
}

function ReadRecord({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const { t } = useTranslation()
  const { isShown } = useJudgement(object, row)
  const label = useLabel()
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  const id = String(row.id)
  const knowsTasks = useKnowsTasks()
  const neighbours = useNeighbours(object, id, 'record', (other) => ({
    record: { object: object.name, id: other, lines: allLines(object) },
    pages: knowsTasks ? [holdersOf([other])] : [],
  }))
  const abilities = useAbilities(object.name, id).data
  const hasRoom = useCatalog().mainLine(object.name) !== undefined
  const edit = (): void => void navigate({ to: '.', search: { ...search, edit: '1' } })
  useShortcut('e', t('keys.edit'), abilities?.update ? edit : undefined)
  const isNarrow = useIsNarrow()
  const asked = useAsked(id)
  const copying = useCopying(object, id)
  const printing = usePrinting(object, id)
  const sharing = useSharing(object, row)
  const more = [...printing.more, ...sharing.more, ...copying]
  const talked = object.overview?.talk === undefined ? [] : [object.overview.talk.action]
  const canWrite = (name: string): boolean => abilities?.update === true && abilities.writable.includes(name)
  /** What stands around it, and what happened, says more than what is kept of it: on a telephone that comes first. */
  const isHub = (object.overview?.lists ?? []).length > 1
  const fields = (
    <SectionRows
      sections={sectionsOf(object, isShown, 'view', isNarrow).map((section) => ({
        ...section,
        count: lineCount(section, row),
        content: runsOf(section).map((run, index) => (
          <SectionRun key={nameOf(run)} isFirst={index === 0} {...{ object, row, section, run, canWrite }} />
        )),
      }))}
    />
  )
  return (
    <div className="page record-page">
      {printing.dialog}
      {sharing.dialog}
      <header className="page-head">
        <div className="spread">
          <h1>
            {titleOf(object, row)} <small>{label(object.label)}</small>
          </h1>
          <Facts object={object} row={row} />
        </div>
        <Steps {...neighbours} />
        {hasRoom ? (
          <Link to="/room/$object/$id" params={{ object: object.name, id }} className="ant-btn-like">
            {t('room.open')}
          </Link>
        ) : null}
        {abilities?.update ? <Button onClick={edit}>{t('form.edit')}</Button> : null}
        {abilities?.remove ? <RemoveButton object={object} row={row} /> : null}
        {isNarrow ? null : <ActionBar object={object} row={row} except={talked} more={more} />}
      </header>
      <HeldNow object={object} row={row} />
      {object.path && isShown(object.path.field) ? <StagePath object={object} row={row} /> : null}
      <Figures object={object} row={row} />
      <SmartButtons object={object} row={row} />
      <div className="record-columns">
        <div className="record-main">
          <Around object={object} row={row} />
          {isHub ? null : fields}
        </div>
        <div className="record-side">
          <RecordStream object={object} id={id} />
        </div>
        {isHub ? <div className="record-main">{fields}</div> : null}
      </div>
      {isNarrow ? (
        <div className="thumb-bar">
          <TalkButton object={object} row={row} />
          <ActionBar
            object={object}
            row={row}
            first={asked}
            except={talked}
            most={talked.length > 0 ? 1 : 2}
            isLow
            more={more}
          />
        </div>
      ) : null}
    </div>
  )
}

const nameOf = (run: Run): string | undefined => (isRunOfLines(run) ? run.name : run[0]?.field.name)

/** The lines of a section that has but one kind of them. */
function lineCount(section: Section, row: Row): number | undefined {
  const [only, ...more] = runsOf(section).filter(isRunOfLines)
  return only && more.length === 0 ? linesOf(row, only.name).length : undefined
}

function SectionRun({
  object,
  row,
  section,
  run,
  isFirst,
  canWrite,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly section: Section
  readonly run: Run
  readonly isFirst: boolean
  readonly canWrite: (field: string) => boolean
}) {
  if (isRunOfLines(run))
    return (
      <LinesRun field={run} isFirst={isFirst}>
        <LinesTable field={run} rows={linesOf(row, run.name)} />
      </LinesRun>
    )
  return (
    <dl className="fields reading" data-columns={section.columns}>
      {run.map((item) => {
        const { field } = item
        const isOpen = isTyped(field) && canWrite(field.name)
        return (
          <div className="field" key={field.name} {...widthOf(item, section.columns)}>
            <dt>
              <FieldName field={field} isTold={isOpen} />
            </dt>
            <dd>
              <InlineField object={object} field={field} row={row} canWrite={isOpen} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
