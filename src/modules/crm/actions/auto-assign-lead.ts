// Gives a new lead to the least loaded salesperson of the department that the assignment rules name.
import { ok } from '#base/result'
import type { Action, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { fittingRule, leastLoaded } from '../rules/choose-owner.ts'

const ids = (rows: readonly Row[], field = 'id'): readonly string[] => rows.map((row) => String(row[field]))

async function salespeopleOf(context: Reader, department: string): Promise<readonly string[]> {
  const people = await context.read({
    object: 'identity.person',
    fields: ['id'],
    filter: {
      and: [
        { field: 'department', is: 'eq', value: department },
        { field: 'active', is: 'eq', value: true },
      ],
    },
    limit: 500,
  })
  const selling = await context.read({
    object: 'identity.roleAssignment',
    fields: ['person'],
    filter: {
      and: [
        { field: 'role', is: 'eq', value: 'sales' },
        { field: 'person', is: 'in', value: ids(people) },
      ],
    },
    limit: 500,
  })
  return [...new Set(ids(selling, 'person'))]
}

const openLeadsOf = (context: Reader, people: readonly string[]): Promise<readonly Row[]> =>
  context.read({
    object: 'crm.lead',
    fields: ['owner', 'assignedAt'],
    filter: {
      and: [
        { field: 'owner', is: 'in', value: people },
        { field: 'status', is: 'in', value: ['assigned', 'contacted', 'qualified'] },
      ],
    },
    sort: ['-assignedAt'],
    limit: 500,
  })

export const autoAssignLead: Action = {
  name: 'autoAssign',
  object: 'crm.lead',
  label: { 'zh-CN': '自动分配', en: 'Assign automatically' },
  help: {
    'zh-CN': '按分配规则找部门，再给在手线索最少的销售；没有符合的规则时留在待分配',
    en: 'The rules name the department, the least loaded salesperson gets it; with no fitting rule it stays unassigned',
  },
  target: 'record',
  moves: { field: 'status', to: ['assigned'] },
  input: [],
  checks: [
    {
      formula: "status = 'new' and ISBLANK(duplicateOf)",
      message: { 'zh-CN': '只能分配未重复的新线索', en: 'Only a new lead that repeats no other' },
      field: 'status',
    },
  ],
  visible: "status = 'new'",
  run: async (context) => {
    const lead = context.record ?? {}
    const rules = await context.read({ object: 'crm.assignmentRule', sort: ['priority'], limit: 500 })
    const department = fittingRule(lead, rules)?.department
    const people = typeof department === 'string' ? await salespeopleOf(context, department) : []
    const owner = people.length > 0 ? leastLoaded(people, await openLeadsOf(context, people)) : undefined
    if (owner === undefined || typeof department !== 'string')
      return ok({ changes: [], output: { owner: null } })
    const values = { owner, department, status: 'assigned', assignedAt: context.now }
    return ok({
      changes: [{ kind: 'update', object: 'crm.lead', id: String(lead.id), values }],
      output: { owner },
    })
  },
}
