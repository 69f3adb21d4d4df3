// The tables that the kernel's parts bring to each workspace, in the order of the parts.
import { filesMigrations } from '#kernel/files/store'
import { identityMigrations } from '#kernel/identity/store'
import { jobsMigrations } from '#kernel/jobs/store'
import { logMigrations } from '#kernel/log/store'
import { notifyMigrations } from '#kernel/notify/store'
import { recordMigrations } from '#kernel/records/store'
import { schemaMigrations } from '#kernel/schema/store'
import { viewsMigrations } from '#kernel/views/store'
import type { PartMigrations } from '#kernel/workspace'
import { module } from './migrations/index.ts'

export const workspaceParts: readonly PartMigrations[] = [
  schemaMigrations,
  identityMigrations,
  logMigrations,
  recordMigrations,
  jobsMigrations,
  filesMigrations,
  notifyMigrations,
  viewsMigrations,
  module,
]
