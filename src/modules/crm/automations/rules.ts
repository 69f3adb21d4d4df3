// What crm does by itself when something happens or stays undone.
import type { Rule } from '#kernel/rules'

export const rules: readonly Rule[] = [
  {
    name: 'crm.leadAssigned',
    label: { 'zh-CN': '线索分配通知', en: 'Tell the owner of an assigned lead' },
    object: 'crm.lead',
    when: { on: 'update', fields: ['owner'] },
    if: 'NOT(ISBLANK(owner))',
    then: [
      {
        do: 'notify',
        people: 'owner',
        text: {
          'zh-CN': '线索已分配给你，请在 30 个工作分钟内首次联系',
          en: 'A lead is yours: make first contact within 30 working minutes',
        },
      },
    ],
  },
  {
    name: 'crm.leadAutoAssign',
    label: { 'zh-CN': '新线索自动分配', en: 'Assign new leads' },
    object: 'crm.lead',
    when: { on: 'create' },
    if: "status = 'new' and ISBLANK(duplicateOf)",
    then: [{ do: 'act', action: 'autoAssign' }],
  },
  {
    name: 'crm.leadFollowUp',
    label: { 'zh-CN': '线索跟进提醒', en: 'Lead follow-up due' },
    object: 'crm.lead',
    when: { everyMinutes: 15 },
    if: "nextAt <= NOW() and (status = 'new' or status = 'assigned' or status = 'contacted' or status = 'qualified')",
    once: 'nextAt',
    then: [
      {
        do: 'notify',
        people: 'owner',
        text: { 'zh-CN': '到了约定的跟进时间', en: 'The agreed follow-up is due' },
      },
    ],
  },
  {
    name: 'crm.leadUnassigned',
    label: { 'zh-CN': '高意向线索 48 小时未分配', en: 'High-intent lead unassigned for 48 h' },
    object: 'crm.lead',
    when: { everyMinutes: 60 },
    if: "status = 'new' and score >= 60 and createdAt < ADDDAYS(NOW(), -2)",
    then: [
      {
        do: 'notify',
        role: 'salesManager',
        text: {
          'zh-CN': '高意向线索已 48 小时未分配',
          en: 'A high-intent lead has waited 48 hours for an owner',
        },
      },
    ],
  },
  {
    name: 'crm.opportunityFollowUp',
    label: { 'zh-CN': '商机跟进提醒', en: 'Opportunity follow-up due' },
    object: 'crm.opportunity',
    when: { everyMinutes: 15 },
    if: "nextAt <= NOW() and stage <> 'won' and stage <> 'lost'",
    once: 'nextAt',
    then: [
      {
        do: 'notify',
        people: 'owner',
        text: { 'zh-CN': '到了约定的跟进时间', en: 'The agreed follow-up is due' },
      },
    ],
  },
  {
    name: 'crm.opportunityStuck',
    label: { 'zh-CN': '商机停留过久', en: 'Opportunity stuck in its stage' },
    object: 'crm.opportunity',
    when: { everyMinutes: 720 },
    if: "stageSince < ADDDAYS(NOW(), -14) and stage <> 'won' and stage <> 'lost'",
    once: 'stageSince',
    then: [
      {
        do: 'notify',
        people: 'owner',
        headOf: 'department',
        text: {
          'zh-CN': '商机在当前阶段已超过 14 天',
          en: 'The opportunity has been in this stage for over 14 days',
        },
      },
    ],
  },
]
