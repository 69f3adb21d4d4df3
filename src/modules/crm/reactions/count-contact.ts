// A contact that reached the customer moves its lead on and stops the response clock, whichever door it came through.
import { problem } from '#base/problem'
import type { Diff, Reaction, Reader, Update } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { elapsedMinutes } from '#modules/masterdata'

const isLater = (activity: Row, now: string): boolean => String(activity.at) > now

function consequence(id: string, lead: Row, at: string): Update | null {
  const moves = lead.status === 'new' || lead.status === 'assigned'
  const answers = typeof lead.assignedAt === 'string' && !lead.responseMinutes
  if (!moves && !answers) return null
  const values = {
    ...(moves && lead.owner ? { status: 'contacted' } : {}),
    ...(answers ? { responseMinutes: String(elapsedMinutes(String(lead.assignedAt), at)) } : {}),
  }
  return { kind: 'update', object: 'crm.lead', id, values }
}

async function changeFor(reader: Reader, diff: Diff): Promise<Update | null> {
  const activity = diff.after
  if (diff.before || !activity || activity.outcome !== 'reached' || typeof activity.lead !== 'string')
    return null
  const lead = await reader.row('crm.lead', activity.lead)
  return lead ? consequence(activity.lead, lead, String(activity.at)) : null
}

export const countContact: Reaction = {
  name: 'crm.countContact',
  authority: 'crm',
  objects: ['crm.activity'],
  beforeCommit: async (reader, diffs) => {
    const future = diffs.filter((diff) => diff.after && isLater(diff.after, reader.now))
    if (future.length > 0) return { problems: future.map(() => problem('crm.future', ['at'])) }
    const changes: Update[] = []
    for (const diff of diffs) {
      const change = await changeFor(reader, diff)
      if (change) changes.push(change)
    }
    return { changes }
  },
}
