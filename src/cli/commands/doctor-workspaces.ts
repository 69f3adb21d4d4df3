// What doctor finds out about the workspaces: whether their logs are whole, their figures right, and the server's rights narrow.
import { verifyChain } from '#kernel/log/store'
import { appRoleState, listWorkspaces } from '#kernel/workspace/store'
import { httpSettings } from '#server/http/settings'
import { type Node, openNode } from '#server/main'
import { product } from '#server/wiring'
import { isPrepared, type OpenedDatabase } from '../database.ts'
import { dataHome } from '../home.ts'

/** What was looked at; `advice` is null when all is well. */
export type Finding = { readonly subject: string; readonly found: string; readonly advice: string | null }

/** Looks into the opened database; nothing is said of one that holds nothing yet. */
export async function inspectWorkspaces(database: OpenedDatabase): Promise<readonly Finding[]> {
  if (!(await isPrepared(database.url))) return []
  const settings = httpSettings({}, null)
  const node = await openNode({
    url: database.url,
    home: dataHome(),
    product,
    settings,
    logger: null,
    roles: [],
  })
  try {
    const findings = [await rights(node)]
    for (const { id, namespace } of await listWorkspaces(node.owner))
      findings.push(await chain(node, id, namespace), ...(await figures(node, id)))
    return findings
  } finally {
    await node.stop()
  }
}

async function rights({ owner }: Node): Promise<Finding> {
  const isReady = (await appRoleState(owner)) === 'ready'
  return {
    subject: 'rights',
    found: 'the server cannot change history',
    advice: isReady
      ? null
      : 'the server works as the owner of its tables and could change history; as an administrator run CREATE ROLE baton_app; GRANT baton_app TO its role',
  }
}

async function chain({ owner }: Node, id: string, namespace: string): Promise<Finding> {
  const { events, head, faults } = await verifyChain(owner, namespace)
  const [first] = faults
  const found = `${events} sealed events, the last at ${head.seq}, ${head.hash.slice(0, 16)}`
  const advice =
    first === undefined
      ? null
      : `${faults.length} faults in the history, the first "${first.kind}" at place ${first.seq ?? '?'} (event ${first.event ?? '?'}); restore a backup and compare`
  return { subject: `${id}: history`, found, advice }
}

async function figures({ workspaces }: Node, id: string): Promise<readonly Finding[]> {
  const checks = product.checks ?? []
  const engine = await workspaces.engineOf(id)
  if (engine === undefined) return []
  const findings: Finding[] = []
  for (const { name, run } of checks)
    findings.push({ subject: `${id}: ${name}`, found: 'as computed anew', advice: await run(engine) })
  return findings
}
