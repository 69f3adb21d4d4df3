// Reading a value from the row, the actor or a variable, through references that were loaded beforehand.
import type { Row, Value } from '#kernel/schema'
import type { Read } from './ast.ts'
import type { Environment } from './contract.ts'
import { type Run, take } from './inner.ts'

const starts: Readonly<Record<Read['from'], (environment: Environment) => Row | undefined>> = {
  row: ({ row }) => row,
  me: ({ me }) => me as unknown as Row,
  variable: ({ variables }) => variables,
  related: ({ related }) => related,
}

/** The compiled form of a read: whatever is missing or not loaded on the way is blank. */
export function reader({ from, path, through, kind }: Read): Run {
  const start = starts[from]
  const [first = '', ...rest] = path
  if (rest.length === 0) return (environment) => take(kind, start(environment)?.[first])
  return (environment) => take(kind, walk(start(environment)?.[first], rest, through, environment))
}

function walk(
  from: Value | undefined,
  path: readonly string[],
  through: readonly string[],
  { follow }: Environment,
): Value | undefined {
  let value = from
  for (let at = 0; at < path.length; at++)
    value = recordOf(value, through[at] ?? '', follow)?.[path[at] ?? '']
  return value
}

/** A reference is an id to look up; a variable may hold the record itself. */
function recordOf(value: Value | undefined, object: string, follow: Environment['follow']): Row | undefined {
  if (typeof value === 'string') return follow(object, value)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined
}
