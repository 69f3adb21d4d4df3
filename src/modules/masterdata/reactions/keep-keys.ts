// Keeps the keys by which duplicates of parties and contacts are found.
import type { Diff, Reaction, Update } from '#kernel/records'
import { companyKey } from '../rules/company-key.ts'
import { phoneKey } from '../rules/phone-key.ts'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function keysOf(diff: Diff): Update | null {
  const { after } = diff
  if (!after || !diff.changed.some((field) => field === 'name' || field === 'phone')) return null
  const phone = phoneKey(text(after.phone))
  const values =
    diff.object === 'masterdata.party'
      ? { nameKey: companyKey(text(after.name)), phoneKey: phone }
      : { phoneKey: phone }
  return { kind: 'update', object: diff.object, id: diff.id, values }
}

export const keepKeys: Reaction = {
  name: 'masterdata.keepKeys',
  authority: 'masterdata',
  objects: ['masterdata.party', 'masterdata.contact'],
  beforeCommit: async (_reader, diffs) => ({
    changes: diffs.map(keysOf).filter((change) => change !== null),
  }),
}
