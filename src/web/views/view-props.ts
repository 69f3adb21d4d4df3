// What every view that is loaded when it is first looked at is given.
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { UsedListState } from './use-list-state.ts'

export type DrawnViewProps = {
  readonly object: ObjectMetadata
  readonly used: UsedListState
  /** Which records; a view adds what it asks of them. */
  readonly query: Query
}
