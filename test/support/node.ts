// A whole server node on a test file's own database, with one workspace and people who can sign in.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cheapPasswordCost, createAccount } from '#kernel/identity/store'
import type { Module } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import { workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import { createWorkspace } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'
import { httpSettings } from '../../src/server/http/settings.ts'
import { type Node, openNode } from '../../src/server/main.ts'

export const password = 'correct horse battery'

export type TestNode = Node & {
  readonly engine: OpenEngine
  readonly url: string
  /** A new person with these roles, signed in: the headers of their requests. */
  readonly signedIn: (login: string, roles: readonly string[]) => Promise<Readonly<Record<string, string>>>
}

/** Closed after the file's tests. `web` is a folder of built pages; none when absent. */
export async function testNode(
  modules: readonly Module[],
  { web = null }: { readonly web?: string | null } = {},
): Promise<TestNode> {
  const { url } = await cloneDatabase()
  const home = mkdtempSync(join(tmpdir(), 'baton-node-'))
  const product = { modules, initials: () => '' }
  const settings = httpSettings(
    { SIGN_INS_PER_ADDRESS: '1000', RATE_PER_ADDRESS: '100000', RATE_PER_SESSION: '100000' },
    web,
  )
  const node = await openNode({ url, home, product, settings, logger: null })
  afterwards(async () => {
    await node.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })
  const wish = { id: 'test', name: '测试公司', zone: 'Asia/Shanghai' }
  const made = await createWorkspace(node.owner, wish, workspaceParts, node.now())
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const engine = await node.workspaces.engineOf('test')
  if (engine === undefined) throw new Error('The workspace did not open')
  return { ...node, engine, url, signedIn: (login, roles) => signedIn(node, engine, login, roles) }
}

async function signedIn(node: Node, engine: OpenEngine, login: string, roles: readonly string[]) {
  const person = node.newId()
  const assigned = roles.map(
    (role): Change => ({
      kind: 'create',
      object: 'identity.roleAssignment',
      id: node.newId(),
      values: { person, role },
    }),
  )
  const made: Change = {
    kind: 'create',
    object: 'identity.person',
    id: person,
    values: { name: login, login },
  }
  const written = await engine.write(engine.systemActor('installer'), { source: 'system' }, [
    made,
    ...assigned,
  ])
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  const account = { person, login, password }
  const opened = await node.owner.transaction((tx) =>
    createAccount(tx, engine.workspace.namespace, account, node.now(), cheapPasswordCost),
  )
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  const answer = await node.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const [cookie = ''] = String(answer.headers['set-cookie']).split(';')
  return { cookie, 'x-baton': '1' }
}
