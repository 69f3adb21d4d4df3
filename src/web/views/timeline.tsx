// The history of a record, read from the one log: who changed what, from what to what, and when.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, HistoryEvent, ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { ShowDatetime } from '../fields/date.tsx'
import { Show } from '../fields/index.tsx'
import { Avatar } from '../ui/avatar.tsx'
import './timeline.css'

/** Fields that a reader cares about: not the engine's own, not structured ones. */
export function changedFields(object: ObjectMetadata, event: HistoryEvent): readonly FieldMetadata[] {
  const names = new Set([...Object.keys(event.before), ...Object.keys(event.after)])
  return object.fields.filter(
    ({ name, type, hidden }) => names.has(name) && !hidden && type !== 'json' && type !== 'lines',
  )
}

const mostFields = 6

export function EventEntry({ object, event }: { object: ObjectMetadata; event: HistoryEvent }) {
  const { t } = useTranslation()
  const label = useLabel()
  const fields = event.kind === 'update' ? changedFields(object, event) : []
  const who = event.isSystem ? t('system') : event.actorName
  const { made, ruleLabel } = event
  const kind = made === null ? event.kind : event.source === 'import' ? 'imported' : 'recorded'
  const said = event.actionLabel === null ? t(`event.${kind}`) : label(event.actionLabel)
  return (
    <div className="entry">
      <Avatar id={event.source === 'form' || event.source === 'api' ? event.actor : null} name={who} />
      <div>
        <p>
          <strong>{who}</strong> {said}{' '}
          <span className="when">
            <ShowDatetime value={event.at} />
          </span>
        </p>
        {made === null ? null : (
          <small>
            {t('event.made', { name: made.name })} <ShowDatetime value={made.at} />
          </small>
        )}
        {fields.slice(0, mostFields).map((field) => (
          <small key={field.name} className="changed">
            {label(field.label)}{' '}
            <del>
              <Show field={field} value={event.before[field.name]} row={event.before} />
            </del>{' '}
            → <Show field={field} value={event.after[field.name]} row={event.after} />
          </small>
        ))}
        {fields.length > mostFields ? (
          <small>{t('event.more', { count: fields.length - mostFields })}</small>
        ) : null}
        {ruleLabel === null ? null : <small>{t('event.byRule', { name: label(ruleLabel) })}</small>}
        {event.reason === null || event.source === 'rule' ? null : (
          <small className="quoted">{event.reason}</small>
        )}
      </div>
    </div>
  )
}
