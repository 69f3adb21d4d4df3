// A ticket: answer, confirm the scope of a complaint, solve.
import type { FlowDefinition } from '#kernel/flow'

export const ticketFlow: FlowDefinition = {
  name: 'service.ticketFlow',
  label: { 'zh-CN': '服务单处理', en: 'Ticket handling' },
  object: 'service.ticket',
  startWhen: "status = 'open'",
  steps: [
    {
      kind: 'branch',
      name: 'urgency',
      cases: [
        {
          when: "severity = 'urgent'",
          steps: [
            {
              kind: 'task',
              name: 'respondUrgent',
              label: { 'zh-CN': '首次响应', en: 'First response' },
              holder: { person: 'owner', department: 'service', role: 'service', pick: 'leastLoaded' },
              limitMinutes: 30,
              escalateEveryMinutes: 30,
              doneWhen: "NOT(ISBLANK(firstResponseAt)) or status = 'closed'",
              doneMeans: { 'zh-CN': '还没有答复客户', en: 'The customer has no answer yet' },
              actions: ['respond'],
            },
          ],
        },
      ],
      otherwise: [
        {
          kind: 'task',
          name: 'respond',
          label: { 'zh-CN': '首次响应', en: 'First response' },
          holder: { person: 'owner', department: 'service', role: 'service', pick: 'leastLoaded' },
          limitMinutes: 240,
          escalateEveryMinutes: 240,
          doneWhen: "NOT(ISBLANK(firstResponseAt)) or status = 'closed'",
          doneMeans: { 'zh-CN': '还没有答复客户', en: 'The customer has no answer yet' },
          actions: ['respond'],
        },
      ],
    },
    {
      kind: 'branch',
      name: 'complaint',
      cases: [
        {
          when: "kind = 'complaint' or kind = 'return'",
          steps: [
            {
              kind: 'task',
              name: 'confirmScope',
              label: { 'zh-CN': '确认责任范围', en: 'Confirm the scope' },
              holder: { person: 'customer.owner', role: 'salesManager' },
              limitMinutes: 480,
              skipWhen: 'NOT(ISBLANK(scopeConfirmedAt))',
              doneWhen: "NOT(ISBLANK(scopeConfirmedAt)) or status = 'closed'",
              doneMeans: { 'zh-CN': '责任范围还没有确认', en: 'The scope is not confirmed' },
              actions: ['confirmScope'],
              guide: {
                'zh-CN': '与客户核实，写明哪些由我们负责。',
                en: 'Check with the customer and write down what is ours to solve.',
              },
            },
          ],
        },
      ],
    },
    {
      kind: 'task',
      name: 'solve',
      label: { 'zh-CN': '解决', en: 'Solve' },
      holder: { person: 'owner', department: 'service', role: 'service' },
      limitMinutes: 1440,
      escalateEveryMinutes: 480,
      skipWhen: "status = 'closed'",
      doneWhen: "status = 'closed'",
      doneMeans: { 'zh-CN': '工单还没有关闭', en: 'The ticket is not closed' },
      actions: ['close'],
    },
    { kind: 'end', name: 'solved', label: { 'zh-CN': '已解决', en: 'Solved' } },
  ],
}
