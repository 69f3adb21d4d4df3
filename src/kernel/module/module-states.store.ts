// The business modules as administrators switch them: what each is, what it needs, and what rests in it.
import type { Tx } from '#base/database'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import type { Actor } from '#kernel/access'
import type { ModuleState } from './engine.ts'
import type { Module } from './manifest.ts'
import { mayDefine, mayNotDefine } from './publish.store.ts'
import type { Running } from './state.store.ts'
import { isSwitchable, needsOf } from './switched.ts'

const most = 10_000

/** Problem: access.denied. */
export async function moduleStates(
  running: Running,
  actor: Actor,
): Promise<Result<{ readonly version: number; readonly modules: readonly ModuleState[] }>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const { db, modules } = running.options
  const { version } = running.state().compiled
  return ok({
    version,
    modules: await db.transaction(async (tx) => {
      const states: ModuleState[] = []
      for (const module of modules.filter(isSwitchable)) states.push(await stateOf(tx, running, module))
      return states
    }),
  })
}

async function stateOf(tx: Tx, running: Running, module: Module): Promise<ModuleState> {
  const { name, label, objects, optional = [] } = module
  const { compiled } = running.state()
  let records = 0
  for (const object of objects)
    records += await countOf(tx, compiled.schema.namespace, compiled.schema.object(object.name)?.table)
  return {
    name,
    label,
    isOn: !compiled.off.has(name),
    needs: needsOf(module),
    worksWith: optional,
    objects: objects.map((object) => ({ name: object.name, label: object.label })),
    records: Math.min(records, most),
    openTasks: await openTasksOf(tx, running, module),
  }
}

async function countOf(tx: Tx, namespace: string, table: string | undefined): Promise<number> {
  if (table === undefined) return 0
  const { rows } = await tx.query<{ count: number }>(
    sql`select count(*)::integer as count from (select from ${ident(namespace, table)} limit ${most}) as found`,
  )
  return rows[0]?.count ?? 0
}

async function openTasksOf(tx: Tx, running: Running, { objects, flows = [] }: Module): Promise<number> {
  const { schema } = running.state().compiled
  const table = schema.object('flow.task')?.table
  if (table === undefined) return 0
  const { rows } = await tx.query<{ count: number }>(sql`select count(*)::integer as count
    from (select from ${ident(schema.namespace, table)} where closed_at is null
      and (object = any(${objects.map(({ name }) => name)}::text[]) or flow = any(${flows.map(({ name }) => name)}::text[]))
      limit ${most}) as found`)
  return rows[0]?.count ?? 0
}
