// The directory of workspaces: making, finding and removing them.
import type { Database } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { migrateNamespace } from './migrate.store.ts'
import type { PartMigrations } from './migration.ts'
import { checkWorkspace, type Workspace } from './workspace.ts'

const columns = sql`id, name, namespace, zone, created_at as "createdAt"`

/**
 * A new, empty workspace with every kernel table, in one transaction. Run as the role that owns the database.
 * Problems: workspace.badId, workspace.badName, workspace.badZone, workspace.idTaken.
 */
export async function createWorkspace(
  db: Database,
  wish: Pick<Workspace, 'id' | 'name' | 'zone'>,
  parts: readonly PartMigrations[],
  at: Date,
): Promise<Result<Workspace>> {
  const checked = checkWorkspace(wish)
  if (!checked.ok) return checked
  const { id, name, namespace, zone } = checked.value
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<Workspace>(sql`
      insert into platform.workspaces as w (id, name, namespace, zone, created_at)
      values (${id}, ${name}, ${namespace}, ${zone}, ${at.toISOString()})
      on conflict (id) do update set name = excluded.name, zone = excluded.zone, created_at = excluded.created_at, removed_at = null
       where w.removed_at is not null
      returning ${columns}`)
    const [workspace] = rows
    if (workspace === undefined) return failed(problem('workspace.idTaken', ['id'], { id }))
    await migrateNamespace(tx, namespace, parts, at)
    return ok(workspace)
  })
}

/** Brings every workspace up to date, one transaction each. Answers how many migrations ran, by workspace id. */
export async function migrateWorkspaces(
  db: Database,
  parts: readonly PartMigrations[],
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const ran = new Map<string, number>()
  for (const { id, namespace } of await listWorkspaces(db))
    ran.set(id, await db.transaction((tx) => migrateNamespace(tx, namespace, parts, at)))
  return ran
}

/** Every workspace that is not removed, by id. */
export async function listWorkspaces(db: Database): Promise<readonly Workspace[]> {
  return db.transaction(async (tx) => {
    const found = await tx.query<Workspace>(
      sql`select ${columns} from platform.workspaces where removed_at is null order by id collate "C"`,
    )
    return found.rows
  })
}

/** One workspace. Problem: workspace.unknown, also for one that was removed. */
export async function openWorkspace(db: Database, id: string): Promise<Result<Workspace>> {
  const { rows } = await db.transaction((tx) =>
    tx.query<Workspace>(
      sql`select ${columns} from platform.workspaces where id = ${id} and removed_at is null`,
    ),
  )
  const [workspace] = rows
  return workspace === undefined ? failed(unknown(id)) : ok(workspace)
}

/** Removes a workspace with everything in it; only its entry in the directory stays. Problem: workspace.unknown. */
export async function removeWorkspace(db: Database, id: string, at: Date): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<{ namespace: string }>(sql`update platform.workspaces
      set removed_at = ${at.toISOString()} where id = ${id} and removed_at is null returning namespace`)
    const [found] = rows
    if (found === undefined) return failed(unknown(id))
    await tx.query(sql`drop schema if exists ${ident(found.namespace)} cascade`)
    return ok(null)
  })
}

const unknown = (id: string) => problem('workspace.unknown', ['id'], { id: id.slice(0, 40) })
