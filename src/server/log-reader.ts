// The sealed log of a workspace, as live push follows it.
import type { Database } from '#base/database'
import { headOf, readAfter } from '#kernel/log/store'
import type { LogReader } from './ports.ts'

export const openLogReader = (db: Database): LogReader => ({
  head: async ({ workspace }) => (await headOf(db, workspace.namespace)).seq,
  after: ({ workspace }, seq, limit) => readAfter(db, workspace.namespace, seq, limit),
})
