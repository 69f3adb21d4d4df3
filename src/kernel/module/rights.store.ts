// Who may do what, as administrators look at it: what a role comes to, and what is shipped.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { Compiled } from './compile.ts'
import type { RoleRights, ShippedRight } from './engine.ts'
import { objectFor } from './metadata-of.ts'
import { shippedRightsIn, somebody } from './own-rights.ts'
import { mayDefine, mayNotDefine } from './publish.store.ts'
import type { Running } from './state.store.ts'

/** See Engine. Problems: access.denied, query.unknownObject. */
export async function rightsOf(
  running: Running,
  actor: Actor,
  role: string,
  name: string,
): Promise<Result<RoleRights>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const { compiled } = running.state()
  const object = compiled.schema.object(name)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name }))
  const one = somebody(role, actor.locale)
  const lines = object.fields.flatMap((field) => (field.type === 'lines' ? [field.object] : []))
  const told = [name, ...lines].flatMap((of) => {
    const seen = seenBy(compiled, of, one)
    return seen === null ? [] : [[of, seen] as const]
  })
  return ok(Object.fromEntries(told))
}

function seenBy(compiled: Compiled, name: string, actor: Actor): RoleRights[string] | null {
  const object = compiled.schema.object(name)
  const told = object ? objectFor(compiled, object, actor) : null
  return (
    told && {
      operations: told.operations,
      read: told.fields.map((field) => field.name),
      write: told.fields.filter(({ writable }) => writable).map((field) => field.name),
    }
  )
}

/** See Engine. Problems: access.denied, query.unknownObject. */
export async function shippedRights(
  running: Running,
  actor: Actor,
  name: string,
): Promise<Result<readonly ShippedRight[]>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const found = shippedRightsIn(running.state().compiled, running.options.modules).get(name)
  return found ? ok(found) : failed(problem('query.unknownObject', ['object'], { name }))
}
