import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { cloneDatabase, emptyDatabase } from './database.ts'

const clone = await cloneDatabase()
const empty = await emptyDatabase()

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

test('each database is its own: what one file writes, no other sees', async () => {
  await query(clone.url, 'create table seen_here (id int primary key)')
  const where = `select count(*)::int as found from pg_tables where tablename = 'seen_here'`
  expect(await query(clone.url, where)).toEqual([{ found: 1 }])
  expect(await query(empty.url, where)).toEqual([{ found: 0 }])
  expect(clone.name.startsWith(inject('databasePrefix'))).toBe(true)
})

test('test databases speak UTF-8', async () => {
  for (const { url } of [clone, empty])
    expect(await query(url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
})
