// Who gets a new lead: the first rule that fits names the department, the least loaded of its salespeople gets the lead.
import { Decimal, parseDecimal } from '#base/values/decimal'
import type { Row, Value } from '#kernel/schema'

/** The first active rule, in order of priority, whose region, industry and budget band fit the lead; a blank asks nothing. */
export function fittingRule(lead: Row, rules: readonly Row[]): Row | undefined {
  const inOrder = rules.toSorted((a, b) => decimal(a.priority).comparedTo(decimal(b.priority)))
  return inOrder.find((rule) => rule.active === true && fits(lead, rule))
}

const decimal = (value: Value | undefined): Decimal => parseDecimal(value) ?? new Decimal(0)

const same = (wanted: Value | undefined, actual: Value | undefined): boolean =>
  wanted === null || wanted === undefined || wanted === actual

function fits(lead: Row, rule: Row): boolean {
  const budget = parseDecimal(lead.budget)
  const low = parseDecimal(rule.minBudget)
  const high = parseDecimal(rule.maxBudget)
  if (!same(rule.region, lead.region) || !same(rule.industry, lead.industry)) return false
  if ((low || high) && !budget) return false
  return !(budget && ((low && budget.lt(low)) || (high && budget.gt(high))))
}

/** The candidate who owns the fewest of the open leads; of equals the one whose last assignment is longest ago, then by id. */
export function leastLoaded(candidates: readonly string[], openLeads: readonly Row[]): string | undefined {
  const load = (person: string) => openLeads.filter((lead) => lead.owner === person)
  const last = (person: string) =>
    load(person)
      .map((lead) => String(lead.assignedAt))
      .toSorted(byText)
      .at(-1) ?? ''
  return candidates
    .map((person) => ({ person, count: load(person).length, last: last(person) }))
    .toSorted((a, b) => a.count - b.count || byText(a.last, b.last) || byText(a.person, b.person))[0]?.person
}

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
