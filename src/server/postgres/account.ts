// The operating system account that PostgreSQL runs as: our own, except for root, whom PostgreSQL refuses to serve.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A user and group by number. */
export type Account = { readonly uid: number; readonly gid: number }

/**
 * The account for a cluster whose data lives in `dataFolder`; null means "whoever runs this process".
 * Root hands over to the folder's present owner, so that a cluster begun as an ordinary user still opens, else to `nobody`.
 */
export function accountFor(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : null
  return owner !== null && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody()
}

function nobody(): Account {
  const passwd = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : ''
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd)
  return { uid: Number(entry?.[1] ?? 65534), gid: Number(entry?.[2] ?? 65534) }
}

type Right = 'read' | 'execute'

/** Whether `account` may use `path` in the ways named, judged by its mode and by the folders that lead to it. */
export function mayUse(account: Account | null, path: string, rights: readonly Right[]): boolean {
  if (account === null) return true
  return isAllowed(account, path, rights) && isReachable(account, dirname(resolve(path)))
}

function isReachable(account: Account, folder: string): boolean {
  if (existsSync(folder) && !isAllowed(account, folder, ['execute'])) return false
  return dirname(folder) === folder || isReachable(account, dirname(folder))
}

function isAllowed(account: Account, path: string, rights: readonly Right[]): boolean {
  const { uid, gid, mode } = statSync(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return rights.every((right) => ((mode >> shift) & (right === 'read' ? 4 : 1)) !== 0)
}
