// The product that this installation serves: the installed modules, their background work, and what doctor computes anew.
import { pinyin } from 'pinyin-pro'
import { startWorker, type Worker } from '#kernel/module/store'
import { balanceMismatches, rollupMismatches, versionMismatches } from '#kernel/records/store'
import { modules } from '#modules'
import type { Product, WorkContext, WorkspaceCheck } from './product.ts'

const recomputed = (name: string, mismatches: typeof rollupMismatches): WorkspaceCheck => ({
  name,
  async run(engine) {
    const model = engine.compiled().records
    const moment = { now: new Date().toISOString(), zone: engine.workspace.zone }
    const actor = engine.systemActor('installer')
    const [first] = await engine.db.transaction((tx) => mismatches(tx, { model, actor, moment, limit: 1 }), {
      isolation: 'repeatable read',
      readOnly: true,
    })
    if (first === undefined) return null
    const { object, field, record, stored, computed } = first
    return `${object} ${record}: ${field} is ${stored ?? 'nothing'}, computed anew ${computed ?? 'nothing'}`
  },
})

export const product: Product = {
  modules,
  initials: (chinese) => pinyin(chinese, { pattern: 'first', toneType: 'none', separator: '' }),
  startWork,
  checks: [
    recomputed('roll-ups', rollupMismatches),
    recomputed('balances', balanceMismatches),
    recomputed('versions', versionMismatches),
  ],
}

/** One worker for each workspace, those made later included. */
async function startWork({
  bus,
  turns,
  workspaces,
  now,
  onError,
}: WorkContext): Promise<{ stop: () => Promise<void> }> {
  const workers = new Map<string, Worker>()
  const look = async (): Promise<void> => {
    for (const id of await workspaces.workspaceIds()) {
      const engine = workers.has(id) ? undefined : await workspaces.engineOf(id)
      if (engine && !workers.has(id)) workers.set(id, startWorker({ engine, turns, clock: now, onError }))
    }
  }
  await look().catch(onError)
  const timer = setInterval(() => void look().catch(onError), 5000)
  const end = bus.subscribe('log', ({ workspace }) => workers.get(workspace)?.wake())
  return {
    async stop() {
      clearInterval(timer)
      end()
      await Promise.all([...workers.values()].map((worker) => worker.stop()))
    },
  }
}
