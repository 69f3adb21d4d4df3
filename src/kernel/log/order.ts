// The order in which events that committed together are sealed.
import type { LogEvent } from './event.ts'

/**
 * By id, which is by the time they were made; but the places that a record's events take among the others are filled in the order
 * of its versions, because the clocks of two nodes may disagree and versions cannot.
 */
export function sealingOrder<E extends Pick<LogEvent, 'id' | 'object' | 'record' | 'version'>>(
  events: readonly E[],
): readonly E[] {
  const byId = [...events].sort((a, b) => compare(a.id, b.id))
  const queues = new Map<string, E[]>()
  for (const event of byId) push(queues, `${event.object}/${event.record}`, event)
  for (const queue of queues.values()) queue.sort((a, b) => b.version - a.version || compare(b.id, a.id))
  return byId.map((event) => queues.get(`${event.object}/${event.record}`)?.pop() ?? event)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function push<E>(queues: Map<string, E[]>, key: string, event: E): void {
  const queue = queues.get(key)
  if (queue === undefined) queues.set(key, [event])
  else queue.push(event)
}
