// Cleans a lead on entry: keys for duplicates, the lead or customer it repeats, and the owner where a salesperson brings it.
import type { Diff, Reaction, Reader, Update } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { companyKey, phoneKey } from '#modules/masterdata'
import { type Keys, matchLead } from '../rules/find-duplicates.ts'

type Entry = { readonly id: string; readonly keys: Keys; readonly lead: Row; readonly isNew: boolean }

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const open = ['new', 'assigned', 'contacted', 'qualified']

function entryOf(diff: Diff): readonly Entry[] {
  const { after: lead } = diff
  if (!lead || !diff.changed.some((field) => field === 'phone' || field === 'company')) return []
  const keys = { phoneKey: phoneKey(text(lead.phone)), companyKey: companyKey(text(lead.company)) }
  return [{ id: diff.id, keys, lead, isNew: diff.before === null }]
}

const known = (entries: readonly Entry[], key: keyof Keys): readonly string[] =>
  entries.map((entry) => entry.keys[key]).filter((value) => value !== null)

/** Everything stored that any of the entries could repeat: one question an object, however many leads come in. */
async function candidates(reader: Reader, entries: readonly Entry[]) {
  const phones = known(entries, 'phoneKey')
  const companies = known(entries, 'companyKey')
  const either = (name: string) => ({
    or: [
      { field: 'phoneKey', is: 'in' as const, value: phones },
      { field: name, is: 'in' as const, value: companies },
    ],
  })
  const leads = await reader.read({
    object: 'crm.lead',
    fields: ['id', 'phoneKey', 'companyKey'],
    filter: { and: [either('companyKey'), { field: 'status', is: 'in', value: open }] },
    sort: ['createdAt'],
    limit: 500,
  })
  const parties = await reader.read({
    object: 'masterdata.party',
    fields: ['id', 'phoneKey', 'nameKey'],
    filter: { and: [either('nameKey'), { field: 'isCustomer', is: 'eq', value: true }] },
    limit: 500,
  })
  const contacts = await reader.read({
    object: 'masterdata.contact',
    fields: ['id', 'party', 'phoneKey'],
    filter: {
      and: [
        { field: 'phoneKey', is: 'in', value: phones },
        { field: 'party.isCustomer', is: 'eq', value: true },
      ],
    },
    limit: 500,
  })
  return { leads, parties, contacts }
}

/** A salesperson who enters a lead that nobody has keeps it; everybody else's goes to the pool. */
function ownerOf(reader: Reader, entry: Entry, isDuplicate: boolean) {
  const { actor } = reader
  const brings = actor.kind === 'person' && actor.roles.includes('sales')
  if (!entry.isNew || isDuplicate || !brings || entry.lead.owner || entry.lead.status !== 'new') return {}
  return { owner: actor.id, department: actor.department, status: 'assigned', assignedAt: reader.now }
}

export const cleanLead: Reaction = {
  name: 'crm.cleanLead',
  authority: 'crm',
  objects: ['crm.lead'],
  beforeCommit: async (reader, diffs) => {
    const entries = diffs.flatMap(entryOf)
    if (entries.length === 0) return {}
    const stored = await candidates(reader, entries)
    const changes: Update[] = entries.map((entry, index) => {
      // Leads of the same import repeat each other too, the earlier row being the first.
      const before = entries.slice(0, index).map(({ id, keys }) => ({ id, ...keys }))
      const others = [...stored.leads, ...before].filter((lead) => lead.id !== entry.id)
      const match = matchLead(entry.keys, others, stored.parties, stored.contacts)
      const found = {
        ...(entry.isNew ? { duplicateOf: match.duplicateOf } : {}),
        ...(match.customer && !entry.lead.customer ? { customer: match.customer } : {}),
        ...ownerOf(reader, entry, match.duplicateOf !== null),
      }
      return { kind: 'update', object: 'crm.lead', id: entry.id, values: { ...entry.keys, ...found } }
    })
    return { changes }
  },
}
