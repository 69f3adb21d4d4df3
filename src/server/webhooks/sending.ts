// What making and sending deliveries take of one workspace, and how they read and write there.
import type { Database } from '#base/database'
import type { Ids } from '#base/ids'
import type { OpenEngine } from '#kernel/module/store'
import { notifyAuthority, type Webhook, webhookOf } from '#kernel/notify'
import { type Change, type Reader, readAll } from '#kernel/records'
import type { LookUp } from './address.ts'
import type { WebhookSettings } from './settings.ts'

export type Sending = {
  readonly engine: OpenEngine
  /** Connections for the locks that are held while deliveries are made through the engine. */
  readonly turns: Database
  readonly settings: WebhookSettings
  readonly now: () => Date
  readonly newId: Ids
  readonly onError: (error: unknown) => void
  readonly timeoutMs?: number
  readonly lookUp?: LookUp
}

export const readAs =
  ({ engine }: Pick<Sending, 'engine'>): Reader['read'] =>
  async (query) => {
    const page = await engine.read(engine.systemActor(notifyAuthority), query)
    if (!page.ok) throw new Error(JSON.stringify({ query, problems: page.problems }))
    return page.value.rows
  }

export async function deliver(
  { engine }: Pick<Sending, 'engine'>,
  changes: readonly Change[],
): Promise<void> {
  const written = await engine.write(engine.systemActor(notifyAuthority), { source: 'system' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}

/** By name. */
export async function activeWebhooks(sending: Pick<Sending, 'engine'>): Promise<readonly Webhook[]> {
  const filter = { field: 'state', is: 'eq', value: 'active' } as const
  const rows = await readAll(readAs(sending), { object: 'notify.webhook', filter })
  return rows.map(webhookOf)
}
