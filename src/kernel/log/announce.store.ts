// Wakes those on other nodes who follow a workspace's log: NOTIFY carries the place, never the event.
import pg from 'pg'
import type { Database } from '#base/database'
import { sql } from '#base/sql'

const channel = 'baton_log'

/** Says that the log of a workspace has grown to `seq`. In a transaction of its own: NOTIFY makes commits wait for each other. */
export async function announceSealed(db: Database, namespace: string, seq: string): Promise<void> {
  await db.transaction((tx) => tx.query(sql`select pg_notify(${channel}, ${`${namespace}:${seq}`})`))
}

export type Listener = { readonly stop: () => Promise<void> }

export type ListenOptions = {
  readonly url: string
  readonly onSealed: (namespace: string, seq: string) => void
  /** Told when listening begins again after the connection was lost: look at the log, messages may have been missed. */
  readonly onReconnected?: () => void
  readonly onError?: (error: unknown) => void
  readonly retryMs?: number
}

/** Listens on a connection of its own and connects again when it is lost. Resolves when the first connection listens. */
export async function listenForSealed(options: ListenOptions): Promise<Listener> {
  const state = { stopped: false, client: await connect(options, () => lost()) }
  const lost = (): void => {
    if (state.stopped) return
    setTimeout(() => void again(), options.retryMs ?? 1000).unref()
  }
  const again = async (): Promise<void> => {
    if (state.stopped) return
    try {
      state.client = await connect(options, lost)
      if (state.stopped) await state.client.end()
      else options.onReconnected?.()
    } catch (error) {
      options.onError?.(error)
      lost()
    }
  }
  return {
    stop: async () => {
      state.stopped = true
      await state.client.end().catch(() => undefined)
    },
  }
}

async function connect(options: ListenOptions, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: options.url, keepAlive: true })
  let listening = false
  client.on('error', (error) => options.onError?.(error))
  client.on('end', () => {
    if (listening) onLost()
  })
  client.on('notification', ({ payload = '' }) => {
    const [namespace, seq] = payload.split(':')
    if (namespace && seq) options.onSealed(namespace, seq)
  })
  await client.connect()
  await client.query(`listen ${channel}`)
  listening = true
  return client
}
