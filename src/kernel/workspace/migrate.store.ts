// Brings a schema's kernel tables up to date: each migration once, whoever asks and however often.
import { createHash } from 'node:crypto'
import type { Database, Tx } from '#base/database'
import { ident, sql } from '#base/sql'
import { inOrder, type Migration, type PartMigrations } from './migration.ts'
import { platform } from './migrations/0001-platform.ts'
import { grantToApp } from './roles.store.ts'

/** The schema that holds the directory of workspaces. */
export const platformNamespace = 'platform'

const platformParts: readonly PartMigrations[] = [{ part: 'workspace', migrations: [platform] }]

/** Makes or upgrades the platform schema. Run it as the role that owns the database, before anything else. */
export async function migratePlatform(db: Database, at: Date): Promise<void> {
  // Two nodes that start at once may both find no schema; the one that comes second finds it the next time.
  const attempt = (): Promise<number> =>
    db.transaction((tx) => migrateNamespace(tx, platformNamespace, platformParts, at))
  await attempt().catch(attempt)
}

/**
 * Runs the migrations that this schema has not had, in the caller's transaction, and gives the application role its rights.
 * Answers how many ran. Throws when a migration that has run was changed since: that is a mistake in the product.
 */
export async function migrateNamespace(
  tx: Tx,
  namespace: string,
  parts: readonly PartMigrations[],
  at: Date,
): Promise<number> {
  await prepare(tx, namespace)
  const done = await recorded(tx)
  let ran = 0
  for (const { part, migration } of inOrder(parts)) {
    const hash = hashOf(migration)
    const known = done.get(`${part}/${migration.number}`)
    if (known === undefined) {
      await run(tx, part, migration, hash, at)
      ran++
    } else if (known !== hash) {
      throw new Error(`Migration ${part}/${migration.number} was changed after it had run in ${namespace}`)
    }
  }
  await grantToApp(tx, namespace, parts)
  return ran
}

// The lock row makes one run wait for another; a reader of `migration` waits for nobody.
async function prepare(tx: Tx, namespace: string): Promise<void> {
  await tx.query(sql`create schema if not exists ${ident(namespace)}`)
  await tx.query(sql`set local search_path to ${ident(namespace)}`)
  await tx.query(
    sql`create table if not exists lock (name text not null, constraint pk_lock primary key (name))`,
  )
  await tx.query(sql`create table if not exists migration (
    part text not null, number integer not null, name text not null, hash text not null, ran_at timestamptz(3) not null,
    constraint pk_migration primary key (part, number))`)
  await tx.query(sql`insert into lock (name) values ('migration') on conflict (name) do nothing`)
  await tx.query(sql`select name from lock where name = 'migration' for update`)
}

async function recorded(tx: Tx): Promise<ReadonlyMap<string, string>> {
  type Ran = { readonly part: string; readonly number: number; readonly hash: string }
  const { rows } = await tx.query<Ran>(sql`select part, number, hash from migration`)
  return new Map(rows.map(({ part, number, hash }) => [`${part}/${number}`, hash]))
}

async function run(tx: Tx, part: string, migration: Migration, hash: string, at: Date): Promise<void> {
  for (const text of migration.statements) await tx.query({ text, values: [] })
  await tx.query(sql`insert into migration (part, number, name, hash, ran_at)
    values (${part}, ${migration.number}, ${migration.name}, ${hash}, ${at.toISOString()})`)
}

// White space carries no meaning in our statements, so that formatting a file is no change of it.
const hashOf = ({ statements }: Migration): string =>
  createHash('sha256').update(statements.join(';').replace(/\s+/g, ' ')).digest('hex')
