// What is said with the customer about one order: contacts that name it, written down where the order is (SVC-07, COLL-02).
import type { Extension } from '#kernel/schema'
import { label } from '#modules/inventory'

const order = {
  name: 'order',
  type: 'reference',
  to: 'sales.order',
  label: label('销售订单', 'Sales order'),
  help: label('为哪一张谈的；会写进它的联系记录', 'Which one it was about; written to the contacts there'),
} as const

export const orderTalk: readonly Extension[] = [
  { object: 'crm.activity', fields: [order], indexes: [{ name: 'order', fields: ['order', '-at'] }] },
  {
    object: 'sales.order',
    overview: {
      talk: {
        object: 'crm.activity',
        by: 'order',
        at: 'at',
        who: 'person',
        facts: ['kind', 'outcome', 'minutes', 'nextStep', 'nextAt'],
        text: 'notes',
        action: 'logContact',
      },
      todos: [
        {
          object: 'crm.activity',
          by: 'order',
          where: 'NOT(ISBLANK(nextStep)) and ISBLANK(nextDoneAt)',
          text: 'nextStep',
          due: 'nextAt',
          who: 'person',
          done: 'finishNextStep',
        },
      ],
    },
  },
]
