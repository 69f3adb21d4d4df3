// What an opportunity must show before it enters a stage.
import { type Problem, problem } from '#base/problem'
import type { Row } from '#kernel/schema'

/** Stages in their order; won and lost are reached by their own actions. */
export const openStages = ['contact', 'diagnosis', 'proposal', 'negotiation', 'signing'] as const
export type OpenStage = (typeof openStages)[number]

type Evidence = { readonly field: string; readonly code: string; readonly isThere: (row: Row) => boolean }

const counted = (field: string, code: string): Evidence => ({
  field,
  code,
  isThere: (row) => Number(row[field] ?? 0) > 0,
})
const filled = (field: string, code: string): Evidence => ({
  field,
  code,
  isThere: (row) => typeof row[field] === 'string' && row[field] !== '',
})

const asks: Readonly<Record<OpenStage, readonly Evidence[]>> = {
  contact: [],
  diagnosis: [counted('contactCount', 'crm.needContact')],
  proposal: [filled('need', 'crm.needNeed'), counted('demoCount', 'crm.needDemo')],
  negotiation: [filled('expectedOn', 'crm.needExpectedOn')],
  signing: [],
}

const isOpenStage = (stage: unknown): stage is OpenStage => openStages.some((one) => one === stage)

/**
 * What is missing before an opportunity may enter `to`: the evidence of that stage and of every stage passed over.
 * Problems: crm.backwards when `to` does not lie ahead; crm.needContact, crm.needNeed, crm.needDemo, crm.needExpectedOn.
 */
export function missingEvidence(opportunity: Row, to: string): readonly Problem[] {
  const order: readonly unknown[] = openStages
  const from = order.indexOf(opportunity.stage)
  const target = order.indexOf(to)
  if (!isOpenStage(to) || from < 0 || target <= from) {
    return [problem('crm.backwards', ['stage'], { from: String(opportunity.stage ?? '') })]
  }
  return openStages
    .slice(from + 1, target + 1)
    .flatMap((stage) => asks[stage])
    .filter((evidence) => !evidence.isThere(opportunity))
    .map((evidence) => problem(evidence.code, [evidence.field]))
}
