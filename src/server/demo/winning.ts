// Leads, opportunities and quotes: how customers are found, answered and won.
import { addDays, daysBetween } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { type Day, type Habit, share, turnOf } from './day.ts'
import { type DemoIds, ownerOf, sellers } from './install-company.ts'
import { customers, givenNames, surnames } from './parties.ts'
import { basket } from './selling.ts'
import { contactNotes, leadCities, leadCompanies, leadSources, loseReasons, needs } from './wording.ts'
import { atMinute, workdaysAfter } from './working-days.ts'
import { act, create, number, text, update, type Wish, type World } from './world.ts'

const budgets = [null, '15000', '60000', '120000', '300000', '680000'] as const

/** Enters a lead as marketing does; the same words on the same day make the same lead. */
export function newLead(world: World, day: Day, place: number): { readonly id: string; readonly wish: Wish } {
  const random = world.random('lead', day.date, place)
  const id = world.newId()
  const [city, region] = random.pick(leadCities)
  const [channel, campaign] = random.pick(leadSources)
  const values = {
    name: random.pick([...surnames]) + random.pick(givenNames),
    company: `${city}${random.pick(leadCompanies)}${random.pick(['有限公司', '商行', '科技有限公司'])}`,
    phone: `13${random.between(500_000_000, 999_999_999)}`,
    channel,
    campaign,
    region,
    industry: random.pick(customers).industry,
    budget: random.pick(budgets),
    need: random.pick(needs),
    firstTouchAt: new Date(world.now()).toISOString(),
  }
  return { id, wish: { by: random.pick(['linyue', 'hexue']), changes: [create('crm.lead', id, values)] } }
}

/** Leads come in with the morning and are handed out at once; a few wait in the pool. */
const capture: Habit = {
  minute: 560,
  wish: async (world, day) => {
    return Array.from({ length: share(day, day.wanted.leads) }, (_, place): Wish => {
      const { id, wish } = newLead(world, day, place)
      const isHanded = world.random('hand', day.date, place).chance(0.92)
      const handing = isHanded ? [act('crm.lead', id, 'autoAssign')] : []
      return { by: wish.by, changes: [...wish.changes, ...handing] }
    })
  },
}

const openLeads = (world: World): Promise<readonly Row[]> =>
  world.read({
    object: 'crm.lead',
    fields: ['id', 'number', 'company', 'owner', 'status', 'assignedAt', 'contactCount'],
    filter: { field: 'status', is: 'in', value: ['assigned', 'contacted', 'qualified'] },
    sort: ['number'],
  })

const next = (world: World, days: number): { readonly nextStep: string; readonly nextAt: string } => ({
  nextStep: world
    .random('step', world.now())
    .pick(['发报价', '再次电话跟进', '安排样品', '约客户到厂看产线']),
  nextAt: new Date(
    atMinute(workdaysAfter(new Date(world.now()).toISOString().slice(0, 10), days), 600),
  ).toISOString(),
})

/** Three of four new leads are called within their thirty minutes, the others hours later, after their head was told. */
const callAt = (minute: number, isPrompt: boolean): Habit => ({
  minute,
  wish: async (world) => {
    const waiting = (await openLeads(world)).filter((row) => row.status === 'assigned')
    const wishes = waiting.flatMap((row): readonly Wish[] => {
      const random = world.random('call', text(row.number))
      if (random.chance(0.75) !== isPrompt || (!isPrompt && random.chance(0.1))) return []
      const outcome = random.chance(0.85)
        ? 'reached'
        : world.random('again', text(row.number), world.now()).chance(0.5)
          ? 'reached'
          : 'noAnswer'
      const input = { kind: 'call', outcome, notes: random.pick(contactNotes), ...next(world, 2) }
      return [{ by: text(row.owner), changes: [act('crm.lead', text(row.id), 'logContact', input)] }]
    })
    return wishes
  },
})

/** Contacted leads are qualified, then become customers, or are lost. */
const decideLeads: Habit = {
  minute: 1000,
  every: 2,
  wish: async (world, day) => {
    const wishes = (await openLeads(world)).flatMap((row): readonly Wish[] => {
      const random = world.random('decide', text(row.number))
      const age = daysBetween(text(row.assignedAt).slice(0, 10), day.date)
      const id = text(row.id)
      const by = text(row.owner)
      const fate = random.next()
      if (row.status === 'contacted' && age >= random.between(1, 3)) {
        if (fate < 0.35)
          return age < 5
            ? []
            : [{ by, changes: [act('crm.lead', id, 'lose', { reason: random.pick(loseReasons) })] }]
        return [{ by, changes: [act('crm.lead', id, 'qualify')] }]
      }
      if (row.status !== 'qualified' || fate < 0.5 || age < random.between(4, 8)) return []
      return [
        { by, changes: [act('crm.lead', id, 'convert', { opportunityName: `${text(row.company)} 首单` })] },
      ]
    })
    return wishes
  },
}

/** Known customers have plans too. */
const findOpportunities: Habit = {
  minute: 600,
  wish: async (world, day, ids) => {
    const wishes = Array.from({ length: share(day, day.wanted.opportunities) }, (_, place): Wish => {
      const random = world.random('opportunity', day.date, place)
      const index = random.between(0, customers.length - 1)
      const values = {
        name: `${customers[index]?.name.slice(0, 6)} ${random.pick(['秋季备货', '门店换款', '礼品采购', '年度框架', '新品首批', '直播专供'])}`,
        customer: ids.customers[index] ?? '',
        need: random.pick(needs),
        expectedOn: workdaysAfter(day.date, random.between(15, 45)),
        ...next(world, 1),
      }
      return { by: ownerOf(index), changes: [create('crm.opportunity', world.newId(), values)] }
    })
    return wishes
  },
}

const stages = ['contact', 'diagnosis', 'proposal', 'negotiation', 'signing'] as const

/** Every few days an opportunity is talked about and moves on with the evidence its next stage asks for. */
const advance: Habit = {
  minute: 1000,
  every: 2,
  wish: async (world, day, ids) => {
    const open = await world.read({
      object: 'crm.opportunity',
      fields: [
        'id',
        'number',
        'owner',
        'stage',
        'stageSince',
        'contactCount',
        'demoCount',
        'need',
        'expectedOn',
        'customer',
        'quoteCount',
      ],
      filter: { field: 'stage', is: 'in', value: [...stages] },
      sort: ['number'],
    })
    const wishes = open.flatMap((row) => stepOf(world, day, ids, row))
    return wishes
  },
}

function stepOf(world: World, day: Day, ids: DemoIds, row: Row): readonly Wish[] {
  const stage = text(row.stage)
  const random = world.random('stage', text(row.number), stage)
  const id = text(row.id)
  const by = text(row.owner)
  const age = daysBetween(text(row.stageSince).slice(0, 10), day.date)
  const pace = random.between(3, 9)
  if (age < pace) return []
  const talk = (kind: string) =>
    act('crm.opportunity', id, 'logContact', {
      kind,
      outcome: 'reached',
      notes: random.pick(contactNotes),
      ...next(world, 3),
    })
  if (random.chance(0.12))
    return [{ by, changes: [act('crm.opportunity', id, 'lose', { reason: random.pick(loseReasons) })] }]
  if (random.chance(0.1))
    return world.random('talk', id, day.date).chance(0.2) ? [{ by, changes: [talk('call')] }] : []
  const to = stages[stages.indexOf(stage as (typeof stages)[number]) + 1]
  const evidence =
    stage === 'contact'
      ? number(row.contactCount) > 0
      : stage === 'diagnosis'
        ? number(row.demoCount) > 0
        : true
  if (!evidence) return [{ by, changes: [talk(stage === 'contact' ? 'call' : 'demo')] }]
  if (stage === 'proposal' && !row.expectedOn)
    return [{ by, changes: [update('crm.opportunity', id, { expectedOn: workdaysAfter(day.date, 20) })] }]
  if (stage === 'proposal') {
    const lines = basket(random, random.pick(['A', 'B'] as const), ids).map(({ item, quantity }) => ({
      item,
      quantity,
    }))
    if (number(row.quoteCount) === 0)
      return [{ by, changes: [act('crm.opportunity', id, 'createQuote', { lines })] }]
  }
  return to === undefined ? [] : [{ by, changes: [act('crm.opportunity', id, 'advance', { stage: to })] }]
}

const openQuotes = (world: World): Promise<readonly Row[]> =>
  world.read({
    object: 'sales.quote',
    fields: [
      'id',
      'number',
      'salesPerson',
      'status',
      'approval',
      'needsApproval',
      'quoteDate',
      'sentAt',
      'opportunity',
      'lineCount',
    ],
    filter: { field: 'status', is: 'in', value: ['draft', 'sent'] },
    sort: ['number'],
    lines: { lines: { fields: ['id', 'discount'] } },
  })

/** Regular customers ask for prices between their orders. */
const quoteRegulars: Habit = {
  minute: 600,
  wish: async (world, day, ids) => {
    const count = share(day, Math.round(day.wanted.opportunities * 0.9))
    const quotes = Array.from({ length: count }, (_, place) =>
      newQuote(world, day, ids, place, turnOf(sellers, day)),
    )
    return quotes.map(({ wish }) => wish)
  },
}

/** A quote that a salesperson writes for one of their customers; some discounts are beyond what they may give. */
export function newQuote(
  world: World,
  day: Day,
  ids: DemoIds,
  place: number,
  by: string,
): { readonly id: string; readonly wish: Wish } {
  const random = world.random('quote', day.date, place)
  const own = customers.flatMap((_, customer) => (ownerOf(customer) === by ? [customer] : []))
  const index = random.pick(own)
  const id = world.newId()
  const discount = random.pick(['0', '0.03', '0.05', '0.12', '0.15'])
  const values = {
    customer: ids.customers[index] ?? '',
    company: ids.company,
    validUntil: addDays(day.date, 30) ?? null,
    promisedDate: workdaysAfter(day.date, 20),
  }
  const lines = basket(random, customers[index]?.grade ?? 'B', ids).map(({ item, quantity }) =>
    create('sales.quoteLine', world.newId(), { quote: id, item, quantity, discount }),
  )
  return { id, wish: { by, changes: [create('sales.quote', id, values), ...lines] } }
}

const workQuotes: Habit = {
  minute: 1000,
  every: 2,
  wish: async (world, day) => {
    const wishes = (await openQuotes(world)).flatMap((row) => quoteStep(world, day, row))
    return wishes
  },
}

function quoteStep(world: World, day: Day, row: Row): readonly Wish[] {
  const random = world.random('quoted', text(row.number))
  const id = text(row.id)
  const by = text(row.salesPerson)
  const one = (action: string, input = {}): readonly Wish[] => [
    { by, changes: [act('sales.quote', id, action, input)] },
  ]
  if (row.status === 'draft') {
    if (random.chance(0.08) || row.approval === 'asked') return []
    if (row.approval === 'rejected')
      return random.chance(0.5) ? one('askApproval') : one('lose', { reason: '折扣未获批准' })
    return row.needsApproval === true && row.approval !== 'approved' ? one('askApproval') : one('send')
  }
  const age = daysBetween(text(row.sentAt).slice(0, 10), day.date)
  const fate = random.next()
  if (age < random.between(3, 10) || fate > 0.85) return []
  if (fate < 0.35 && !row.opportunity) return one('lose', { reason: random.pick(loseReasons) })
  const promisedDate = workdaysAfter(day.date, random.between(7, 14))
  return one('win', { customerPo: `PO-${random.between(10_000, 99_999)}`, promisedDate })
}

const approve: Habit = {
  minute: 650,
  wish: async (world) => {
    const asked = (await openQuotes(world)).filter((row) => row.approval === 'asked')
    const wishes = asked.flatMap((row): readonly Wish[] => {
      const random = world.random('approve', text(row.number), text(row.approval))
      if (world.random('approveDay', text(row.number), world.now()).chance(0.25)) return []
      const changes = random.chance(0.8)
        ? [act('sales.quote', text(row.id), 'approve', { note: '同意，注意账期' })]
        : [act('sales.quote', text(row.id), 'reject', { reason: '折扣过大，请按 8% 以内重报' })]
      return [{ by: 'liuyang', changes }]
    })
    return wishes
  },
}

export const winning: readonly Habit[] = [
  capture,
  callAt(579, true),
  callAt(840, false),
  findOpportunities,
  quoteRegulars,
  approve,
  decideLeads,
  advance,
  workQuotes,
]
