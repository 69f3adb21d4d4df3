// The companies whose pages are measured: each a server of its own with the built pages, and a person who is signed in.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import { sql } from '#base/sql'
import { startEmbedded } from '#server/postgres/embedded'
import { makeCompany } from '../company.ts'
import { fillFirst, makeManyObjects, objectName } from '../many-objects.ts'
import { bundle, freePort, startSide } from '../side.ts'

export type Site = {
  readonly name: string
  readonly url: string
  /** The address of the list that is looked at. */
  readonly list: string
  /** What is typed into a form's field: a selector. */
  readonly field: string
  readonly signIn: (context: BrowserContext) => Promise<void>
  /** Another's list in which a change is seen; null where nobody else is. */
  readonly seen: string | null
  /** Objects made at run time, one to be designed, and a field of it whose check speaks while one types; null where there are none. */
  readonly made: { readonly object: string; readonly checked: string } | null
  /** Initials to type, and whom they find; null where nobody has a name worth looking for. */
  readonly search: { readonly initials: string; readonly name: string } | null
  readonly stop: () => Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'baton-bench-web-'))
  // Root's PostgreSQL runs as another account, which must pass through.
  chmodSync(home, 0o711)
  return home
}

/** The demo company, as a first start makes it. */
export async function demoSite(say: (line: string) => void): Promise<Site> {
  const home = makeHome()
  const port = await freePort()
  const env = { ...process.env, BATON_HOME: home, PORT: String(port), RATE_PER_SESSION: '1000000000' }
  const server = spawn(process.execPath, [join(root, 'bin/baton.mjs'), 'start'], {
    env: { ...env, RATE_PER_ADDRESS: '1000000000', SIGN_INS_PER_ADDRESS: '1000', SIGN_INS_PER_LOGIN: '1000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => server.kill('SIGTERM'))
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      const complete = /the demo company is complete.*/.exec(text.toString())
      if (!complete) return
      say(complete[0])
      resolve()
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  return {
    name: 'demo',
    url,
    ...{ list: '/o/sales.order', field: 'main textarea', seen: 'masterdata.party', made: null },
    signIn: async (context) => {
      const data = { workspace: 'demo', login: 'lina', password: 'baton-demo' }
      const answer = await context.request.post(`${url}/api/session`, { data, headers: { 'x-baton': '1' } })
      if (!answer.ok()) throw new Error(`Signing in was refused: ${await answer.text()}`)
    },
    search: { initials: 'szhq', name: '深圳华强' },
    stop: async () => {
      server.kill('SIGTERM')
      await once(server, 'exit')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The server and the pages as they are shipped. */
async function built(): Promise<void> {
  const { buildWeb } = (await import(new URL('../../bin/build.mjs', import.meta.url).href)) as {
    readonly buildWeb: () => Promise<void>
  }
  await Promise.all([bundle(), buildWeb()])
  process.env.WEB = join(root, 'dist/web')
}

/** The benchmark's company of so many orders, seen by its salesperson. */
export async function ordersSite(orders: number, say: (line: string) => void): Promise<Site> {
  const home = makeHome()
  const postgres = await startEmbedded({ home, log: say })
  const [company] = await Promise.all([makeCompany(postgres.url, orders, say), built()])
  // As autovacuum leaves a company that has been there for longer than minutes.
  await company.db.query(sql`analyze`)
  const side = await startSide('baton', postgres.url, home)
  const url = `http://127.0.0.1:${side.port}`
  return {
    name: `${orders} orders`,
    url,
    ...{ list: '/o/sales.order', field: 'main textarea', seen: 'masterdata.party', made: null },
    signIn: (context) =>
      context.addCookies([{ name: 'baton_session', value: company.sessions.seller, url, httpOnly: true }]),
    search: null,
    stop: async () => {
      await side.stop()
      await company.db.close()
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A workspace of many objects made at run time, one of them with so many records, seen by its administrator. */
export async function manySite(rows: number, say: (line: string) => void): Promise<Site> {
  const home = makeHome()
  const postgres = await startEmbedded({ home, log: say })
  const [many] = await Promise.all([makeManyObjects(postgres.url), built()])
  await fillFirst(postgres.url, many, rows)
  const side = await startSide('baton', postgres.url, home)
  const url = `http://127.0.0.1:${side.port}`
  const object = objectName(0)
  return {
    name: `300 made objects, ${rows} records`,
    url,
    list: `/o/${object}`,
    field: '#f-f0',
    signIn: (context) =>
      context.addCookies([{ name: 'baton_session', value: many.session, url, httpOnly: true }]),
    seen: null,
    made: { object, checked: 'f1' },
    search: null,
    stop: async () => {
      await side.stop()
      await many.db.close()
      await postgres.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
