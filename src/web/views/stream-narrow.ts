// What of a stream is wanted: one kind, one person, words. Records are narrowed by the server; what is only in the log, here. Pure.
import type { HistoryEvent } from '#kernel/module'
import type { Filter, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import type { Source } from './stream-sources.ts'

export type Narrowing = {
  readonly kind: string | undefined
  /** A person's id. */
  readonly who: string | undefined
  readonly find: string | undefined
}

export const isNarrowed = ({ kind, who, find }: Narrowing): boolean =>
  kind !== undefined || who !== undefined || find !== undefined

/** The question narrowed to a person, named by `by`, and to words. */
export function narrowed(query: Query, { who, find }: Narrowing, by: string): Query {
  const named: readonly Filter[] = who === undefined ? [] : [{ field: by, is: 'eq', value: who }]
  const filters = [...(query.filter ? [query.filter] : []), ...named]
  return {
    ...query,
    ...(filters.length > 1 ? { filter: { and: filters } } : {}),
    ...(find === undefined ? {} : { search: find }),
  }
}

/** Records that cannot be searched hold none of the words. */
export const canBeFound = ({ object }: Source, { find }: Narrowing): boolean =>
  find === undefined || (object.search?.length ?? 0) > 0

const holds = (find: string | undefined, values: readonly unknown[]): boolean =>
  find === undefined || JSON.stringify(values).toLowerCase().includes(find.toLowerCase())

/** `words` are those that the reader sees of it: names of fields, of the action. */
export const isEventWanted = (
  { actor, actorName, before, after, reason, made }: HistoryEvent,
  { who, find }: Narrowing,
  words: readonly string[],
): boolean =>
  (who === undefined || actor === who) && holds(find, [words, actorName, before, after, reason, made?.name])

export const isTaskWanted = (task: Row, { who, find }: Narrowing): boolean =>
  (who === undefined || task.holder === who || task.askedBy === who) &&
  holds(find, [task.label, task.holder$title, task.askedBy$title, task.returnReason, task.askReason])
