// What an actor may do with one record now, and what stands in the way of each action.
import type { Tx } from '#base/database'
import { isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { abilities, type WriteRequest } from '#kernel/records/store'
import type { Abilities } from './metadata.ts'

/** Problems: records.missing, also when the actor may not read the record. */
export async function abilitiesOf(
  tx: Tx,
  request: WriteRequest,
  object: string,
  id: string,
): Promise<Result<Abilities>> {
  const known = isUuid(id) && request.model.schema.object(object) !== undefined
  const found = known ? await abilities(tx, request, object, id) : null
  const isGone = (name: string): boolean => {
    const known = request.model.objects.get(object)?.actions.get(name)
    return request.isOff(known?.authority ?? '') || request.isOff(known?.action.uses ?? '')
  }
  return found
    ? ok({ ...found, actions: found.actions.filter(({ name }) => !isGone(name)) })
    : failed(
        problem('records.missing', [], { object: String(object).slice(0, 60), id: String(id).slice(0, 60) }),
      )
}
