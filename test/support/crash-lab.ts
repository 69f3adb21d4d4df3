// A real server under writing clients, killed again and again; what is left must be true.
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '#base/database'
import { type Random, randomFrom } from './random.ts'
import { type Market, type Sale, sell } from './seller.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { untruths } from './truth.ts'
import { makeWarehouse, quietNode, workspace } from './warehouse.ts'

export type CrashOptions = {
  /** What the server runs with: DATABASE_URL, or BATON_HOME for a database that falls and rises with it. */
  readonly environment: Readonly<Record<string, string>>
  /** The database itself, while no server runs. */
  readonly openDatabase: () => Promise<{ readonly url: string; readonly stop: () => Promise<void> }>
  readonly rounds: number
  readonly clients: number
  readonly seed: number
  /** The longest time between the first acknowledged write of a round and the kill. */
  readonly longestRoundMs: number
  readonly say: (line: string) => void
}

export type CrashReport = {
  readonly kills: number
  /** Writes that the server had acknowledged. */
  readonly acknowledged: number
  /** Orders whose fate nobody was told, because the server died first. */
  readonly unanswered: number
  readonly faults: readonly string[]
}

/** Sets up, kills `rounds` times, lets the work settle, and looks. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const warehouse = await withDatabase(options, (url) => makeWarehouse(url, options.clients))
  const random = randomFrom(options.seed)
  const state = { address: '', isOpen: true, acknowledged: 0 }
  const market: Market = {
    warehouse,
    address: () => state.address,
    isOpen: () => state.isOpen,
    onAcknowledged: () => void state.acknowledged++,
  }
  let server = await startServer(options.environment)
  state.address = server.address
  const failures: string[] = []
  const selling = warehouse.logins.map((login, index) =>
    sell(market, login, randomFrom(options.seed + index + 1)).catch((error: unknown): readonly Sale[] => {
      failures.push(String(error))
      return []
    }),
  )
  try {
    for (let round = 1; round <= options.rounds && failures.length === 0; round++) {
      await killInTheMiddle(server, options, random, state)
      options.say(`round ${round}: killed after ${state.acknowledged} acknowledged writes`)
      server = await startServer(options.environment)
      state.address = server.address
    }
    await progress(state)
    state.isOpen = false
    const sales = (await Promise.all(selling)).flat()
    await settle(options, server)
    const faults = await withDatabase(options, async (url) => {
      const node = await quietNode(url)
      const engine = await node.workspaces.engineOf(workspace)
      const found = engine ? await untruths(engine, sales, warehouse) : ['the workspace does not open']
      await node.stop()
      return found
    })
    const unanswered = sales.filter((sale) => !sale.acknowledged.has('order')).length
    return {
      kills: options.rounds,
      acknowledged: state.acknowledged,
      unanswered,
      faults: [...failures, ...faults],
    }
  } finally {
    state.isOpen = false
    await server.end('SIGKILL')
  }
}

type State = { acknowledged: number }

async function killInTheMiddle(
  server: ServerProcess,
  { longestRoundMs }: CrashOptions,
  random: Random,
  state: State,
): Promise<void> {
  await progress(state)
  await wait(random.below(longestRoundMs))
  await server.end('SIGKILL')
}

/** Waits until somebody has got something done. */
async function progress(state: State): Promise<void> {
  const before = state.acknowledged
  for (const until = Date.now() + 60_000; state.acknowledged === before; await wait(10))
    if (Date.now() > until) throw new Error('Nothing is acknowledged any more')
}

/** Waits until everything is sealed and followed to its end, or for a minute, then ends the server in order. */
async function settle(options: CrashOptions, server: ServerProcess): Promise<void> {
  let last: string | null = null
  for (let same = 0, tries = 0; same < 2 && tries < 60; tries++) {
    await wait(1000)
    // While it runs, an embedded database is shared with the server.
    const now = await withDatabase(options, endOfLog)
    same = now !== null && now === last ? same + 1 : 0
    last = now
  }
  const code = await server.end('SIGTERM')
  if (code !== 0) throw new Error(`The server ended with ${code}:\n${server.output()}`)
}

/** The end of the log as soon as nothing waits to be sealed and everybody has followed it; null before. */
async function endOfLog(url: string): Promise<string | null> {
  const db = openDatabase({ url, maxConnections: 1 })
  const { rows } = await db.query({
    text: `select (select count(*) from w_${workspace}.log_pending) as waiting,
                  (select max(seq) from w_${workspace}.log_seal) as sealed,
                  (select min(seq) from w_${workspace}.follower) as followed`,
    values: [],
  })
  await db.close()
  const [now] = rows as { readonly waiting: unknown; readonly sealed: unknown; readonly followed: unknown }[]
  return now && Number(now.waiting) === 0 && now.sealed === now.followed ? String(now.sealed) : null
}

async function withDatabase<T>(options: CrashOptions, work: (url: string) => Promise<T>): Promise<T> {
  const { url, stop } = await options.openDatabase()
  try {
    return await work(url)
  } finally {
    await stop()
  }
}
