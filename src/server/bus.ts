// Wake-ups between nodes and within one: ids only, never the data, and losing one costs only time.
import { randomBytes } from 'node:crypto'
import pg from 'pg'

/**
 * log: events were sealed · definition: a workspace's definitions changed · session: a session or token ended, or a person's access ·
 * people: people, roles, departments or calendars changed · work: long work was begun or is to be cancelled.
 */
export type Topic = 'log' | 'definition' | 'session' | 'people' | 'work'
const topics: readonly Topic[] = ['log', 'definition', 'session', 'people', 'work']

/** `workspace` always; `id` where the topic speaks of one thing (a session or person, a definition version). */
export type Wake = { readonly workspace: string; readonly id?: string }

export type EventBus = {
  /** Tells listeners of this process at once and other nodes soon. Never fails: a wake-up may be lost. */
  publish(topic: Topic, wake: Wake): void
  /** Returns the function that ends it. */
  subscribe(topic: Topic, listener: (wake: Wake) => void): () => void
  /** Told after a connection was lost and found again: whatever was meant to be heard meanwhile must be looked up. */
  onResume(listener: () => void): () => void
  close(): Promise<void>
}

type Listeners = {
  readonly byTopic: Readonly<Record<Topic, Set<(wake: Wake) => void>>>
  readonly resume: Set<() => void>
}

/** A bus within one process: tests, and one node without a second connection. */
export function localBus(): EventBus {
  return busOn(
    listeners(),
    () => undefined,
    async () => undefined,
  )
}

const listeners = (): Listeners => ({
  byTopic: { log: new Set(), definition: new Set(), session: new Set(), people: new Set(), work: new Set() },
  resume: new Set(),
})

function busOn(
  told: Listeners,
  send: (topic: Topic, wake: Wake) => void,
  close: () => Promise<void>,
): EventBus {
  const joined = <T>(set: Set<T>, one: T): (() => void) => {
    set.add(one)
    return () => void set.delete(one)
  }
  return {
    publish(topic, wake) {
      for (const listener of told.byTopic[topic]) listener(wake)
      send(topic, wake)
    },
    subscribe: (topic, listener) => joined(told.byTopic[topic], listener),
    onResume: (listener) => joined(told.resume, listener),
    close,
  }
}

export type BusOptions = {
  readonly url: string
  /** Told of lost connections; never with the address, which holds a password. */
  readonly onLost?: (message: string) => void
  readonly retryMs?: number
}

/**
 * The `pg` driver: LISTEN and NOTIFY on one connection of its own, opened again whenever it is lost.
 * Channels are `baton_<topic>`; the payload is the sender, the workspace and an id.
 */
export async function openBus({ url, onLost, retryMs = 1000 }: BusOptions): Promise<EventBus> {
  const told = listeners()
  const node = randomBytes(6).toString('hex')
  let client: pg.Client | null = null
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function connect(): Promise<void> {
    const settings: pg.ClientConfig & { readonly pipeline: true } = {
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      // Wake-ups are sent without waiting for each other.
      pipeline: true,
    }
    const fresh = new pg.Client(settings)
    fresh.on('error', (error) => lost(fresh, error))
    fresh.on('end', () => lost(fresh, new Error('the connection ended')))
    fresh.on('notification', ({ channel, payload = '' }) => hear(told, node, channel, payload))
    await fresh.connect()
    await fresh.query(topics.map((topic) => `listen ${channelOf(topic)}`).join(';'))
    if (isClosed) return fresh.end()
    client = fresh
  }

  function lost(which: pg.Client, error: Error): void {
    if (client !== which || isClosed) return
    client = null
    onLost?.(error.message)
    void which.end().catch(() => undefined)
    again()
  }

  function again(): void {
    timer = setTimeout(() => {
      connect().then(
        () => {
          for (const listener of told.resume) listener()
        },
        () => (isClosed ? undefined : again()),
      )
    }, retryMs)
  }

  await connect()
  return busOn(
    told,
    (topic, wake) => void client?.query(notification(node, topic, wake)).catch(() => undefined),
    async () => {
      isClosed = true
      clearTimeout(timer)
      await client?.end()
    },
  )
}

const channelOf = (topic: Topic): string => `baton_${topic}`

const notification = (node: string, topic: Topic, { workspace, id }: Wake) => ({
  text: 'select pg_notify($1, $2)',
  values: [channelOf(topic), [node, workspace, ...(id === undefined ? [] : [id])].join(' ')],
})

function hear(told: Listeners, node: string, channel: string, payload: string): void {
  const topic = topics.find((one) => channelOf(one) === channel)
  const [from, workspace, id] = payload.split(' ')
  if (topic === undefined || from === node || !workspace) return
  const wake = id === undefined ? { workspace } : { workspace, id }
  for (const listener of told.byTopic[topic]) listener(wake)
}
