// Completes lines that a person leaves short: they continue the numbering, and an order line takes its order's promise.
import type { Change, Diff, Reaction, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'

const ownerOf: Readonly<Record<string, { readonly field: string; readonly object: string }>> = {
  'sales.quoteLine': { field: 'quote', object: 'sales.quote' },
  'sales.orderLine': { field: 'order', object: 'sales.order' },
}

const isNew = (diff: Diff): boolean => diff.before === null && diff.after !== null

/** The highest number given so far under one owner: stored ones and those of this write. */
async function lastNumber(
  reader: Reader,
  object: string,
  owner: string,
  diffs: readonly Diff[],
): Promise<number> {
  const field = ownerOf[object]?.field ?? ''
  const filter = { field, is: 'eq' as const, value: owner }
  const isOwnerNew = diffs.some((diff) => diff.id === owner && isNew(diff))
  const stored = isOwnerNew
    ? []
    : await reader.read({ object, fields: ['lineNumber'], filter, sort: ['-lineNumber'], limit: 500 })
  const written = diffs.flatMap(({ after }) => (after?.[field] === owner ? [after] : []))
  return Math.max(0, ...[...stored, ...written].map((row) => Number(row.lineNumber ?? 0)))
}

async function completed(
  reader: Reader,
  object: string,
  created: readonly Diff[],
  diffs: readonly Diff[],
): Promise<readonly Change[]> {
  const owner = ownerOf[object]
  const next = new Map<string, number>()
  const changes: Change[] = []
  for (const diff of created) {
    const id = diff.after?.[owner?.field ?? '']
    if (!owner || !diff.after || typeof id !== 'string') continue
    const values: Record<string, string> = {}
    if (!diff.after.lineNumber) {
      const last = next.get(id) ?? (await lastNumber(reader, object, id, diffs))
      next.set(id, last + 1)
      values.lineNumber = String(last + 1)
    }
    if (object === 'sales.orderLine' && !diff.after.promisedDate) {
      const promised = (await reader.row(owner.object, id))?.promisedDate
      if (typeof promised === 'string') values.promisedDate = promised
    }
    if (Object.keys(values).length > 0) changes.push({ kind: 'update', object, id: diff.id, values })
  }
  return changes
}

/** Lines that had the order's old promise, or none, follow the order's new one; those with their own keep it. */
async function followPromise(reader: Reader, diff: Diff): Promise<readonly Change[]> {
  const promised = diff.after?.promisedDate
  if (!diff.before || !diff.changed.includes('promisedDate') || typeof promised !== 'string') return []
  const was = diff.before.promisedDate ?? null
  const lines = await reader.read({
    object: 'sales.orderLine',
    fields: ['id', 'promisedDate'],
    filter: { field: 'order', is: 'eq', value: diff.id },
    limit: 500,
  })
  return lines
    .filter((line: Row) => !line.promisedDate || line.promisedDate === was)
    .map((line) => ({
      kind: 'update',
      object: 'sales.orderLine',
      id: String(line.id),
      values: { promisedDate: promised },
    }))
}

export const completeLines: Reaction = {
  name: 'sales.completeLines',
  authority: 'sales',
  objects: ['sales.quoteLine', 'sales.orderLine', 'sales.order'],
  beforeCommit: async (reader, diffs) => {
    const changes: Change[] = []
    for (const object of Object.keys(ownerOf)) {
      const created = diffs.filter((diff) => diff.object === object && isNew(diff))
      changes.push(...(await completed(reader, object, created, diffs)))
    }
    for (const diff of diffs.filter(({ object }) => object === 'sales.order')) {
      changes.push(...(await followPromise(reader, diff)))
    }
    return { changes }
  },
}
