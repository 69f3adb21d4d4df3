// Lists as they were saved: one's own, and those that are shared with one.
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { usePage } from './records.ts'

export type Audience = 'own' | 'department' | 'role' | 'everyone'

export type SavedView = {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly ownerName: string
  readonly audience: Audience
  readonly department: string | null
  readonly role: string | null
  readonly isLocked: boolean
  /** What it shows, as `contentOf` writes it. */
  readonly content: string
}

export const viewObjectName = 'views.view'
const mostViews = 200

const question = (object: string): Query => ({
  object: viewObjectName,
  fields: ['name', 'owner', 'owner$title', 'audience', 'department', 'role', 'locked', 'address'],
  filter: { field: 'object', is: 'eq', value: object },
  sort: ['name'],
  limit: mostViews,
})

const textOrNull = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' ? value : null

const viewOf = (row: Row): SavedView => ({
  id: String(row.id),
  name: String(row.name ?? ''),
  owner: String(row.owner ?? ''),
  ownerName: String(row.owner$title ?? ''),
  // One of the options of the field, which is required.
  audience: String(row.audience ?? 'own') as Audience,
  department: textOrNull(row.department),
  role: textOrNull(row.role),
  isLocked: row.locked === true,
  content: String(row.address ?? ''),
})

/** The views of an object's list that the reader may see; undefined until they are known. */
export function useViews(object: string): readonly SavedView[] | undefined {
  const page = usePage(question(object))
  return page.isPlaceholderData ? undefined : page.data?.rows.map(viewOf)
}
