// What two people wrote, side by side: as it was, theirs with who and when, mine; to choose one by one.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { type Clash, clashKey } from '../data/clash.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { isTyped, Show } from '../fields/index.tsx'
import { formatMoment } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { type Choice, type Choices, choiceOf } from './form-clashes.ts'
import './clashes.css'

/** Who came first, and when. */
export function useCame(): (clash: Clash) => string {
  const { now, zone, language } = useFormat()
  return ({ by, at }) => (at === '' ? '' : `${by} ${formatMoment(at, now, zone, language)}`)
}

export type ClashesProps = {
  readonly clashes: readonly Clash[]
  readonly choices: Choices
  readonly onChoose: (clash: Clash, whose: Choice) => void
  /** The values of the form as they are now, and its lines as they were seen last. */
  readonly rowOf: (id: string) => Row | undefined
}

export default function Clashes({ clashes, choices, onChoose, rowOf }: ClashesProps) {
  const { t } = useTranslation()
  const { object: known } = useCatalog()
  const fieldOf = ({ object, field }: Clash): FieldMetadata | undefined =>
    known(object)?.fields.find(({ name }) => name === field)
  // Of a removed line only what people type is worth telling.
  const told = clashes.filter((clash) => {
    const field = fieldOf(clash)
    return clash.kind !== 'removal' || (field !== undefined && isTyped(field) && field.writable)
  })
  const seen = new Set<string>()
  const frame = useRef<HTMLElement>(null)
  // Whoever saved is taken to what is asked of them.
  useEffect(() => frame.current?.querySelector('button')?.focus(), [])
  return (
    <section ref={frame} className="card clash-card" role="alert">
      <h2>{t('conflict.title')}</h2>
      <div className="table-frame">
        <table className="clashes" aria-label={t('conflict.table')}>
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.before')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
              <th scope="col">{t('conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {(told.length > 0 ? told : clashes).map((clash) => {
              const isFirst = !seen.has(clashKey(clash))
              seen.add(clashKey(clash))
              return (
                <ClashRow
                  key={`${clash.id} ${clash.field}`}
                  clash={clash}
                  field={fieldOf(clash)}
                  row={rowOf(clash.id) ?? {}}
                  chosen={choiceOf(choices, clash)}
                  onChoose={isFirst ? (whose) => onChoose(clash, whose) : undefined}
                />
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type RowProps = {
  readonly clash: Clash
  readonly field: FieldMetadata | undefined
  readonly row: Row
  readonly chosen: Choice | undefined
  readonly onChoose: ((whose: Choice) => void) | undefined
}

function ClashRow({ clash, field, row, chosen, onChoose }: RowProps) {
  const { t } = useTranslation()
  const came = useCame()
  const what = useWhat(clash, field, row)
  const mine = clash.kind === 'value' ? (row[clash.field] ?? clash.mine) : null
  const choice = (whose: Choice) =>
    onChoose === undefined ? null : (
      <button
        type="button"
        className="plain choice"
        aria-pressed={chosen === whose}
        aria-label={t(`conflict.take.${whose}`, { field: what })}
        onClick={() => onChoose(whose)}
      >
        {t(`conflict.${whose}Short`)}
      </button>
    )
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        <Side field={field} value={clash.before} />
      </td>
      <td data-chosen={chosen === 'theirs'}>
        {clash.kind === 'gone' ? t('conflict.gone') : <Side field={field} value={clash.theirs} />}
        <small>{came(clash)}</small>
        {choice('theirs')}
      </td>
      <td data-chosen={chosen === 'mine'}>
        {clash.kind === 'value' ? (
          <Side field={field} value={mine} row={row} />
        ) : (
          t(clash.kind === 'gone' ? 'conflict.changed' : 'conflict.removed')
        )}
        {choice('mine')}
      </td>
    </tr>
  )
}

/** A field of the record, or of one of its lines, which is named before it. */
function useWhat({ object: name }: Clash, field: FieldMetadata | undefined, row: Row): string {
  const label = useLabel()
  const catalog = useCatalog()
  const object = catalog.object(name)
  const isPart = object !== undefined && catalog.owner(object) !== undefined
  const title = object && String(row[`${object.title}$title`] ?? row[object.title] ?? '')
  const own = field === undefined ? '' : label(field.label)
  return isPart ? [title || label(object.label), own].filter(Boolean).join(' · ') : own
}

function Side({
  field,
  value,
  row = {},
}: {
  readonly field: FieldMetadata | undefined
  readonly value: Value
  readonly row?: Row
}) {
  return field === undefined ? null : <Show field={field} value={value} row={row} />
}
