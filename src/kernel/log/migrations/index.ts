// What the log brings to each workspace's schema.
import type { PartMigrations } from '#kernel/workspace'
import { createLog } from './0001-log.ts'

export const log: PartMigrations = {
  part: 'log',
  migrations: [createLog],
  appendOnly: ['log', 'log_seal'],
}
