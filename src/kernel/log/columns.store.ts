// The log's columns beside the event's fields, once for every statement.
import { join, raw, type Sql, sql } from '#base/sql'
import type { LogEvent } from './event.ts'

type Column = { readonly field: keyof LogEvent; readonly column: string; readonly type: string }

export const columns: readonly Column[] = [
  { field: 'id', column: 'id', type: 'uuid' },
  { field: 'writeId', column: 'write_id', type: 'uuid' },
  { field: 'at', column: 'at', type: 'timestamptz' },
  { field: 'object', column: 'object', type: 'text' },
  { field: 'record', column: 'record', type: 'uuid' },
  { field: 'version', column: 'version', type: 'integer' },
  { field: 'kind', column: 'kind', type: 'text' },
  { field: 'action', column: 'action', type: 'text' },
  { field: 'actor', column: 'actor', type: 'uuid' },
  { field: 'onBehalfOf', column: 'on_behalf_of', type: 'uuid' },
  { field: 'source', column: 'source', type: 'text' },
  { field: 'ip', column: 'ip', type: 'text' },
  { field: 'cause', column: 'cause', type: 'uuid' },
  { field: 'reason', column: 'reason', type: 'text' },
  { field: 'before', column: 'before', type: 'jsonb' },
  { field: 'after', column: 'after', type: 'jsonb' },
  { field: 'definitionVersion', column: 'definition_version', type: 'integer' },
]

/** Select list that gives rows of the shape LogEvent from the log under the alias `l`. */
export const eventColumns: Sql = join(
  columns.map(({ field, column }) => sql`l.${raw(column)} as "${raw(field)}"`),
)
