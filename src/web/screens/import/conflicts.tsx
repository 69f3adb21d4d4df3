// Rows that differ from the records they stand for: both sides next to each other, and which of them is taken.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictDecision, FieldMetadata, ImportConflict, ImportView } from '#kernel/module'
import { lineField } from '#kernel/module'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { useTitle } from '../../data/titles.ts'
import { Show } from '../../fields/index.tsx'
import { formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { toast } from '../../ui/toast.tsx'
import { decideConflicts, useConflicts } from './imports.ts'
import './outcome.css'

const pageSize = 50

type Decide = (decision: ConflictDecision) => Promise<void>

export function Conflicts({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation()
  const { id, conflicts, wish } = view
  const { met, listed, taking } = conflicts
  const [from, setFrom] = useState(0)
  const { data = [] } = useConflicts(id, from)
  const decide = useDecide(id)
  return (
    <section className="import-conflicts" aria-label={t('import.conflicts.title')}>
      <h3>
        {t(wish.isDry ? 'import.conflicts.tried' : 'import.conflicts.left', { count: met })}
        <small role="status">{t('import.conflicts.taking', { taking, keeping: listed - taking })}</small>
      </h3>
      <small>{t(wish.isDry ? 'import.conflicts.hint' : 'import.conflicts.leftHint')}</small>
      {met > listed ? <small>{t('import.conflicts.more', { listed })}</small> : null}
      <ForAll view={view} onDecide={decide} />
      <div className="table-frame">
        <table className="sides" aria-label={t('import.conflicts.title')}>
          <thead>
            <tr>
              <th scope="col">{t('import.conflicts.field')}</th>
              <th scope="col">{t('import.conflicts.live')}</th>
              <th scope="col">{t('import.conflicts.file')}</th>
            </tr>
          </thead>
          {data.map((conflict) => (
            <Differing key={conflict.number} conflict={conflict} onDecide={decide} />
          ))}
        </table>
      </div>
      {listed > pageSize ? (
        <div className="import-choices">
          <Button disabled={from === 0} onClick={() => setFrom(Math.max(from - pageSize, 0))}>
            {t('import.conflicts.before')}
          </Button>
          <span>
            {t('import.conflicts.page', {
              first: from + 1,
              last: Math.min(from + pageSize, listed),
              of: listed,
            })}
          </span>
          <Button disabled={from + pageSize >= listed} onClick={() => setFrom(from + pageSize)}>
            {t('import.conflicts.after')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function useDecide(id: string): Decide {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return async (decision) => {
    const answer = await decideConflicts(id, decision)
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
    await queries.invalidateQueries({ queryKey: ['imports'] })
  }
}

/** Of all rows at once, of one field or of all. */
function ForAll({ view, onDecide }: { readonly view: ImportView; readonly onDecide: Decide }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const [field, setField] = useState('')
  const [blanks, setBlanks] = useState(false)
  const [busy, setBusy] = useState<boolean | null>(null)
  const object = catalog.object(view.object)
  const options = Object.values(view.wish.columns).flatMap((name) => {
    const lines = lineField(name)
    const of = object?.fields.find((one) => one.name === (lines?.lines ?? name))
    const inner = lines === null || of?.type !== 'lines' ? undefined : catalog.object(of.object)
    const known = lines === null ? of : inner?.fields.find((one) => one.name === lines.field)
    return known === undefined ? [] : [{ value: known.name, label: label(known.label) }]
  })
  const decide = (take: boolean): void => {
    setBusy(take)
    void onDecide({ take, ...(take ? { blanks } : {}), ...(field === '' ? {} : { field }) }).finally(() =>
      setBusy(null),
    )
  }
  return (
    <div className="import-choices">
      <div className="choice">
        <span>{t('import.conflicts.inAll')}</span>
        <Select
          aria-label={t('import.conflicts.inAll')}
          value={field}
          options={[{ value: '', label: t('import.conflicts.allFields') }, ...options]}
          onChange={setField}
        />
      </div>
      <Button loading={busy === false} onClick={() => decide(false)}>
        {t('import.conflicts.keepAll')}
      </Button>
      <Button loading={busy === true} onClick={() => decide(true)}>
        {t('import.conflicts.takeAll')}
      </Button>
      <Checkbox checked={blanks} onChange={({ target }) => setBlanks(target.checked)}>
        {t('import.conflicts.blanks')}
      </Checkbox>
    </div>
  )
}

type DifferingProps = { readonly conflict: ImportConflict; readonly onDecide: Decide }

function Differing({ conflict, onDecide }: DifferingProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const { now, zone, language } = useFormat()
  const object = useCatalog().object(conflict.object)
  const by = useTitle('identity.person', conflict.by)
  const { line, title, at, record, fields } = conflict
  const name = title === '' ? label(object?.label) : title
  const records = [record]
  return (
    <tbody aria-label={t('import.conflicts.row', { line, name })}>
      <tr className="whose">
        <th scope="rowgroup" colSpan={3}>
          <span>{t('import.conflicts.row', { line, name })}</span>
          {at === null ? null : (
            <small>
              {t('import.conflicts.came', {
                by: by === undefined || by === '' ? t('import.conflicts.somebody') : by,
                at: formatMoment(at, now, zone, language),
              })}
            </small>
          )}
          {fields.length < 2 ? null : (
            <span className="whole">
              {[false, true].map((take) => (
                <button
                  key={String(take)}
                  type="button"
                  className="plain"
                  onClick={() => void onDecide({ take, records })}
                >
                  {t(take ? 'import.conflicts.takeRow' : 'import.conflicts.keepRow')}
                </button>
              ))}
            </span>
          )}
        </th>
      </tr>
      {fields.map((side) => (
        <Sides
          key={side.field}
          side={side}
          field={object?.fields.find((one) => one.name === side.field)}
          onTake={(take) => void onDecide({ take, records, field: side.field })}
        />
      ))}
    </tbody>
  )
}

type SidesProps = {
  readonly side: ImportConflict['fields'][number]
  readonly field: FieldMetadata | undefined
  readonly onTake: (take: boolean) => void
}

function Sides({ side, field, onTake }: SidesProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const what = field === undefined ? side.field : label(field.label)
  return (
    <tr>
      <th scope="row">{what}</th>
      {([false, true] as const).map((take) => (
        <td key={String(take)} data-chosen={side.take === take}>
          <span>
            {field === undefined ? null : (
              <Show field={field} value={take ? side.file : side.live} row={{}} />
            )}
          </span>
          <button
            type="button"
            className="plain choice"
            aria-pressed={side.take === take}
            aria-label={t(take ? 'import.conflicts.takeField' : 'import.conflicts.keepField', {
              field: what,
            })}
            onClick={() => onTake(take)}
          >
            {t(take ? 'import.conflicts.take' : 'import.conflicts.keep')}
          </button>
        </td>
      ))}
    </tr>
  )
}
