// Makes a contacted lead a customer, a contact person and an opportunity, its contact history carried along.
import { ok } from '#base/result'
import type { Action, Change } from '#kernel/records'
import type { Row } from '#kernel/schema'

function newParty(lead: Row, id: string): readonly Change[] {
  const values = {
    name: lead.company ?? lead.name ?? null,
    isCustomer: true,
    region: lead.region ?? null,
    industry: lead.industry ?? null,
    phone: lead.phone ?? null,
    owner: lead.owner ?? null,
    department: lead.department ?? null,
  }
  return [{ kind: 'create', object: 'masterdata.party', id, values }]
}

const newContact = (lead: Row, id: string, party: string, isFirst: boolean): Change => ({
  kind: 'create',
  object: 'masterdata.contact',
  id,
  values: {
    party,
    name: lead.name ?? null,
    phone: lead.phone ?? null,
    email: lead.email ?? null,
    primary: isFirst,
  },
})

const newOpportunity = (lead: Row, id: string, customer: string, name: string): Change => ({
  kind: 'create',
  object: 'crm.opportunity',
  id,
  values: {
    name,
    customer,
    lead: lead.id ?? null,
    owner: lead.owner ?? null,
    department: lead.department ?? null,
    need: lead.need ?? null,
    nextStep: lead.nextStep ?? null,
    nextAt: lead.nextAt ?? null,
  },
})

export const convertLead: Action = {
  name: 'convert',
  object: 'crm.lead',
  label: { 'zh-CN': '转为客户', en: 'Convert' },
  target: 'record',
  moves: { field: 'status', to: ['converted'] },
  input: [
    {
      type: 'text',
      name: 'opportunityName',
      label: { 'zh-CN': '商机名称', en: 'Opportunity name' },
      maxLength: 120,
      help: { 'zh-CN': '留空则用公司名', en: 'The company’s name when blank' },
    },
  ],
  checks: [
    {
      formula: "status = 'contacted' or status = 'qualified'",
      message: { 'zh-CN': '联系上客户之后才能转化', en: 'Only a lead that was contacted can be converted' },
      field: 'status',
    },
  ],
  visible: "status = 'assigned' or status = 'contacted' or status = 'qualified'",
  confirm: { 'zh-CN': '将建立客户、联系人和商机', en: 'Makes a customer, a contact and an opportunity' },
  run: async (context, input) => {
    const lead = context.record ?? {}
    const known = typeof lead.customer === 'string' ? lead.customer : null
    const party = known ?? context.newId()
    const contact = context.newId()
    const opportunity = context.newId()
    const name = String(input.opportunityName ?? lead.company ?? lead.name ?? '')
    const activities = await context.read({
      object: 'crm.activity',
      fields: ['id'],
      filter: { field: 'lead', is: 'eq', value: String(lead.id) },
      limit: 500,
    })
    const changes: readonly Change[] = [
      ...(known ? [] : newParty(lead, party)),
      newContact(lead, contact, party, known === null),
      newOpportunity(lead, opportunity, party, name),
      ...activities.map(
        (activity): Change => ({
          kind: 'update',
          object: 'crm.activity',
          id: String(activity.id),
          values: { party, opportunity },
        }),
      ),
      {
        kind: 'update',
        object: 'crm.lead',
        id: String(lead.id),
        values: { status: 'converted', customer: party },
      },
    ]
    return ok({ changes, output: { party, contact, opportunity } })
  },
}
