// Opens a workspace with every installed module on a test file's own database.
import { randomBytes } from 'node:crypto'
import { type Database, openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import type { Actor } from '#kernel/access'
import { type OpenEngine, openBusiness, workOnce, workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { modules } from '#modules'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'

export const newId = idSource(Date.now, randomBytes)

export type Company = {
  readonly engine: OpenEngine
  readonly db: Database
  readonly url: string
  readonly install: (...changes: Change[]) => Promise<void>
  readonly at: (instant: string) => void
  readonly now: () => string
  /** Opens the same workspace once more, as another node does. */
  readonly reopen: () => Promise<OpenEngine>
  /** Seals, runs rules and acts on what fell due, once. */
  readonly work: () => Promise<void>
  /** A person with a department (by code) and roles. */
  readonly person: (name: string, department: string, ...roles: string[]) => Promise<Actor>
  readonly department: (code: string) => string
}

const departments: readonly (readonly [string, string])[] = [
  ['management', '总经办'],
  ['sales', '销售部'],
  ['purchasing', '采购部'],
  ['production', '生产部'],
  ['warehouse', '仓储部'],
  ['logistics', '物流部'],
  ['finance', '财务部'],
  ['service', '客服部'],
]

/** A company with eight departments and nobody in them yet. */
export async function testCompany(options: { at?: string } = {}): Promise<Company> {
  const { url } = await cloneDatabase()
  const db = openDatabase({ url, maxConnections: 20 })
  afterwards(() => db.close())
  await migratePlatform(db, new Date())
  const made = await createWorkspace(
    db,
    { id: 'test', name: '测试公司', zone: 'Asia/Shanghai' },
    workspaceParts,
    new Date(),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  let now = options.at ?? '2026-06-15T02:00:00.000Z'
  const clock = (): Date => new Date(now)
  const { value: workspace } = made
  const reopen = async (): Promise<OpenEngine> => {
    const opened = await openBusiness({ db, workspace, modules, clock, newId, initials: () => '' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems, null, 1))
    return opened.value
  }
  const engine = await reopen()
  const install = async (...changes: Change[]): Promise<void> => {
    const result = await engine.write(engine.systemActor('installer'), { source: 'system' }, changes)
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
  }
  const ids = new Map(departments.map(([code]) => [code, newId()]))
  const department = (code: string): string => ids.get(code) ?? ''
  await install(
    ...departments.map(
      ([code, name]): Change => ({
        kind: 'create',
        object: 'identity.department',
        id: department(code),
        values: { code, name },
      }),
    ),
  )
  return {
    engine,
    db,
    url,
    install,
    department,
    at: (instant) => {
      now = instant
    },
    now: () => now,
    reopen,
    work: () => workOnce({ engine, clock }),
    async person(name, code, ...roles) {
      const id = newId()
      await install(
        {
          kind: 'create',
          object: 'identity.person',
          id,
          values: { name, login: name, department: department(code) },
        },
        ...roles.map(
          (role): Change => ({
            kind: 'create',
            object: 'identity.roleAssignment',
            id: newId(),
            values: { person: id, role },
          }),
        ),
      )
      const actor = await engine.actor(id)
      if (!actor) throw new Error(`${name} was not made`)
      return actor
    },
  }
}
