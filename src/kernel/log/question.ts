// A question to the log as data, and the cursor by which its answer is read page by page.
import { isUuid } from '#base/ids'
import type { LogEvent } from './event.ts'

/** All that is given must hold. Lists hold at most 1,000 ids; `since` is included, `until` is not. */
export type LogQuestion = {
  readonly object?: string
  readonly records?: readonly string[]
  readonly writeId?: string
  readonly actor?: string
  readonly source?: string
  readonly action?: string
  readonly kind?: LogEvent['kind']
  /** Events that changed this field; with `from` and `to` only those that changed it from and to these values. */
  readonly field?: string
  readonly from?: string | null
  readonly to?: string | null
  /** Updates by people that changed a value which was there: any, in a later month than the record's, or many records at once. */
  readonly way?: 'corrected' | 'late' | 'bulk'
  readonly since?: string
  readonly until?: string
}

/** An event as a reader shows it: its place is null for the moment until it is sealed. */
export type HistoryEntry = LogEvent & { readonly seq: string | null }

export type LogPage = {
  /** 1–500; 50 when absent. */
  readonly limit?: number
  /** The cursor of the former page. */
  readonly after?: string
}

export type LogAnswer = { readonly events: readonly HistoryEntry[]; readonly next?: string }

export const pageLimit = (limit: number | undefined, most = 500): number =>
  Math.min(Math.max(Math.trunc(limit ?? 50), 1), most)

/** Where a page ends: the instant and id of its last event. */
export const cursorOf = (event: Pick<LogEvent, 'at' | 'id'>): string => `${event.at}_${event.id}`

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The instant and id a cursor names; undefined for text that is none. */
export function parseCursor(
  text: string | undefined,
): { readonly at: string; readonly id: string } | undefined {
  const [at = '', id = ''] = (text ?? '').split('_')
  return instant.test(at) && !Number.isNaN(Date.parse(at)) && isUuid(id) ? { at, id } : undefined
}
