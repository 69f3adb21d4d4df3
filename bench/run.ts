// `npm run bench`: Baton and hand-written SQL, the same driver, the same database, the same run.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { dataFolder, postgresFolder } from '#server/postgres/cluster'
import { startEmbedded } from '#server/postgres/embedded'
import { type Company, makeCompany } from './company.ts'
import { definitionCosts } from './definitions.ts'
import { asker, drive, type Measure } from './drive.ts'
import { figuresOf, type Line, table } from './figures.ts'
import { makeTables } from './hand-written/tables.ts'
import { residentOf } from './processes.ts'
import { roundTrips } from './round-trips.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { bundle, type Side, type SideName, startSide } from './side.ts'

/** Not compared with anything: what a workspace of many objects costs. */
const definitions = 'definitions'
const { values: flags } = parseArgs({
  options: {
    orders: { type: 'string', default: '10000' },
    scenario: { type: 'string', default: [...scenarios.map(({ name }) => name), definitions].join(',') },
    clients: { type: 'string', default: '1,8' },
    seconds: { type: 'string', default: '8' },
    warm: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '2' },
    side: { type: 'string', default: 'baton,hand' },
    /** Writes a CPU profile of Baton's server into this folder. */
    profile: { type: 'string' },
  },
})
const say = (line: string): void => console.log(line)
const names = flags.scenario.split(',')
const chosen = names.flatMap((name) => {
  if (name === definitions) return []
  const found = scenarios.find((scenario) => scenario.name === name)
  if (!found) throw new Error(`There is no scenario ${name}: ${scenarios.map((one) => one.name).join(', ')}`)
  return found
})
const size = Number(flags.orders)
const rounds = Number(flags.rounds)

const home = mkdtempSync(join(tmpdir(), 'baton-bench-'))
// Root's PostgreSQL runs as another account, which must pass through.
chmodSync(home, 0o711)
const postgres = await startEmbedded({ home, log: say })
const pidFile = join(dataFolder(postgresFolder(home)), 'postmaster.pid')
const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
const sides: Side[] = []
try {
  await bundle()
  if (chosen.length > 0) await compareAll(await makeCompany(postgres.url, size, say))
  if (names.includes(definitions)) say(await definitionCosts(postgres.url, home))
} finally {
  await postgres.stop()
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)

async function compareAll(company: Company): Promise<void> {
  const client = new pg.Client(postgres.url)
  await client.connect()
  await makeTables(client, company.namespace)
  await client.query('vacuum analyze')
  await client.query('checkpoint').catch(() => undefined)
  await client.end()
  const trips = await roundTrips(company)
  say(`SQL round trips for an order with 3 lines: ${trips.length}\n  ${trips.join('\n  ')}`)
  const node = flags.profile ? ['--cpu-prof', `--cpu-prof-dir=${flags.profile}`] : []
  for (const name of flags.side.split(',') as SideName[])
    sides.push(await startSide(name, postgres.url, home, name === 'baton' ? node : []))
  const lines: Line[] = []
  for (const scenario of chosen)
    for (const clients of flags.clients.split(',').map(Number)) {
      const line = await compare(scenario, clients, company)
      lines.push(line)
      say(table([line]).split('\n').at(-1) ?? '')
    }
  const baton = sides.find(({ name }) => name === 'baton')
  const memory = baton ? residentOf(baton.pid) : { now: 0, most: 0 }
  report(lines, memory, trips.length)
  for (const side of sides) await side.stop()
  await company.db.close()
}

/** The sides take turns, so that what else the machine does falls on both. */
async function compare(scenario: Scenario, clients: number, company: Company): Promise<Line> {
  const measures: Record<SideName, Measure[]> = { baton: [], hand: [] }
  const runs = await Promise.all(
    sides
      .filter(({ name }) => name === 'baton' || !scenario.onlyBaton)
      .map(async (side) => ({
        side,
        next: await scenario.prepare(side.name, company, asker(side, company)),
      })),
  )
  const steps = scenario.name === 'order-to-cash' ? 4 : 1
  const once = (run: (typeof runs)[number], seconds: number): Promise<Measure> =>
    drive({ ...run, company, steps, clients, seconds, postmaster })
  for (const run of runs) await once(run, Number(flags.warm))
  for (let round = 0; round < rounds; round++)
    for (const run of runs) measures[run.side.name].push(await once(run, Number(flags.seconds) / rounds))
  return {
    scenario: scenario.name,
    clients,
    baton: figuresOf(measures.baton),
    hand: measures.hand.length === 0 ? null : figuresOf(measures.hand),
  }
}

function report(lines: readonly Line[], memory: { now: number; most: number }, trips: number): void {
  say(`\n${size} orders, ${size * 3} lines, ${availableParallelism()} cores, Node ${process.version}\n`)
  say(table(lines))
  say(`\nRound trips ${trips}; resident memory ${memory.now} MB after the run, ${memory.most} MB at most`)
  const folder = fileURLToPath(new URL('results', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = join(folder, `${at.slice(0, 19).replaceAll(':', '')}.json`)
  writeFileSync(file, `${JSON.stringify({ at, orders: size, memory, trips, lines }, null, 2)}\n`)
  say(`Kept in ${file}`)
}
