// `npm run bench:import`: a table of 50,000 rows through the import of the pages, against the same work by hand-written SQL.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import ExcelJS from 'exceljs'
import pg from 'pg'
import { startEmbedded } from '#server/postgres/embedded'
import { type Company, makeCompany } from './company.ts'
import { makeTables } from './hand-written/tables.ts'
import { residentOf } from './processes.ts'
import { bundle, type Side, startSide } from './side.ts'

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000' },
    /** Which of the runs: hand, trial, csv, again, xlsx. */
    run: { type: 'string', default: 'hand,trial,csv,again,xlsx' },
    /** Writes a CPU profile of Baton's server into this folder. */
    profile: { type: 'string' },
  },
})
const count = Number(flags.rows)
const heads = ['编码', '名称', '单位', '销售价'] as const
const columns = { 编码: 'code', 名称: 'name', 单位: 'unit', 销售价: 'salePrice' }
const runs = new Set(flags.run.split(','))
function* rowsOf(prefix: string): Generator<readonly [string, string, string, string]> {
  for (let at = 0; at < count; at++)
    yield [`${prefix}${at}`, `深沟球轴承 ${prefix}${at}`, '件', String(at % 977)]
}

function csv(path: string, prefix: string): string {
  writeFileSync(path, [heads, ...rowsOf(prefix)].map((cells) => cells.join(',')).join('\n'))
  return path
}

async function workbook(path: string, prefix: string): Promise<string> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true })
  const sheet = book.addWorksheet('物料')
  sheet.addRow([...heads]).commit()
  for (const [code, name, unit, price] of rowsOf(prefix))
    sheet.addRow([code, name, unit, Number(price)]).commit()
  await book.commit()
  return path
}

type View = {
  readonly state: string
  readonly error: string | null
  readonly counts: Readonly<Record<string, number>>
}

async function asked(side: Side, company: Company, path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { cookie: `baton_session=${company.sessions.admin}`, 'x-baton': '1', ...init.headers }
  const response = await fetch(`http://127.0.0.1:${side.port}${path}`, { ...init, headers })
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body).slice(0, 1000)}`)
  return body
}

const json = (body: unknown): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
  body: JSON.stringify(body),
})

async function upload(side: Side, company: Company, path: string): Promise<string> {
  const form = new FormData()
  form.set('file', new File([readFileSync(path)], path.split('/').at(-1) ?? ''))
  return ((await asked(side, company, '/api/files', { method: 'POST', body: form })) as { id: string }).id
}

/** Seconds from the wish to the end, as the person sees them. */
async function carriedOut(side: Side, company: Company, file: string, isDry: boolean): Promise<number> {
  const look = json({ object: 'masterdata.item', file })
  const { sheet, heading } = (await asked(side, company, '/api/imports/inspection', look)) as {
    readonly sheet: string | null
    readonly heading: number
  }
  const begun = performance.now()
  const wish = { object: 'masterdata.item', file, sheet, heading, columns, identity: 'code' }
  const { id } = (await asked(side, company, '/api/imports', json({ ...wish, found: 'update', isDry }))) as {
    readonly id: string
  }
  for (;;) {
    const view = (await asked(side, company, `/api/imports/${id}`)) as View
    if (view.state === 'failed') throw new Error(String(view.error))
    if (view.state === 'done') {
      if (view.counts.refused !== 0) throw new Error(JSON.stringify(view.counts))
      return (performance.now() - begun) / 1000
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function handSeconds(units: ReadonlyMap<string, string>): Promise<number> {
  const { close, importItems } = await import('./hand-written/import-items.ts')
  const path = csv(join(home, 'hand.csv'), 'H')
  const started = performance.now()
  const stored = await importItems(path, units)
  const seconds = (performance.now() - started) / 1000
  await close()
  if (stored !== count) throw new Error(`${stored} rows by hand`)
  return seconds
}

const say = (line: string): void => console.log(line)
const home = mkdtempSync(join(tmpdir(), 'baton-bench-import-'))
chmodSync(home, 0o711)
const postgres = await startEmbedded({ home, log: say })
let side: Side | null = null
let company: Company | null = null
try {
  const [, made] = await Promise.all([bundle(), makeCompany(postgres.url, 100, () => undefined)])
  company = made
  const client = new pg.Client(postgres.url)
  await client.connect()
  await makeTables(client, made.namespace)
  await client.query('create unique index on hand.item (code)')
  await client.query('vacuum analyze')
  const units = await client.query<{ id: string; name: string }>(
    `select id, name from "${made.namespace}".masterdata_unit`,
  )
  await client.end()
  process.env.DATABASE_URL = postgres.url
  const byHand = runs.has('hand')
    ? await handSeconds(new Map(units.rows.map(({ id, name }) => [name, id])))
    : 0
  const profiled = flags.profile ? ['--cpu-prof', `--cpu-prof-dir=${flags.profile}`] : []
  side = await startSide('baton', postgres.url, home, profiled)
  const { pid } = side
  say(`${count} rows; seconds, rows a second, share of hand-written SQL, resident memory at most`)
  const figure = (name: string, seconds: number): void =>
    say(
      `${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s ${Math.round(count / seconds)}/s ${Math.round((100 * byHand) / seconds)} % ${residentOf(pid).most} MB`,
    )
  if (runs.has('hand')) figure('by hand, CSV', byHand)
  const running = side
  const carry = async (what: string, file: string, isDry: boolean): Promise<void> =>
    figure(what, await carriedOut(running, made, file, isDry))
  if (runs.has('trial') || runs.has('csv') || runs.has('again')) {
    const table = await upload(side, made, csv(join(home, 'table.csv'), 'C'))
    if (runs.has('trial')) await carry('tried out, CSV', table, true)
    if (runs.has('csv')) await carry('imported, CSV', table, false)
    if (runs.has('again')) await carry('imported again, CSV', table, false)
  }
  if (runs.has('xlsx')) {
    const book = await upload(side, made, await workbook(join(home, 'book.xlsx'), 'X'))
    await carry('imported, XLSX', book, false)
  }
} finally {
  await side?.stop()
  await company?.db.close()
  await postgres.stop()
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)
