// Whom a policy is for. It needs nothing of formulas, so that pages which tell of rights do not fetch them.
import type { Actor } from './actor.ts'
import type { Who } from './policy.ts'

/** Whether a policy speaks of this actor at all. */
export function speaksOf(who: Who, actor: Actor): boolean {
  if (actor.kind === 'system') return who.system?.includes(actor.name) === true
  return (
    who.everyone === true ||
    who.people?.includes(actor.id) === true ||
    who.roles?.some((role) => actor.roles.includes(role)) === true ||
    (actor.department !== null && who.departments?.includes(actor.department) === true)
  )
}
