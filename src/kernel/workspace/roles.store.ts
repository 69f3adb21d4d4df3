// The role the server works as: it reads and writes, but cannot rewrite history or make schemas.
import { type Database, DatabaseFailure, type Tx } from '#base/database'
import { ident, sql } from '#base/sql'
import type { PartMigrations } from './migration.ts'

/** The role the server sets on its connections. It cannot sign in; roles of the whole server, shared by its databases. */
export const appRole = 'baton_app'

/** `ready`: connections may set the role. `unavailable`: this server's role may neither make it nor use it. */
export type AppRoleState = 'ready' | 'unavailable'

/**
 * Makes the application role where it is missing and lets `member` (the role that the server signs in with; the current one when
 * absent) take it. Never throws for want of rights: then the server runs as its own role and `doctor` says so.
 */
export async function ensureAppRole(db: Database, member?: string): Promise<AppRoleState> {
  const state = await db.transaction((tx) => look(tx, member))
  if (state.usable) return 'ready'
  const steps = [
    ...(state.exists ? [] : [sql`create role ${ident(appRole)} nologin`]),
    sql`grant ${ident(appRole)} to ${ident(member ?? state.me)}`,
  ]
  for (const step of steps) await db.transaction((tx) => tx.query(step)).catch(ignoreRefusal)
  return (await db.transaction((tx) => look(tx, member))).usable ? 'ready' : 'unavailable'
}

/** Whether the connection's role may work as the application role. */
export const appRoleState = async (db: Database): Promise<AppRoleState> =>
  (await db.transaction((tx) => look(tx))).usable ? 'ready' : 'unavailable'

type Look = { readonly me: string; readonly exists: boolean; readonly usable: boolean }

async function look(tx: Tx, member?: string): Promise<Look> {
  const { rows } = await tx.query<Look>(sql`
    select session_user::text as me, r.oid is not null as exists,
           coalesce(pg_has_role(coalesce(${member ?? null}::text, session_user::text), r.oid, 'member'), false) as usable
      from (values (1)) as one(n) left join pg_roles r on r.rolname = ${appRole}`)
  return rows[0] ?? { me: '', exists: false, usable: false }
}

// Refused for want of rights (42501), or another node was first (42710 and unique names): the look afterwards decides.
function ignoreRefusal(error: unknown): void {
  const code = (error as { code?: unknown }).code
  if (code === '42501' || code === '42710' || error instanceof DatabaseFailure) return
  throw error
}

/**
 * What the application role may do in a schema: everything with rows, except in append-only tables, where it reads and adds;
 * and make tables of its own for records. Those that were made before there was the role become its own. Only tables of the
 * current role are touched; nothing happens where the role does not exist.
 */
export async function grantToApp(tx: Tx, namespace: string, parts: readonly PartMigrations[]): Promise<void> {
  const { exists, usable } = await look(tx)
  if (!exists) return
  const role = ident(appRole)
  const { rows } = await tx.query<{ name: string }>(sql`select tablename::text as name from pg_tables
    where schemaname = ${namespace} and tableowner = current_user and tablename <> 'migration'`)
  const tables = (names: readonly string[]) => names.map((name) => ident(namespace, name))
  const ofKernel = tablesOf(parts)
  const appendOnly = new Set(parts.flatMap((part) => part.appendOnly ?? []))
  const all = rows.map(({ name }) => name)
  const names = all.filter((name) => ofKernel.has(name))
  await tx.query(sql`grant usage, create on schema ${ident(namespace)} to ${role}`)
  await tx.query(sql`grant select on table ${ident(namespace, 'migration')} to ${role}`)
  for (const table of tables(names.filter((name) => !appendOnly.has(name))))
    await tx.query(sql`grant select, insert, update, delete on table ${table} to ${role}`)
  for (const table of tables(names.filter((name) => appendOnly.has(name))))
    await tx.query(sql`grant select, insert on table ${table} to ${role}`)
  for (const table of tables(usable ? all.filter((name) => !ofKernel.has(name)) : []))
    await tx.query(sql`alter table ${table} owner to ${role}`)
}

/** The tables that migrations make, by their statements. */
const tablesOf = (parts: readonly PartMigrations[]): ReadonlySet<string> =>
  new Set([
    'lock',
    ...parts
      .flatMap(({ migrations }) => migrations.flatMap(({ statements }) => statements))
      .flatMap((text) => /^\s*create (?:unlogged )?table (?:if not exists )?(\w+)/i.exec(text)?.[1] ?? []),
  ])
