// Messages that were put away until later, and whose time has come: back they are, by whichever node looks first.
import type { Change, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'

/** The question a worker asks every few seconds, until it comes back empty. */
export const snoozedQuery = (now: string): Query => ({
  object: 'notify.message',
  fields: ['id', 'version'],
  filter: { field: 'snoozedUntil', is: 'le', value: now },
  sort: ['snoozedUntil'],
  limit: 200,
})

/** Each names the version it was decided on: another node, or its person, may have been faster. */
export const broughtBack = (rows: readonly Row[]): readonly Change[] =>
  rows.map(({ id, version }) => ({
    kind: 'update',
    object: 'notify.message',
    id: String(id),
    version: Number(version),
    values: { snoozedUntil: null },
  }))
