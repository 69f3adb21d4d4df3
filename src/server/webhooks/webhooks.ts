// The webhooks of one workspace on one node: woken when the log grows, and looking by themselves every few seconds for what has fallen due.
import { inTurn } from '#base/in-turn'
import type { Webhook } from '#kernel/notify'
import { makeDeliveries } from './make.ts'
import { sendDue } from './send.ts'
import { activeWebhooks, type Sending } from './sending.ts'

export type Webhooks = {
  /** Says that the log has grown. */
  readonly wake: () => void
  /** Ends after what is being sent. */
  readonly stop: () => Promise<void>
}

const lookMs = 5000

/** Any number of nodes may run them: one makes deliveries at a time, and each webhook is served by one at a time. */
export function startWebhooks(sending: Sending): Webhooks {
  const holder = sending.newId()
  const serving = new Map<string, Promise<void>>()
  /** Webhooks for which something may have fallen due while they were being served. */
  const again = new Set<string>()

  const look = async (): Promise<void> => {
    // Where nobody asks to be told, a growing log costs one small question.
    if ((await activeWebhooks(sending)).length === 0) return
    await makeDeliveries(sending)
    for (const webhook of await activeWebhooks(sending)) {
      if (looking.isOver()) return
      if (serving.has(webhook.id)) again.add(webhook.id)
      else serving.set(webhook.id, serve(webhook))
    }
  }
  const serve = async (webhook: Webhook): Promise<void> => {
    await sendDue(sending, webhook, holder, looking.isOver).catch(sending.onError)
    serving.delete(webhook.id)
    if (again.delete(webhook.id)) looking.wake()
  }
  const looking = inTurn(look, sending.onError)
  const timer = setInterval(looking.wake, lookMs)
  looking.wake()
  return {
    wake: looking.wake,
    stop: async () => {
      clearInterval(timer)
      await looking.stop()
      await Promise.all(serving.values())
    },
  }
}
