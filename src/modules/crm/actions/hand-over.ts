// Hands everything a leaver owns (leads, opportunities, customers) to one colleague in one action.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Action, Change, Reader } from '#kernel/records'
import { activePersonProblem } from '#modules/masterdata'

const owned = ['crm.lead', 'crm.opportunity', 'masterdata.party'] as const
const most = 500

async function ownedBy(context: Reader, object: string, person: string): Promise<readonly string[]> {
  const filter = { field: 'owner', is: 'eq' as const, value: person }
  const rows = await context.read({ object, fields: ['id'], filter, limit: most }, { lock: true })
  return rows.map((row) => String(row.id))
}

export const handOver: Action = {
  name: 'handOver',
  object: 'crm.lead',
  label: { 'zh-CN': '离职交接', en: 'Hand over' },
  help: {
    'zh-CN': '把一个人的线索、商机和客户全部交给另一个人；每类一次最多 500 条，可重复执行',
    en: 'Gives one person’s leads, opportunities and customers to another; at most 500 of each at once, may be repeated',
  },
  target: 'none',
  input: [
    { type: 'person', name: 'from', label: { 'zh-CN': '交出人', en: 'From' }, required: true },
    { type: 'person', name: 'to', label: { 'zh-CN': '接收人', en: 'To' }, required: true },
  ],
  run: async (context, input) => {
    const from = String(input.from)
    const owner = String(input.to)
    const receiver = await context.row('identity.person', owner)
    const wrong = from === owner ? problem('crm.samePerson', ['to']) : activePersonProblem(receiver, 'to')
    if (wrong) return failed(wrong)
    const leaver = await context.row('identity.person', from)
    // Whoever is not an administrator hands over only inside the departments they head.
    const mayAct =
      context.actor.roles.includes('admin') || context.actor.headed.includes(String(leaver?.department))
    if (!mayAct) return failed(problem('crm.notYourDepartment', ['from']))
    const values = { owner, department: receiver?.department ?? null }
    const changes: Change[] = []
    for (const object of owned) {
      for (const id of await ownedBy(context, object, from))
        changes.push({ kind: 'update', object, id, values })
    }
    return ok({ changes, output: { moved: changes.length } })
  },
}
