// What contacts add to a customer, and what a salesperson finds around one before calling.
import type { Extension, Overview } from '#kernel/schema'

const talk = {
  object: 'crm.activity',
  at: 'at',
  who: 'person',
  facts: ['kind', 'outcome', 'minutes', 'nextStep', 'nextAt'],
  text: 'notes',
  action: 'logContact',
} as const

const isOpen = "stage <> 'won' and stage <> 'lost'"

export const partyContacts: Extension = {
  object: 'masterdata.party',
  fields: [
    {
      type: 'rollup',
      name: 'lastContactAt',
      label: { 'zh-CN': '最近联系', en: 'Last contact' },
      help: { 'zh-CN': '空号、忙音、无人接听不计', en: 'Only contacts that reached the customer count' },
      result: 'datetime',
      object: 'crm.activity',
      by: 'party',
      take: 'max',
      field: 'at',
      where: "outcome = 'reached'",
    },
    {
      type: 'rollup',
      name: 'nextContactAt',
      label: { 'zh-CN': '下次跟进', en: 'Next contact' },
      result: 'datetime',
      object: 'crm.activity',
      by: 'party',
      take: 'min',
      field: 'nextAt',
      where: 'ISBLANK(nextDoneAt)',
    },
  ],
  overview: {
    figures: [{ field: 'lastContactAt' }, { field: 'nextContactAt', alarm: true }],
    talk: { ...talk, by: 'party' },
    todos: [
      {
        object: 'crm.activity',
        by: 'party',
        where: 'NOT(ISBLANK(nextStep)) and ISBLANK(nextDoneAt)',
        text: 'nextStep',
        due: 'nextAt',
        who: 'person',
        done: 'finishNextStep',
      },
      {
        object: 'crm.opportunity',
        by: 'customer',
        where: `NOT(ISBLANK(nextStep)) and ${isOpen}`,
        text: 'nextStep',
        due: 'nextAt',
        who: 'owner',
      },
    ],
    lists: [
      {
        object: 'crm.opportunity',
        by: 'customer',
        where: isOpen,
        label: { 'zh-CN': '进行中的商机', en: 'Open opportunities' },
        columns: ['name', 'stage', 'amount', 'expectedOn', 'owner'],
        sort: ['expectedOn'],
      },
    ],
    stream: [
      {
        object: 'crm.opportunity',
        by: 'customer',
        at: 'createdAt',
        who: 'owner',
        facts: ['stage', 'amount'],
      },
    ],
  },
}

/** The contacts of a lead or an opportunity, and what was agreed to do next while it is open. */
export const talkOf = (by: 'lead' | 'opportunity', open: string): Overview => ({
  figures: [{ field: 'lastContactAt' }, { field: 'contactCount' }, { field: 'nextAt', alarm: true }],
  talk: { ...talk, by },
  todos: [
    {
      object: `crm.${by}`,
      by: 'id',
      where: `NOT(ISBLANK(nextStep)) and ${open}`,
      text: 'nextStep',
      due: 'nextAt',
      who: 'owner',
    },
  ],
})
