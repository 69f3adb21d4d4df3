// `npm run bench:web`: how quick the pages are in a real Chromium, on the demo company and on a company of many orders.
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../test/support/chromium.ts'
import { type Figure, figures, type Settings } from './web/figures.ts'
import { demoSite, manySite, ordersSite, type Site } from './web/sites.ts'

const { values: flags } = parseArgs({
  options: {
    /** demo, orders and many, or some of them. */
    company: { type: 'string', default: 'demo,orders,many' },
    orders: { type: 'string', default: '100000' },
    /** Records of an object made at run time. */
    records: { type: 'string', default: '100000' },
    /** Names of figures, all when absent. */
    figure: { type: 'string', default: figures.map(({ name }) => name).join(',') },
    times: { type: 'string', default: '20' },
    navigations: { type: 'string', default: '500' },
  },
})
const say = (line: string): void => console.log(line)
const settings: Settings = { times: Number(flags.times), navigations: Number(flags.navigations) }
const chosen = flags.figure.split(',').map((name) => {
  const found = figures.find((figure) => figure.name === name)
  if (!found) throw new Error(`There is no figure ${name}: ${figures.map((one) => one.name).join(', ')}`)
  return found
})

const sites: Readonly<Record<string, () => Promise<Site>>> = {
  demo: () => demoSite(say),
  orders: () => ordersSite(Number(flags.orders), say),
  many: () => manySite(Number(flags.records), say),
}

type Measured = {
  readonly company: string
  readonly figure: string
  readonly wanted: string
  readonly value: number
}

const browser = await openChromium()
const measured: Measured[] = []
for (const company of flags.company.split(',')) {
  const make = sites[company]
  if (!make) throw new Error(`There is no company ${company}: ${Object.keys(sites).join(', ')}`)
  const site = await make()
  try {
    for (const figure of chosen) measured.push(...(await measure(figure, site)))
  } finally {
    await site.stop()
  }
}
await browser.close()
report()
process.exit(0)

async function openChromium(): Promise<Browser> {
  const found = findChromium()
  if (found === null) throw new Error('There is no Chromium: set BROWSER_PATH, or install one')
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...found.env }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
  return chromium.launch({ executablePath: found.executablePath, args: [...found.args], env })
}

/** Nothing where the company has nothing to measure it on. */
async function measure(figure: Figure, site: Site): Promise<readonly Measured[]> {
  const value = await figure.measure(site, browser, settings)
  if (value === null) return []
  const { title, wanted, unit } = figure
  say(`${site.name} · ${title}: ${round(value)} ${unit} (at most ${wanted} ${unit})`)
  return [{ company: site.name, figure: title, wanted: `${wanted} ${unit}`, value: round(value) }]
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function report(): void {
  say(`\n${availableParallelism()} cores, Node ${process.version}\n`)
  say('| company | figure | measured | at most |\n| --- | --- | --- | --- |')
  for (const { company, figure, value, wanted } of measured)
    say(`| ${company} | ${figure} | ${value} | ${wanted} |`)
  const folder = fileURLToPath(new URL('results', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = join(folder, `web-${at.slice(0, 19).replaceAll(':', '')}.json`)
  writeFileSync(file, `${JSON.stringify({ at, measured }, null, 2)}\n`)
  say(`\nKept in ${file}`)
}
