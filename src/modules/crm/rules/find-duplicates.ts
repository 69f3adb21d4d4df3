// Which earlier lead or known customer a lead repeats.
import type { Row } from '#kernel/schema'

export type Keys = { readonly phoneKey: string | null; readonly companyKey: string | null }
export type Match = { readonly duplicateOf: string | null; readonly customer: string | null }

/**
 * The open lead with the same telephone (first) or, where the two telephones do not speak against it, the same company;
 * and the customer known by either. `leads` come oldest first and never hold the lead itself; `parties` and `contacts`
 * carry the keys that masterdata keeps.
 */
export function matchLead(
  keys: Keys,
  leads: readonly Row[],
  parties: readonly Row[],
  contacts: readonly Row[],
): Match {
  const byPhone = (row: Row) => keys.phoneKey !== null && row.phoneKey === keys.phoneKey
  const byCompany = (row: Row) =>
    keys.companyKey !== null &&
    row.companyKey === keys.companyKey &&
    (keys.phoneKey === null || !row.phoneKey)
  const lead = leads.find(byPhone) ?? leads.find(byCompany)
  const party =
    parties.find(byPhone)?.id ??
    contacts.find(byPhone)?.party ??
    parties.find((row) => keys.companyKey !== null && row.nameKey === keys.companyKey)?.id
  return { duplicateOf: idOf(lead?.id), customer: idOf(party) }
}

const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
