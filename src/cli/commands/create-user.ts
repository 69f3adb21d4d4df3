// `baton create-user`: a person who can sign in, in a workspace that is made where it is not there yet.
import { randomBytes } from 'node:crypto'
import type { Problem } from '#base/problem'
import { createAccount } from '#kernel/identity/store'
import { workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import { createWorkspace } from '#kernel/workspace/store'
import { say as said } from '#server/http/messages'
import { allTexts } from '#server/http/texts'
import type { Node } from '#server/main'
import { installTemplate } from '#server/templates/install'
import type { Command } from '../command.ts'
import { textOptions } from '../options.ts'
import { refused } from '../refused.ts'
import { withNode } from '../with-node.ts'

const usage =
  'baton create-user --workspace ID --login LOGIN --name NAME [--roles admin,sales] [--company "NAME"] [--zone Asia/Shanghai] [--template erp]\n' +
  'The password is taken from BATON_PASSWORD; without it one is made and shown once.'

type Wish = {
  readonly workspace: string
  readonly login: string
  readonly name: string
  readonly roles: readonly string[]
  readonly company: string | undefined
  readonly zone: string
  /** What a new workspace begins with. */
  readonly template: string | undefined
  readonly password: string | undefined
}

export const createUser: Command = {
  async run(args) {
    const wish = wishIn(args)
    if (typeof wish === 'string') return refused(wish)
    return withNode(async (node) => {
      return await make(node, wish)
    })
  },
}

function wishIn(args: readonly string[]): Wish | string {
  const given = textOptions(args, ['workspace', 'login', 'name', 'roles', 'company', 'zone', 'template'])
  if (typeof given === 'string') return `${given}\n${usage}`
  const { workspace, login, name, company, template, zone = 'Asia/Shanghai' } = given
  if (!workspace || !login || !name) return usage
  const roles = (given.roles ?? '').split(',').filter((role) => role !== '')
  return {
    workspace,
    login,
    name,
    roles,
    company,
    template,
    zone,
    password: process.env.BATON_PASSWORD || undefined,
  }
}

async function make(node: Node, wish: Wish): Promise<number> {
  const problems = [...(await ensureWorkspace(node, wish))]
  const password = wish.password ?? randomBytes(9).toString('base64url')
  if (problems.length === 0) problems.push(...(await addPerson(node, wish, password)))
  if (problems.length === 0) problems.push(...(await begin(node, wish)))
  const texts = allTexts([])
  for (const problem of problems) console.error(said(texts, 'en', problem).message)
  if (problems.length > 0) return 1
  console.log(`${wish.login} may sign in to ${wish.workspace}`)
  if (wish.password === undefined) console.log(`Password, shown this once: ${password}`)
  return 0
}

async function ensureWorkspace(node: Node, { workspace, company, zone }: Wish): Promise<readonly Problem[]> {
  if (company === undefined || (await node.workspaces.workspaceIds()).includes(workspace)) return []
  const made = await createWorkspace(
    node.owner,
    { id: workspace, name: company, zone },
    workspaceParts,
    node.now(),
  )
  return made.ok ? [] : made.problems
}

/** The template is installed for an administrator of the workspace: here, for the system that makes it. */
async function begin({ workspaces }: Node, { workspace, template }: Wish): Promise<readonly Problem[]> {
  if (template === undefined) return []
  const engine = await workspaces.engineOf(workspace)
  if (engine === undefined) return [{ code: 'workspace.unknown', path: [], params: { id: workspace } }]
  const installer = engine.systemActor('installer')
  const done = await installTemplate(engine, installer, { source: 'system' }, template)
  return done.ok ? [] : done.problems
}

async function addPerson(
  { workspaces, owner, newId, now }: Node,
  { workspace, login, name, roles, password: given }: Wish,
  password: string,
): Promise<readonly Problem[]> {
  const engine = await workspaces.engineOf(workspace)
  if (engine === undefined) return [{ code: 'workspace.unknown', path: [], params: { id: workspace } }]
  const id = newId()
  const assignments = roles.map(
    (role): Change => ({
      kind: 'create',
      object: 'identity.roleAssignment',
      id: newId(),
      values: { person: id, role },
    }),
  )
  const person: Change = {
    kind: 'create',
    object: 'identity.person',
    id,
    values: { name, login, active: true },
  }
  const written = await engine.write(engine.systemActor('installer'), { source: 'system' }, [
    person,
    ...assignments,
  ])
  if (!written.ok) return written.problems
  const account = { person: id, login, password, mustChange: given === undefined }
  const opened = await owner.transaction((tx) =>
    createAccount(tx, engine.workspace.namespace, account, now()),
  )
  if (opened.ok) return []
  // A person without an account could never be made again under the same login.
  await engine.write(engine.systemActor('installer'), { source: 'system' }, [
    ...assignments.map(({ object, id }): Change => ({ kind: 'remove', object, id: String(id) })),
    { kind: 'remove', object: 'identity.person', id },
  ])
  return opened.problems
}
