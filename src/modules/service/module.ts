import { defineModule } from '#kernel/module'
import { archiveTicket } from './actions/archive-ticket.ts'
import { assignTicket } from './actions/assign-ticket.ts'
import { closeTicket } from './actions/close-ticket.ts'
import { confirmScope } from './actions/confirm-scope.ts'
import { openTicket } from './actions/open-ticket.ts'
import { rateTicket } from './actions/rate-ticket.ts'
import { reopenTicket } from './actions/reopen-ticket.ts'
import { respondTicket } from './actions/respond-ticket.ts'
import { rules } from './automations/rules.ts'
import { ticketFlow } from './flows/ticket.ts'
import { metrics } from './metrics.ts'
import { article } from './objects/article.ts'
import { partyTickets } from './objects/party-tickets.ts'
import { ticket } from './objects/ticket.ts'
import { policies } from './policies.ts'

export const service = defineModule({
  name: 'service',
  label: { 'zh-CN': '售后', en: 'Service' },
  dependsOn: ['masterdata', 'crm'],
  objects: [ticket, article],
  extend: [partyTickets],
  actions: [
    openTicket,
    assignTicket,
    respondTicket,
    confirmScope,
    closeTicket,
    reopenTicket,
    rateTicket,
    archiveTicket,
  ],
  flows: [ticketFlow],
  rules,
  metrics,
  policies,
  menu: [
    { object: 'service.ticket', group: 'service' },
    { object: 'service.article', group: 'service' },
  ],
})
