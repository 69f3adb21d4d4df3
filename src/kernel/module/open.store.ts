// Opens a workspace with the kernel's own module, its flows published: what servers, commands and tests call.
import { ok, type Result } from '#base/result'
import { flowAuthority } from '#kernel/flow'
import { kernelModule } from './kernel-module.ts'
import { type EngineOptions, type OpenEngine, openEngine } from './store.ts'
import { kernelReactions, newFlowVersions } from './wiring.ts'

/** `modules` are the business modules alone. Problems: those of openEngine. */
export async function openBusiness(options: Omit<EngineOptions, 'reactions'>): Promise<Result<OpenEngine>> {
  const modules = [kernelModule(options.modules.map((module) => module.name)), ...options.modules]
  const opened = await openEngine({ ...options, modules, reactions: kernelReactions })
  if (!opened.ok) return opened
  const engine = opened.value
  const actor = engine.systemActor(flowAuthority)
  const stored = await engine.read(actor, { object: 'flow.version', limit: 500 })
  const changes = newFlowVersions(stored.ok ? stored.value.rows : [], engine.compiled().flows)
  const written = changes.length === 0 ? ok(null) : await engine.write(actor, { source: 'system' }, changes)
  return written.ok ? opened : written
}
