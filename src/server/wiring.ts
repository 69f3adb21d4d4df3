// The product that this installation serves: the installed modules, their background work, and what doctor computes anew.
import { join } from 'node:path'
import {
  balanceFaults,
  type Fault,
  formulaFaults,
  type OpenEngine,
  rollupFaults,
  startWorker,
} from '#kernel/module/store'
import type { PieceKind } from '#kernel/schema'
import { modules } from '#modules'
import { demoState, prepareDemoWorkspace } from './demo/demo-workspace.ts'
import { say, type Texts } from './http/messages.ts'
import { allTexts } from './http/texts.ts'
import { startImports } from './import/import-worker.ts'
import { initials } from './initials.ts'
import type { Product, WorkContext, WorkspaceCheck } from './product.ts'
import { startSweeping } from './sweep.ts'
import { startWebhooks } from './webhooks/webhooks.ts'

export const product: Product = {
  modules,
  initials,
  checks: [
    computed('balances against their ledgers', balanceFaults),
    computed('roll-ups against their records', rollupFaults),
    computed('formulas', formulaFaults),
    { name: 'work calendar', run: calendarEnds },
    { name: 'own definitions', run: setAside },
  ],
  startWork,
  prepareDemo: (context, ready) => prepareDemoWorkspace(context, initials, ready),
}

/** A sentence names a handful; the rest is counted. */
function sentenceOf(faults: readonly string[]): string | null {
  if (faults.length === 0) return null
  const rest = faults.length > 5 ? `; and ${faults.length - 5} more` : ''
  return `${faults.slice(0, 5).join('; ')}${rest}`
}

function computed(name: string, look: (engine: OpenEngine) => Promise<readonly Fault[]>): WorkspaceCheck {
  const said = ({ object, record, field, stored, computed }: Fault): string =>
    `${object} ${record ?? '(no row)'}: ${field} is ${String(stored)}, should be ${String(computed)}`
  return { name, run: async (engine) => sentenceOf((await look(engine)).map(said)) }
}

/** A month before the holidays of the next year are needed, and ever after, somebody is told to enter them. */
async function calendarEnds(engine: OpenEngine): Promise<string | null> {
  const installer = engine.systemActor('installer')
  const { knownUntil } = (await engine.metadata(installer)).calendar
  const now = Date.parse(engine.request(installer).moment.now)
  const soon = new Date(now + 30 * 86_400_000).toISOString().slice(0, 10)
  return knownUntil >= soon
    ? null
    : `holidays are known until ${knownUntil}; enter those that follow in the work calendar`
}

const productTexts = (): Texts => allTexts(modules.flatMap(({ messages }) => (messages ? [messages] : [])))

/** What was published here and does not hold on this version; the designer of objects shows the same. */
async function setAside(engine: OpenEngine): Promise<string | null> {
  const texts = productTexts()
  const { aside } = engine.compiled()
  const sentences = aside.map(
    ({ kind, object, name, problems }) =>
      `${object}: the ${pieceWords[kind]} "${name}" is set aside: ${problems.map((one) => say(texts, 'en', one).message).join(' ')}`,
  )
  return sentenceOf(sentences)
}

const pieceWords: Readonly<Record<PieceKind, string>> = {
  object: 'object',
  extension: 'additions to',
  field: 'field',
  defaults: 'default of',
  conditions: 'conditions of',
  checks: 'check',
  indexes: 'index',
  unique: 'unique key',
  search: 'search field',
  prints: 'print layout',
  layouts: 'form layout',
  path: 'stages of',
  policy: 'policy',
}

/** The demo company's past is still being made: nobody else acts on what falls due in it. */
const isLived = async ({ db, workspace }: OpenEngine): Promise<boolean> =>
  (await demoState(db, workspace.namespace)) === 'running'

type Worker = { readonly wake: () => void; readonly work: () => void; readonly stop: () => Promise<void> }

/** Whatever follows the log of one workspace and looks at its clocks. */
function workersOf(engine: OpenEngine, context: WorkContext): Worker {
  const { turns, now, newId, webhooks: settings, onError } = context
  const { db, home } = context
  const texts = productTexts()
  const all = [
    startWorker({ engine, turns, clock: now, onError }),
    startWebhooks({ engine, turns, settings, now, newId, onError }),
  ]
  const imports = startImports({ engine, db, turns, folder: join(home, 'imports'), texts, now, onError })
  return {
    wake: () => all.forEach((worker) => void worker.wake()),
    work: imports.wake,
    stop: async () => void (await Promise.all([imports, ...all].map((worker) => worker.stop()))),
  }
}

/** The workers of each workspace, those made later included. */
async function startWork(context: WorkContext): Promise<{ stop: () => Promise<void> }> {
  const { bus, workspaces, onError } = context
  const workers = new Map<string, Worker>()
  const look = async (): Promise<void> => {
    for (const id of await workspaces.workspaceIds()) {
      const engine = workers.has(id) ? undefined : await workspaces.engineOf(id)
      if (engine && !workers.has(id) && !(await isLived(engine))) workers.set(id, workersOf(engine, context))
    }
  }
  await look().catch(onError)
  const sweeping = startSweeping(context)
  const timer = setInterval(() => void look().catch(onError), 5000)
  const ends = [
    bus.subscribe('log', ({ workspace }) => workers.get(workspace)?.wake()),
    bus.subscribe('work', ({ workspace }) => workers.get(workspace)?.work()),
  ]
  return {
    async stop() {
      clearInterval(timer)
      for (const end of ends) end()
      await Promise.all([sweeping, ...workers.values()].map((one) => one.stop()))
    },
  }
}
