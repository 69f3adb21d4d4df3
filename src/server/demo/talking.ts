// What people say to each other about orders, and the hand-overs they take on.
import type { Habit } from './day.ts'
import { answers, customerQuestions } from './wording.ts'
import { act, create, text, type Wish } from './world.ts'

const comment: Habit = {
  minute: 885,
  every: 2,
  run: async (world, day) => {
    const random = world.random('comment', day.date)
    const open = await world.read({
      object: 'sales.order',
      fields: ['id', 'number', 'salesPerson', 'currentHolder'],
      filter: {
        and: [
          { field: 'status', is: 'eq', value: 'confirmed' },
          { field: 'openQuantity', is: 'gt', value: '0' },
        ],
      },
      sort: ['number'],
    })
    if (open.length === 0) return
    const order = random.pick(open)
    const holder = text(order.currentHolder)
    const about = { object: 'sales.order', record: text(order.id) }
    const ask = create('collab.comment', world.newId(), {
      ...about,
      text: random.pick(customerQuestions),
      mentions: holder === '' ? [] : [holder],
    })
    await world.act({ by: text(order.salesPerson), changes: [ask] })
    if (holder === '' || random.chance(0.3)) return
    await world.act({
      by: holder,
      changes: [
        create('collab.comment', world.newId(), {
          ...about,
          text: random.pick(answers),
          mentions: [text(order.salesPerson)],
        }),
      ],
    })
  },
}

/** What is still to be taken on after the morning is taken on before lunch, most of it. */
const accept: Habit = {
  minute: 690,
  every: 13,
  wish: async (world) => {
    const asked = await world.read({
      object: 'flow.task',
      fields: ['id', 'holder', 'askedAt'],
      filter: {
        and: [
          { field: 'status', is: 'eq', value: 'asked' },
          { field: 'holder', is: 'notBlank' },
        ],
      },
      sort: ['askedAt'],
    })
    const wishes = asked.flatMap((row): readonly Wish[] =>
      world.random('accept', text(row.askedAt), text(row.holder)).chance(0.15)
        ? []
        : [{ by: text(row.holder), changes: [act('flow.task', text(row.id), 'accept')] }],
    )
    return wishes
  },
}

export const talking: readonly Habit[] = [accept, comment]
