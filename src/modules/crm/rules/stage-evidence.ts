// What an opportunity must show before it enters a stage.
import type { FormulaNeed } from '#kernel/schema'

/** Stages in their order; won and lost are reached by their own actions. */
export const openStages = ['contact', 'diagnosis', 'proposal', 'negotiation', 'signing'] as const
export type OpenStage = (typeof openStages)[number]

const counted = (field: string, chinese: string, english: string): FormulaNeed => ({
  field,
  formula: `COALESCE(${field}, 0) > 0`,
  message: { 'zh-CN': chinese, en: english },
})
const filled = (field: string, chinese: string, english: string): FormulaNeed => ({
  field,
  formula: `NOT(ISBLANK(${field}))`,
  message: { 'zh-CN': chinese, en: english },
})

const asks: Readonly<Record<OpenStage, readonly FormulaNeed[]>> = {
  contact: [],
  diagnosis: [
    counted(
      'contactCount',
      '进入此阶段前须有一次联系记录',
      'A contact that reached the customer comes first',
    ),
  ],
  proposal: [
    filled('need', '进入此阶段前请填写需求与痛点', 'Write down the needs before this stage'),
    counted('demoCount', '进入方案演示前须有一次带日期的演示记录', 'A dated demo comes before the proposal'),
  ],
  negotiation: [
    filled('expectedOn', '进入此阶段前请填写预计成交日期', 'Give the expected date before this stage'),
  ],
  signing: [],
}

/** The evidence of a stage and of every stage before it: what is passed over asks too. */
export const stageNeeds = (stage: OpenStage): readonly FormulaNeed[] =>
  openStages.slice(0, openStages.indexOf(stage) + 1).flatMap((one) => asks[one])
