// Formulas computed anew on stored records: what a check of a workspace compares with what is stored.
import type { Tx } from '#base/database'
import type { Value } from '#kernel/schema'
import { fitted } from './coerce.ts'
import { startDerivation } from './derive.ts'
import { lookUp, satisfy } from './load.store.ts'
import { haveFollowed, haveGathered, noNeeds } from './needs.ts'
import type { WriteRequest } from './store.ts'
import { environment, rowOf, same, startWork } from './work.ts'
import { lookAtWorkdays } from './workdays.store.ts'

export type StaleValue = {
  readonly record: string
  readonly field: string
  readonly stored: Value
  readonly computed: Value
}

/** What a formula that looks at the clock was on another day says nothing of today. */
const clock = /\b(TODAY|NOW)\s*\(/i

/** Stored formulas of these records that are not what they compute to now; nothing is locked or changed. */
export async function staleFormulas(
  tx: Tx,
  request: WriteRequest,
  object: string,
  ids: readonly string[],
): Promise<readonly StaleValue[]> {
  const compiled = request.model.objects.get(object)
  const formulas = (compiled?.formulas ?? []).filter(({ formula }) => !clock.test(formula.text))
  if (!compiled || formulas.length === 0) return []
  const work = startWork(request.model, request.actor, request.origin, request.moment, request.newId)
  await Promise.all([lookUp(tx, work, object, ids), lookAtWorkdays(tx, work)])
  const rows = ids.map((id) => rowOf(work, object, id)).filter((row) => row !== null && row !== undefined)
  for (let needs = noNeeds(); ; needs = noNeeds()) {
    const complete = rows.map((row) => haveFollowed(work, row, compiled.follow, needs))
    const asked = formulas.map(({ formula }) => formula)
    if (!complete.includes(false) && haveGathered(work, rows, asked, needs)) break
    await satisfy(tx, work, startDerivation(), needs)
  }
  return rows.flatMap((row) =>
    formulas.flatMap(({ field, formula }) => {
      const computed = fitted(formula.evaluate(environment(work, row)), field)
      const stored = row[field.name] ?? null
      return same(stored, computed) ? [] : [{ record: String(row.id), field: field.name, stored, computed }]
    }),
  )
}
