// Where the demo company lives: its workspace, made at the first start of an installation that serves nobody yet.
import type { Database } from '#base/database'
import { progressOf } from '#kernel/jobs/store'
import { type OpenEngine, workspaceParts } from '#kernel/module/store'
import type { Initials } from '#kernel/records'
import { createWorkspace } from '#kernel/workspace/store'
import type { DemoContext, SignInHint } from '../product.ts'
import { beginDemo, demoPassword, demoProgressId, demoSignIns, prepareDemo } from './generate.ts'

const demo = { id: 'demo', name: '华瑞电器', zone: 'Asia/Shanghai' }

/**
 * Makes the demo company where there is no workspace at all, or goes on with one that was cut off. Calls `ready` as soon as people can
 * sign in; an installation with a workspace of its own is left alone.
 */
export async function prepareDemoWorkspace(
  { owner, workspaces, now, say }: DemoContext,
  initials: Initials,
  ready: (hints: readonly SignInHint[]) => void,
): Promise<void> {
  if ((await workspaces.workspaceIds()).length === 0) {
    const made = await createWorkspace(owner, demo, workspaceParts, now())
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    await owner.transaction((tx) => beginDemo(tx, made.value.namespace, now()))
  }
  const engine = await workspaces.engineOf(demo.id)
  if (!engine || (await demoState(engine.db, engine.workspace.namespace)) === null) return
  const hints = demoSignIns.map(
    ({ login, name, title }): SignInHint => ({
      workspace: demo.id,
      title: `${name} ${title}`,
      login,
      password: demoPassword,
    }),
  )
  if ((await demoState(engine.db, engine.workspace.namespace)) !== 'running') return ready(hints)
  await live(engine, { initials, now, say }, () => ready(hints))
}

async function live(
  engine: OpenEngine,
  { initials, now, say }: Pick<DemoContext, 'now' | 'say'> & { initials: Initials },
  ready: () => void,
): Promise<void> {
  const quarters = new Set<number>()
  const started = now().getTime()
  let isReady = false
  await prepareDemo({
    db: engine.db,
    workspace: engine.workspace,
    initials,
    clock: now,
    onProgress: (stage, done, total) => {
      engine.forget('directory')
      engine.forget('calendar')
      if (!isReady) ready()
      isReady = true
      const quarter = Math.floor((done / Math.max(total, 1)) * 4)
      if (stage !== 'history' || quarters.has(quarter)) return
      quarters.add(quarter)
      say(`  the demo company's history: ${quarter * 25} %`)
    },
  })
  say(`  the demo company is complete (${Math.round((now().getTime() - started) / 1000)} s)`)
}

/** Whether the workspace is the demo, and whether its past is still being lived; null for any other workspace. */
export async function demoState(db: Database, namespace: string): Promise<string | null> {
  const progress = await db.transaction((tx) => progressOf(tx, namespace, demoProgressId))
  return progress?.state ?? null
}
