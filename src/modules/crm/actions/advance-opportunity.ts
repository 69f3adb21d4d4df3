// Moves an opportunity to a later stage; its path says which may follow and what entering each takes.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import { opportunity } from '../objects/opportunity.ts'
import { openStages } from '../rules/stage-evidence.ts'

const stages = opportunity.fields
  .flatMap((field) => (field.name === 'stage' && field.type === 'select' ? field.options : []))
  .filter((option) => openStages.slice(1).some((stage) => stage === option.key))

export const advanceOpportunity: Action = {
  name: 'advance',
  object: 'crm.opportunity',
  label: { 'zh-CN': '推进', en: 'Advance' },
  target: 'record',
  moves: { field: 'stage', to: stages.map(({ key }) => key), input: 'stage' },
  primary: true,
  input: [
    {
      type: 'select',
      name: 'stage',
      label: { 'zh-CN': '进入阶段', en: 'To stage' },
      options: stages,
      required: true,
    },
  ],
  visible: "stage <> 'won' and stage <> 'lost' and stage <> 'signing'",
  run: async (context, input) => {
    const stage = String(input.stage)
    const values = { stage, stageSince: context.now }
    return ok({
      changes: [{ kind: 'update', object: 'crm.opportunity', id: String(context.record?.id), values }],
    })
  },
}
