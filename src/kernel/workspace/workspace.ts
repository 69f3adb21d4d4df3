// One workspace as the directory names it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'

export type Workspace = {
  /** Short and lower-case, e.g. `demo`; part of every address and token. */
  readonly id: string
  readonly name: string
  /** Its PostgreSQL schema: `w_<id>`. */
  readonly namespace: string
  /** IANA zone in which its dates are read. */
  readonly zone: string
  readonly createdAt: string
}

const idPattern = /^[a-z][a-z0-9_]{1,19}$/
const nameLimit = 100

export const isWorkspaceId = (id: string): boolean => idPattern.test(id)

/** The PostgreSQL schema of a workspace. The id must have passed `isWorkspaceId`. */
export const namespaceOf = (id: string): string => `w_${id}`

/** The id of the workspace that a schema is of. */
export const workspaceOf = (namespace: string): string => namespace.replace(/^w_/, '')

/** What a new workspace must satisfy. Problems: workspace.badId, workspace.badName, workspace.badZone. */
export function checkWorkspace(
  wish: Pick<Workspace, 'id' | 'name' | 'zone'>,
): Result<Omit<Workspace, 'createdAt'>> {
  const problems = [
    ...(isWorkspaceId(wish.id) ? [] : [problem('workspace.badId', ['id'], { id: wish.id.slice(0, 40) })]),
    ...(isName(wish.name) ? [] : [problem('workspace.badName', ['name'], { limit: nameLimit })]),
    ...(isZone(wish.zone) ? [] : [problem('workspace.badZone', ['zone'], { zone: wish.zone.slice(0, 60) })]),
  ]
  if (problems.length > 0) return failed(...problems)
  return ok({ id: wish.id, name: wish.name.trim(), namespace: namespaceOf(wish.id), zone: wish.zone })
}

const isName = (name: string): boolean => name.trim() !== '' && name.length <= nameLimit

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone.length <= 60
  } catch {
    return false
  }
}
