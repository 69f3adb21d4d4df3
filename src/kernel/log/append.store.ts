// Adds the events of a write to the log: one statement, on the hottest path of the product.
import type { Tx } from '#base/database'
import { ident, type Statement } from '#base/sql'
import { columns } from './columns.store.ts'
import type { LogEvent } from './event.ts'

/** Appends events in the write's transaction and marks them as waiting for their places. One round trip; none for no events. */
export async function append(tx: Tx, namespace: string, events: readonly LogEvent[]): Promise<void> {
  if (events.length > 0) await tx.query(appendStatement(namespace, events))
}

/** The statement of `append`, for a caller that sends several at once. `events` is not empty. */
export const appendStatement = (namespace: string, events: readonly LogEvent[]): Statement => ({
  text: textFor(namespace),
  name: `log.append.${namespace}`,
  values: columns.map(({ field, type }) =>
    events.map((event) => (type === 'jsonb' ? JSON.stringify(event[field]) : event[field])),
  ),
})

const texts = new Map<string, string>()

function textFor(namespace: string): string {
  const known = texts.get(namespace)
  if (known !== undefined) return known
  const names = columns.map(({ column }) => column).join(', ')
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')
  const text = `with added as (
      insert into ${ident(namespace, 'log').text} (${names})
      select ${names} from unnest(${arrays}) as e(${names}) returning id)
    insert into ${ident(namespace, 'log_pending').text} (event_id) select id from added`
  texts.set(namespace, text)
  return text
}
