// `npm run bench:fill`: a formula is changed over a million stored records while people go on writing.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Actor } from '#kernel/access'
import type { Field } from '#kernel/schema'
import { startEmbedded } from '#server/postgres/embedded'
import { type Company, create, makeCompany, newId } from './company.ts'

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    /** Ends the filling after so many seconds and goes on with it: nothing is done twice, nothing is left out. */
    pause: { type: 'string', default: '5' },
  },
})
const rows = Number(flags.rows)
const say = (line: string): void => console.log(line)
const object = 'x.reading'
const named = (name: string) => ({ name, label: { 'zh-CN': name, en: name } })

const fieldsWith = (formula: string): readonly Field[] => [
  { ...named('name'), type: 'text' },
  { ...named('quantity'), type: 'decimal', scale: 3 },
  { ...named('price'), type: 'decimal', scale: 2 },
  { ...named('amount'), type: 'formula', result: 'decimal', formula, scale: 2 },
]

/** How long it took, ms. */
async function publish({ engine }: Company, admin: Actor, formula: string): Promise<number> {
  const begun = performance.now()
  const published = await engine.publish(admin, {
    objects: [{ ...named(object), kind: 'record', title: 'name', fields: fieldsWith(formula) }],
    policies: [
      {
        ...{ name: `${object}.all`, object, operations: ['read', 'create', 'update'] },
        ...{ who: { roles: ['admin'] }, fields: { read: '*', write: '*' } as const },
      },
    ],
  })
  if (!published.ok) throw new Error(JSON.stringify(published.problems).slice(0, 2000))
  return performance.now() - begun
}

/** Creates a record and changes a stored one, again and again, until told to stop; answers how long each write took, ms. */
async function goOnWriting(
  { engine }: Company,
  admin: Actor,
  stored: readonly string[],
  isOver: () => boolean,
) {
  const times: number[] = []
  while (!isOver()) {
    const id = stored[Math.floor(Math.random() * stored.length)] ?? ''
    const values = { quantity: '7', price: '3' }
    const begun = performance.now()
    const answer = await engine.write(admin, { source: 'api' }, [
      { kind: 'update', object, id, values: { quantity: String(Math.floor(Math.random() * 90) + 1) } },
      create(object, newId(), { name: '新', ...values }),
    ])
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
    times.push(performance.now() - begun)
    await new Promise((go) => setTimeout(go, 20))
  }
  return times.sort((one, other) => one - other)
}

const home = mkdtempSync(join(tmpdir(), 'baton-fill-'))
chmodSync(home, 0o711)
const postgres = await startEmbedded({ home, log: say })
try {
  const company = await makeCompany(postgres.url, 100, say)
  const { engine, namespace, people } = company
  const admin = await engine.actor(people.admin)
  if (!admin) throw new Error('nobody to publish')
  await publish(company, admin, 'quantity * price')
  const client = new pg.Client(postgres.url)
  await client.connect()
  const table = `"${namespace}".x_reading`
  await client.query(
    `insert into ${table} (id, version, created_at, created_by, updated_at, updated_by, name, quantity, price, amount)
     select gen_random_uuid(), 1, now(), $1, now(), $1, 'r' || n, n % 97, 12.50, (n % 97) * 12.50 from generate_series(1, $2::int) n`,
    [people.admin, rows],
  )
  await client.query(`vacuum analyze ${table}`)
  const { rows: some } = await client.query<{ id: string }>(`select id from ${table} limit 5000`)
  let isOver = false
  const writing = goOnWriting(
    company,
    admin,
    some.map(({ id }) => id),
    () => isOver,
  )
  const begun = performance.now()
  say(`published in ${Math.round(await publish(company, admin, 'quantity * price * 2'))} ms`)
  const pause = { aborted: false }
  setTimeout(() => {
    pause.aborted = true
  }, Number(flags.pause) * 1000)
  await engine.fill(pause)
  const seen = await engine.definitions(admin)
  if (seen.ok) say(`stopped at ${seen.value.filling.map(({ done, total }) => `${done} of ${total}`).join()}`)
  await engine.fill({ aborted: false })
  const seconds = (performance.now() - begun) / 1000
  isOver = true
  const times = await writing
  const { rows: wrong } = await client.query(
    `select count(*)::int as n from ${table} where amount is distinct from round(quantity * price * 2, 2)`,
  )
  await client.end()
  const at = (share: number): number => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0)
  say(
    `${rows} records computed anew in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} a second; wrong afterwards: ${wrong[0]?.n}`,
  )
  say(`${times.length} writes meanwhile: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`)
  await company.db.close()
} finally {
  await postgres.stop()
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)
