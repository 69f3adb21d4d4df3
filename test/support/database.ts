// Gives a test file a database of its own, dropped when the file is done.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseUrl } from './address.ts'
import { afterwards } from './afterwards.ts'

/** A database for one test file: its connection address, and its name on the server. */
export type TestDatabase = { readonly url: string; readonly name: string }

/** A copy of the migrated template. Call at the top of a test file: `const { url } = await cloneDatabase()`. */
export const cloneDatabase = (): Promise<TestDatabase> => create(`${inject('databasePrefix')}_template`)

/** A database with nothing in it, for tests of migrations and of set-up. */
export const emptyDatabase = (): Promise<TestDatabase> => create('template0')

async function create(template: string): Promise<TestDatabase> {
  const server = inject('serverUrl')
  const name = `${inject('databasePrefix')}_${randomBytes(4).toString('hex')}`
  await execute(server, `create database ${name} template ${template}`)
  afterwards(() => execute(server, `drop database if exists ${name} with (force)`))
  return { url: databaseUrl(server, name), name }
}

async function execute(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
