// The product that this installation serves: the installed modules, their background work, and what doctor computes anew.
import { pinyin } from 'pinyin-pro'
import { startWorker, type Worker } from '#kernel/module/store'
import { modules } from '#modules'
import type { Product, WorkContext } from './product.ts'

export const product: Product = {
  modules,
  initials: (chinese) => pinyin(chinese, { pattern: 'first', toneType: 'none', separator: '' }),
  startWork,
}

/** One worker for each workspace, those made later included. */
async function startWork({
  bus,
  workspaces,
  now,
  onError,
}: WorkContext): Promise<{ stop: () => Promise<void> }> {
  const workers = new Map<string, Worker>()
  const look = async (): Promise<void> => {
    for (const id of await workspaces.workspaceIds()) {
      const engine = workers.has(id) ? undefined : await workspaces.engineOf(id)
      if (engine && !workers.has(id)) workers.set(id, startWorker({ engine, clock: now, onError }))
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
