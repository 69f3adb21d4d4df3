// What was approved or reviewed is what was seen: changed terms withdraw a quote's approval, an order's review and its credit release.
import type { Change, Diff, Reaction, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'

const terms = ['item', 'quantity', 'price', 'discount', 'taxRate', 'promisedDate', 'customer', 'currency']

type Release = { readonly object: string; readonly by: string; readonly withdrawn: Row }
const releases: Readonly<Record<string, Release>> = {
  'sales.quote': { object: 'sales.quote', by: 'id', withdrawn: { approval: 'none', approvedBy: null } },
  'sales.quoteLine': {
    object: 'sales.quote',
    by: 'quote',
    withdrawn: { approval: 'none', approvedBy: null },
  },
  'sales.order': {
    object: 'sales.order',
    by: 'id',
    withdrawn: { reviewedBy: null, reviewedAt: null, creditReleasedBy: null, creditReason: null },
  },
  'sales.orderLine': {
    object: 'sales.order',
    by: 'order',
    withdrawn: { reviewedBy: null, reviewedAt: null, creditReleasedBy: null, creditReason: null },
  },
}

/** Only drafts carry a release that can still be withdrawn; afterwards the promise is made. */
const isReleased = (row: Row): boolean =>
  row.status === 'draft' &&
  (row.approval === 'approved' || Boolean(row.reviewedBy) || Boolean(row.creditReleasedBy))

function touched(diff: Diff): readonly [string, Release] | null {
  const release = releases[diff.object]
  const isLine = release?.by !== 'id'
  const changes =
    isLine && (!diff.before || !diff.after) ? true : diff.changed.some((name) => terms.includes(name))
  if (!release || !changes) return null
  const id = isLine ? (diff.after ?? diff.before)?.[release.by] : diff.id
  return typeof id === 'string' ? [id, release] : null
}

async function withdrawals(reader: Reader, diffs: readonly Diff[]): Promise<readonly Change[]> {
  const changes: Change[] = []
  for (const [id, { object, withdrawn }] of new Map(diffs.map(touched).filter((found) => found !== null))) {
    const row = await reader.row(object, id)
    if (row && isReleased(row)) changes.push({ kind: 'update', object, id, values: withdrawn })
  }
  return changes
}

export const withdrawRelease: Reaction = {
  name: 'sales.withdrawRelease',
  authority: 'sales',
  objects: Object.keys(releases),
  beforeCommit: async (reader, diffs) => ({ changes: await withdrawals(reader, diffs) }),
}
