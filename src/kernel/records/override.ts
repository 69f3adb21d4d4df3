// A stage set against the path: a named person's decision, for a reason, found in the log by one question. Pure.
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import type { ResolvedField } from '#kernel/schema'
import { existing, type Order } from './apply.ts'
import { type Override, overriding } from './change.ts'
import { coerce, coercionProblem } from './coerce.ts'
import type { Work } from './work.ts'

type Overriding = Order & { readonly change: Override }

const shortestReason = 4

/**
 * Puts the stage onto the working set. Neither the path nor the needs of the stage are asked; the right to it, checks and required
 * fields are, as for any change. Problems: records.noOverride, records.noReason, records.missing, records.conflict, records.unknownOption.
 */
export function override(work: Work, order: Overriding): void {
  const { change, index, authority } = order
  const field = overridden(work, order)
  if ('code' in field) {
    work.problems.push(field)
    return
  }
  const entry = existing(work, order, change)
  if (!entry?.row) return
  const coerced = coerce(change.stage, field)
  if (!('value' in coerced)) {
    work.problems.push(coercionProblem(coerced, [index, field.name]))
    return
  }
  entry.row[field.name] = coerced.value
  entry.wishes.push({ kind: 'override', authority, fields: [], index })
  const action = `${entry.object.name}.${overriding}`
  Object.assign(entry, { dirty: true, action, untold: action })
}

/** The field that holds the stage, or why it may not be overridden. */
function overridden({ model, origin }: Work, { change, index }: Overriding): ResolvedField | Problem {
  const { object: name, id } = change
  const object = model.schema.object(name)
  if (!object || !isUuid(id))
    return problem(object ? 'records.badId' : 'query.unknownObject', [index], { name })
  const field = object.path?.overridable === true ? object.byName.get(object.path.field) : undefined
  if (field === undefined) return problem('records.noOverride', [index], { name })
  const isReasoned = (origin.reason ?? '').trim().length >= shortestReason
  return isReasoned ? field : problem('records.noReason', [index, 'reason'])
}
