// What came in within the last quarter of an hour: the clocks that run when the first visitor signs in.
import type { Day } from './day.ts'
import type { DemoIds } from './install-company.ts'
import { newOrder } from './selling.ts'
import { lately, newTicket } from './serving.ts'
import { newLead, newQuote } from './winning.ts'
import { act, type World } from './world.ts'

/** Minutes before the present at which it begins. */
export const justNowMinutes = 14

// Places of the day that its own habits never reach, so that nothing is drawn twice.
const late = 100

/** New leads with their first half hour running, drafts to confirm, a quote to approve and tickets to answer. */
export async function justNow(world: World, day: Day, ids: DemoIds): Promise<void> {
  const leads = [0, 1, 2].map((place) => newLead(world, day, late + place))
  await world.act(...leads.map(({ wish }) => wish))
  await world.act(
    ...leads.slice(1).map(({ id, wish }) => ({ by: wish.by, changes: [act('crm.lead', id, 'autoAssign')] })),
  )
  await world.act(newOrder(world, day, ids, late, 'lina'), newOrder(world, day, ids, late + 1, 'zhangwei'))
  const quote = newQuote(world, day, ids, late + 4, 'lina')
  await world.act(quote.wish)
  const asked = await world.read({
    object: 'sales.quote',
    fields: ['needsApproval'],
    filter: { field: 'id', is: 'eq', value: quote.id },
  })
  if (asked[0]?.needsApproval === true)
    await world.act({ by: 'lina', changes: [act('sales.quote', quote.id, 'askApproval')] })
  const shipped = await lately(world)
  await world.act(...[0, 1].flatMap((place) => newTicket(world, day, late + place, shipped) ?? []))
  await world.work(true)
}
