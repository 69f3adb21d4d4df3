// An object that somebody made at run time, with as many records as a test of lists wants.
import type { Change } from '#kernel/records'
import type { ObjectDefinition, Row, Value } from '#kernel/schema'
import type { Client } from '#test/client'
import { newId, type TestServer } from '#test/server'

const label = (text: string, english: string) => ({ 'zh-CN': text, en: english })

const visit: ObjectDefinition = {
  name: 'x.visit',
  label: label('拜访', 'Visit'),
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: label('主题', 'Subject'), required: true },
    {
      name: 'stage',
      type: 'select',
      label: label('阶段', 'Stage'),
      options: [
        { key: 'plan', label: label('计划', 'Planned') },
        { key: 'done', label: label('完成', 'Done') },
        { key: 'lost', label: label('取消', 'Cancelled') },
      ],
    },
    { name: 'owner', type: 'person', label: label('负责人', 'Owner') },
    { name: 'team', type: 'department', label: label('部门', 'Department') },
    { name: 'due', type: 'date', label: label('计划日期', 'Due') },
    { name: 'at', type: 'datetime', label: label('签到时间', 'Checked in') },
    {
      name: 'amount',
      type: 'money',
      label: label('金额', 'Amount'),
      currency: 'CNY',
      tax: 'inclusive',
      max: '100000',
    },
    { name: 'ratio', type: 'percent', label: label('把握', 'Chance') },
    { name: 'urgent', type: 'boolean', label: label('加急', 'Urgent') },
  ],
  search: ['name'],
  list: { columns: ['name', 'stage', 'owner', 'due', 'amount', 'ratio', 'urgent'], sort: ['name'] },
}

const day = (offset: number): string => new Date(Date.UTC(2026, 5, 15 + offset)).toISOString().slice(0, 10)

/** Number `index` of the visits; every seventh has no day, stages go round. */
const visitOf = (index: number, owner: string, team: string): { readonly [name: string]: Value } => ({
  name: `拜访 ${String(index).padStart(4, '0')}`,
  stage: ['plan', 'done', 'lost'][index % 3] ?? null,
  owner,
  team,
  due: index % 7 === 0 ? null : day((index % 41) - 20),
  at: `${day((index % 5) - 2)}T${index % 2 === 0 ? '17' : '15'}:30:00.000Z`,
  amount: String(index * 10),
  ratio: index % 4 === 0 ? null : `0.${(index % 9) + 1}`,
  urgent: index % 2 === 0,
})

const visiting: Parameters<Client['publish']>[0] & { readonly objects: readonly ObjectDefinition[] } = {
  objects: [visit],
  policies: [
    { name: 'x.visit.read', object: 'x.visit', operations: ['read'], who: { everyone: true } },
    {
      name: 'x.visit.own',
      object: 'x.visit',
      operations: ['create', 'update', 'remove'],
      who: { everyone: true },
      where: 'owner = me.id',
    },
  ],
}

/** Publishes another object beside the visits, which has no records yet. */
export async function makeTrips({ people }: Pick<TestServer, 'people'>): Promise<void> {
  const trip = { ...visit, name: 'x.trip', label: label('出差', 'Business trip') }
  const changing = ['create', 'update', 'remove']
  await people.admin.publish({
    objects: [...visiting.objects, trip],
    policies: [
      ...(visiting.policies ?? []),
      { name: 'x.trip.read', object: 'x.trip', operations: ['read'], who: { everyone: true } },
      { name: 'x.trip.change', object: 'x.trip', operations: changing, who: { roles: ['sales'] } },
    ],
  })
}

/**
 * Publishes the object, readable by everybody and written by whoever owns the record, and so many visits of Li's, those
 * numbered in `others` of Han's. Answers them in order.
 */
export async function makeVisits(
  { people, department }: TestServer,
  count: number,
  others: readonly number[] = [],
): Promise<readonly Row[]> {
  const { admin } = people
  await admin.publish(visiting)
  return addVisits({ people, department }, 1, count, others)
}

/** Visits of Li's from one number to another, both included, of an object that is published already. */
export async function addVisits(
  { people, department }: Pick<TestServer, 'people' | 'department'>,
  from: number,
  to: number,
  others: readonly number[] = [],
): Promise<readonly Row[]> {
  const { admin, li, han } = people
  const rows = Array.from({ length: to - from + 1 }, (_, at): Row => {
    const owner = others.includes(from + at) ? han : li
    return { id: newId(), ...visitOf(from + at, owner.me.id, department('sales')) }
  })
  const changes = rows.map(
    ({ id, ...values }): Change => ({ kind: 'create', object: 'x.visit', id: String(id), values }),
  )
  for (let at = 0; at < changes.length; at += 500) await admin.write(changes.slice(at, at + 500))
  return rows
}
