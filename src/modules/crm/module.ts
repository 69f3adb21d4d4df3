import { defineModule } from '#kernel/module'
import { advanceOpportunity } from './actions/advance-opportunity.ts'
import { assignLead } from './actions/assign-lead.ts'
import { autoAssignLead } from './actions/auto-assign-lead.ts'
import { convertLead } from './actions/convert-lead.ts'
import { finishNextStep } from './actions/finish-next-step.ts'
import { handOver } from './actions/hand-over.ts'
import { keepLeadSeparate } from './actions/keep-lead-separate.ts'
import { logLeadContact } from './actions/log-lead-contact.ts'
import { logOpportunityContact } from './actions/log-opportunity-contact.ts'
import { logPartyContact } from './actions/log-party-contact.ts'
import { loseLead } from './actions/lose-lead.ts'
import { loseOpportunity } from './actions/lose-opportunity.ts'
import { qualifyLead } from './actions/qualify-lead.ts'
import { winOpportunity } from './actions/win-opportunity.ts'
import { rules } from './automations/rules.ts'
import { leadFirstContact } from './flows/lead-first-contact.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { metrics } from './metrics.ts'
import { activity } from './objects/activity.ts'
import { assignmentRule } from './objects/assignment-rule.ts'
import { lead } from './objects/lead.ts'
import { opportunity } from './objects/opportunity.ts'
import { partyContacts } from './objects/party-contacts.ts'
import { partyStages } from './objects/party-stages.ts'
import { policies } from './policies.ts'
import { cleanLead } from './reactions/clean-lead.ts'
import { countContact } from './reactions/count-contact.ts'

export const crm = defineModule({
  name: 'crm',
  label: { 'zh-CN': '客户关系', en: 'Customer relations' },
  dependsOn: ['masterdata'],
  objects: [lead, opportunity, activity, assignmentRule],
  extend: [partyContacts, partyStages],
  actions: [
    assignLead,
    autoAssignLead,
    keepLeadSeparate,
    logLeadContact,
    qualifyLead,
    convertLead,
    loseLead,
    handOver,
    advanceOpportunity,
    logOpportunityContact,
    logPartyContact,
    finishNextStep,
    winOpportunity,
    loseOpportunity,
  ],
  reactions: [cleanLead, countContact],
  flows: [leadFirstContact],
  rules,
  metrics,
  policies,
  menu: [
    { object: 'crm.lead', group: 'sales' },
    { object: 'crm.opportunity', group: 'sales' },
    { object: 'crm.activity', group: 'sales' },
    { object: 'crm.assignmentRule', group: 'settings' },
  ],
  messages: { 'zh-CN': zh, en },
})
