// Every flow as it runs is stored as a version of its own before anything starts on it.
import type { Tx } from '#base/database'
import { ok, type Result } from '#base/result'
import { flowAuthority, publishFlows } from '#kernel/flow'
import { readAll, write } from '#kernel/records/store'
import type { Compiled } from './compile.ts'
import type { Running } from './state.store.ts'
import { withoutCommit, writeRequest } from './write.store.ts'

/**
 * Stores the flows that are new or differ from their newest version, as a part of `tx`. Doing it again changes nothing; a workspace
 * without the kernel's own module has no flows. Problems: those of `write`.
 */
export async function keepFlowVersions(
  tx: Tx,
  running: Running,
  compiled: Compiled,
): Promise<Result<unknown>> {
  const { schema, access, compile, flows } = compiled
  if (schema.object('flow.version') === undefined) return ok(null)
  const actor = running.systemActor(flowAuthority)
  const stored = await readAll(
    tx,
    { object: 'flow.version' },
    { model: access, actor, compile, moment: running.moment() },
  )
  if (!stored.ok) return stored
  const { changes } = publishFlows(stored.value, flows)
  if (changes.length === 0) return ok(null)
  const among = { ...running, state: () => ({ compiled, reactions: [] }) }
  return write(withoutCommit(tx), writeRequest(among, actor, { source: 'system' }, changes))
}
