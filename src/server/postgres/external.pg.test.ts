import pg from 'pg'
import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database'
import { checkExternal } from './external.ts'

const { url } = await emptyDatabase()

async function run(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

test('an empty database is taken, one with strange tables is not, one of ours is', async () => {
  expect(await checkExternal(url)).toBeNull()
  await run('create schema shop; create table shop.basket (id int primary key)')
  expect(await checkExternal(url)).toMatch(/something else \(in shop\)/)
  await run('create schema platform; create table platform.workspaces (id int primary key)')
  expect(await checkExternal(url)).toBeNull()
})

test('a server that is not there, a wrong database and a wrong address are said without the password', async () => {
  const missing = new URL(url)
  missing.pathname = '/no_such_database'
  for (const wrong of ['postgresql://a:secret-word@127.0.0.1:1/x', missing.href, 'not an address']) {
    const sentence = await checkExternal(wrong)
    expect(sentence).toMatch(/^DATABASE_URL cannot be used: .+check that the server runs/)
    expect(sentence).not.toContain('secret-word')
  }
})
