// The database a command works on: the embedded one of this home, or the one DATABASE_URL names.
import pg from 'pg'
import { openDatabase } from '#base/database'
import { ensureAppRole } from '#kernel/workspace/store'
import { startEmbedded } from '#server/postgres/embedded'
import { checkExternal } from '#server/postgres/external'
import { dataHome } from './home.ts'

export type OpenedDatabase = {
  /** Holds a password: never print it. */
  readonly url: string
  readonly isEmbedded: boolean
  readonly stop: () => Promise<void>
}

/** Starts or finds the database. A sentence about what to do when it cannot be used. */
export async function openServerDatabase(say: (line: string) => void): Promise<OpenedDatabase | string> {
  const external = process.env.DATABASE_URL
  if (external) {
    const refusal = await checkExternal(external)
    return refusal ?? { url: external, isEmbedded: false, stop: async () => undefined }
  }
  const embedded = await startEmbedded({ home: dataHome(), log: say })
  await prepareRole(embedded.adminUrl, new URL(embedded.url).username)
  return { url: embedded.url, isEmbedded: true, stop: embedded.stop }
}

// Only the embedded server's own role may make roles; elsewhere an administrator does, and doctor says so.
async function prepareRole(adminUrl: string, member: string): Promise<void> {
  const admin = openDatabase({ url: adminUrl, maxConnections: 1 })
  try {
    await ensureAppRole(admin, member)
  } finally {
    await admin.close()
  }
}

/** Whether the platform's tables are there already. */
export async function isPrepared(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query(`select to_regclass('platform.workspaces') is not null as there`)
    return (found.rows as readonly { there: boolean }[])[0]?.there === true
  } finally {
    await client.end()
  }
}
