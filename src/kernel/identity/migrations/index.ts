// What identity brings to each workspace's schema.
import type { PartMigrations } from '#kernel/workspace'
import { accounts } from './0001-accounts.ts'

export const identity: PartMigrations = {
  part: 'identity',
  migrations: [accounts],
  transient: ['session', 'session_attempt'],
}
