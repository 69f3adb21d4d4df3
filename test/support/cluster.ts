// One PostgreSQL for a whole test run: embedded in a temporary folder, or the server TEST_DATABASE_URL names.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/server/postgres/embedded.ts'
import { databaseUrl } from './address.ts'
import { prepareTemplate } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a role that may create databases, on a database that is not under test. */
    serverUrl: string
    /** The beginning of the names of this run's databases; the template is `<prefix>_template`. */
    databasePrefix: string
  }
}

type Server = { readonly url: string; readonly stop: () => Promise<void> }
type Run = { readonly server: Server; readonly prefix: string }

// vitest calls this once per project, in one process: the run is shared and ends with the last project.
let run: Promise<Run> | null = null
let users = 0

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users++
  run ??= begin()
  const { server, prefix } = await run
  project.provide('serverUrl', server.url)
  project.provide('databasePrefix', prefix)
  return async () => {
    if (--users === 0) await end(server, prefix)
  }
}

async function begin(): Promise<Run> {
  const server = await startServer()
  const prefix = `baton_test_${randomBytes(4).toString('hex')}`
  try {
    await execute(server.url, `create database ${prefix}_template`)
    await prepareTemplate(databaseUrl(server.url, `${prefix}_template`))
    return { server, prefix }
  } catch (error) {
    await end(server, prefix)
    throw error
  }
}

async function startServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined }
  const home = temporaryHome()
  const embedded = await startEmbedded({ home, durable: false, log: () => undefined })
  const stop = async (): Promise<void> => {
    await embedded.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return { url: embedded.adminUrl, stop }
}

// The account that serves root's cluster must be able to pass through the folder.
function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'baton-test-'))
  chmodSync(home, 0o711)
  return home
}

async function end(server: Server, prefix: string): Promise<void> {
  try {
    const left = await execute(
      server.url,
      `select datname from pg_database where starts_with(datname, '${prefix}')`,
    )
    for (const { datname } of left) await execute(server.url, `drop database "${datname}" with (force)`)
  } finally {
    await server.stop()
  }
}

async function execute(url: string, text: string): Promise<readonly { datname: string }[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ datname: string }>(text)).rows
  } finally {
    await client.end()
  }
}
