// Everything a workspace holds, as lines of JSON, read through a cursor so that its size does not matter.
import type { Database, Tx } from '#base/database'
import { ident, raw, sql } from '#base/sql'
import type { PartMigrations } from './migration.ts'
import type { Workspace } from './workspace.ts'

/** Takes one line; the next is read when it resolves. */
export type WriteLine = (line: string) => Promise<void>

const rowsAtOnce = 500

/**
 * Writes a first line `{"format":1,"workspace":{…}}` and then one line `{"table":…,"row":{…}}` for each row of each table, tables by
 * name, all as of one instant. Transient tables are left out. Answers how many rows were written.
 */
export async function exportWorkspace(
  db: Database,
  workspace: Workspace,
  parts: readonly PartMigrations[],
  write: WriteLine,
): Promise<number> {
  const transient = parts.flatMap((part) => part.transient ?? [])
  return db.transaction(
    async (tx) => {
      await write(JSON.stringify({ format: 1, workspace }))
      let rows = 0
      for (const table of await tablesOf(tx, workspace.namespace))
        if (!transient.includes(table)) rows += await exportTable(tx, workspace.namespace, table, write)
      return rows
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

async function tablesOf(tx: Tx, namespace: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ name: string }>(sql`
    select tablename::text as name from pg_tables where schemaname = ${namespace} order by tablename collate "C"`)
  return rows.map(({ name }) => name)
}

async function exportTable(tx: Tx, namespace: string, table: string, write: WriteLine): Promise<number> {
  await tx.query(
    sql`declare exported no scroll cursor for select to_jsonb(t)::text as line from ${ident(namespace, table)} t`,
  )
  let total = 0
  for (;;) {
    const { rows } = await tx.query<{ line: string }>(sql`fetch ${raw(String(rowsAtOnce))} from exported`)
    for (const { line } of rows) await write(`{"table":${JSON.stringify(table)},"row":${line}}`)
    total += rows.length
    if (rows.length < rowsAtOnce) break
  }
  await tx.query(sql`close exported`)
  return total
}
