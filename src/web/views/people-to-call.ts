// Whom to call by name about a record: first who holds or held a step of it, then heads of departments, then everybody.
import type { Row } from '#kernel/schema'
import { useCatalog } from '../data/metadata.ts'
import { askPage, usePage } from '../data/records.ts'
import { taskObject } from '../data/tasks.ts'
import { mentionedIn, namesAfterAt } from './mentions.ts'

export type Callable = {
  readonly id: string
  readonly name: string
  /** Why they come first: what they hold, or that they head a department. */
  readonly why: 'holds' | 'heads' | null
}

const rank = { holds: 0, heads: 1 } as const

/** Asked only when somebody is about to be called. */
export function usePeopleToCall(record: string, isAsking: boolean): readonly Callable[] {
  const knows = useCatalog().object(taskObject) !== undefined
  const people = usePage(
    { object: 'identity.person', fields: ['name'], sort: ['name'], limit: 500 },
    isAsking,
  )
  const tasks = usePage(
    {
      object: taskObject,
      filter: { field: 'record', is: 'eq', value: record },
      fields: ['holder', 'status'],
      sort: ['-askedAt'],
      limit: 50,
    },
    isAsking && knows,
  )
  const departments = usePage({ object: 'identity.department', fields: ['head'], limit: 200 }, isAsking)
  const holders = idsIn(tasks.data?.rows, 'holder')
  const heads = idsIn(departments.data?.rows, 'head')
  return (people.data?.rows ?? [])
    .map((row): Callable => {
      const id = String(row.id)
      const why = holders.has(id) ? 'holds' : heads.has(id) ? 'heads' : null
      return { id, name: String(row.name ?? ''), why }
    })
    .toSorted((a, b) => (a.why === null ? 2 : rank[a.why]) - (b.why === null ? 2 : rank[b.why]))
}

/**
 * The ids of the people whom a text calls, however fast it was typed and however many people there are. Where the server cannot be
 * asked, of those that are `known`.
 */
export async function askCalled(text: string, known: readonly Callable[]): Promise<readonly string[]> {
  const names = namesAfterAt(text)
  if (names.length === 0) return []
  const asked = askPage({
    object: 'identity.person',
    filter: { field: 'name', is: 'in', value: [...names] },
    fields: ['name'],
    limit: 500,
  })
  const found = await asked.then(
    ({ rows }) => rows,
    () => [],
  )
  return mentionedIn(text, [...new Map([...known, ...found].map((one) => [one.id, one])).values()])
}

const idsIn = (rows: readonly Row[] | undefined, field: string): ReadonlySet<string> =>
  new Set((rows ?? []).flatMap((row) => (typeof row[field] === 'string' ? [row[field]] : [])))
