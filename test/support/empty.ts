// A company of nobody but its administrator, made by the command that makes companies, and the server that its people visit.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'
import { httpSettings } from '../../src/server/http/settings.ts'
import { openNode } from '../../src/server/main.ts'
import { product } from '../../src/server/wiring.ts'

const root = join(import.meta.dirname, '../..')

export type Founder = {
  readonly company: string
  readonly login: string
  readonly name: string
  readonly password: string
}

/** The address of the server. Nothing is in the workspace but what comes with the product. */
export async function emptyCompany({ company, login, name, password }: Founder): Promise<string> {
  const { url } = await cloneDatabase()
  const home = mkdtempSync(join(tmpdir(), 'baton-empty-'))
  const wish = { workspace: 'main', company, login, name, roles: 'admin' }
  const options = Object.entries(wish).flatMap(([key, value]) => [`--${key}`, value])
  await promisify(execFile)(process.execPath, [join(root, 'bin/baton.mjs'), 'create-user', ...options], {
    env: { ...process.env, DATABASE_URL: url, BATON_HOME: home, BATON_PASSWORD: password },
  })
  const settings = httpSettings({ SIGN_INS_PER_ADDRESS: '1000' }, join(root, 'dist/web'))
  const node = await openNode({ url, home, product, settings, logger: null })
  afterwards(async () => {
    node.app.server.closeAllConnections()
    await node.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })
  return node.app.listen({ port: 0, host: '127.0.0.1' })
}
