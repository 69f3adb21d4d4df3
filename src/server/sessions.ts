// The sessions of all workspaces, over the identity stores.
import { createHash } from 'node:crypto'
import type { Database } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { SessionView } from '#kernel/identity'
import { parseToken } from '#kernel/identity'
import {
  changePassword,
  type OpenedSession,
  resolveApiToken,
  resolveSession,
  revokeOtherSessions,
  revokeSession,
  revokeSessionsOf,
  sessionsOf,
  signIn,
} from '#kernel/identity/store'
import { isWorkspaceId } from '#kernel/workspace'
import type { EngineSource, Recognised, Sessions } from './ports.ts'

/** A session's name that is no secret: what its secret hashes to, shortened. */
const nameOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 32)

/** A session just opened, as the server knows it from now on. */
const opened = (workspace: string, { token, person, expiresAt }: OpenedSession, mustChange: boolean) => ({
  secret: token,
  session: {
    id: nameOf(token),
    kind: 'session',
    workspace,
    person,
    scopes: null,
    expiresAt,
    mustChange,
  } as const,
})

export function openSessions(db: Database, engines: EngineSource, now: () => Date): Sessions {
  const namespaceOf = async (workspace: string): Promise<string | undefined> =>
    isWorkspaceId(workspace) ? (await engines.engineOf(workspace))?.workspace.namespace : undefined

  async function recognise(secret: string): Promise<Recognised | undefined> {
    const token = parseToken(secret)
    const namespace = token && (await namespaceOf(token.workspace))
    if (token === undefined || namespace === undefined) return undefined
    const { workspace } = token
    if (token.kind === 'api') {
      const found = await db.transaction((tx) => resolveApiToken(tx, namespace, secret, now()))
      return found.ok
        ? { ...found.value, kind: 'token', workspace, expiresAt: null, mustChange: false }
        : undefined
    }
    const found = await db.transaction((tx) => resolveSession(tx, namespace, secret, now()))
    return found.ok
      ? { ...found.value, id: nameOf(secret), kind: 'session', workspace, scopes: null }
      : undefined
  }

  return {
    recognise,
    async signIn({ workspace, login, password, ip, agent }) {
      const namespace = await namespaceOf(workspace)
      if (namespace === undefined) return failed(problem('identity.signInFailed'))
      const wish = { workspace, login, password, ip, userAgent: agent }
      const signedIn = await signIn(db, namespace, wish, now())
      if (!signedIn.ok) return signedIn
      return ok(opened(workspace, signedIn.value, signedIn.value.mustChange))
    },
    async changePassword({ workspace, person }, { current, password, ip, agent }) {
      const namespace = await namespaceOf(workspace)
      if (namespace === undefined) return failed(problem('identity.signedOut'))
      const change = { workspace, person, current, password, ip, userAgent: agent }
      const changed = await changePassword(db, namespace, change, now())
      return changed.ok ? ok(opened(workspace, changed.value, false)) : changed
    },
    async signOut(secret) {
      const token = parseToken(secret)
      const namespace = token && (await namespaceOf(token.workspace))
      if (token?.kind === 'session' && namespace !== undefined)
        await db.transaction((tx) => revokeSession(tx, namespace, secret, now()))
    },
    ...otherSessions(db, namespaceOf, now),
  }
}

type NamespaceOf = (workspace: string) => Promise<string | undefined>

function otherSessions(
  db: Database,
  namespaceOf: NamespaceOf,
  now: () => Date,
): Pick<Sessions, 'list' | 'end'> {
  async function list(asking: Recognised, person: string): Promise<readonly SessionView[]> {
    const namespace = await namespaceOf(asking.workspace)
    if (namespace === undefined) return []
    const entries = await db.transaction((tx) => sessionsOf(tx, namespace, person, now()))
    return entries.map(({ id, token, createdAt, lastSeenAt, ip, userAgent }) => ({
      ...{ id, createdAt, lastSeenAt, ip, agent: userAgent },
      isThis: token.startsWith(asking.id),
    }))
  }
  return {
    list,
    async end(asking, person, id) {
      const namespace = await namespaceOf(asking.workspace)
      if (namespace === undefined) return 0
      const own = id === undefined ? (await list(asking, person)).find(({ isThis }) => isThis) : undefined
      return db.transaction((tx) =>
        own === undefined
          ? revokeSessionsOf(tx, namespace, person, now(), id)
          : revokeOtherSessions(tx, namespace, person, now(), own.id),
      )
    },
  }
}
