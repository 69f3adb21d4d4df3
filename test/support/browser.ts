// A real browser for tests: `test('…', async ({ page }) => …)` with a page of its own for each test.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { test as plainTest } from 'vitest'
import { afterwards, whenFailed } from './afterwards.ts'
import { findChromium } from './chromium.ts'
import { keepForGuide } from './guide-pictures.ts'

const noBrowser = 'no Chromium: set BROWSER_PATH, or install one'

/** Pages of tests live for seconds: what would make them faster later costs more than it gives. */
const briefly: readonly string[] = [
  '--js-flags=--no-opt',
  // Pages of one context share a process, and what it has compiled.
  '--process-per-site',
]

let started: Promise<Browser | null> | null = null

/**
 * The one browser of a run, which ends with it, or null where there is none. Where REQUIRE_BROWSER=1 or CI is set, having
 * none is a failure, so that no browser test is ever skipped unseen.
 */
export function openBrowser(): Promise<Browser | null> {
  started ??= start()
  afterwards(closePages)
  whenFailed(tellPages)
  return started
}

async function closePages(): Promise<void> {
  const browser = await started?.catch(() => null)
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
}

/** What every open page shows that could say why a test failed: its address, what lies over it, and what it warns of. */
async function tellPages(): Promise<string> {
  const browser = await started?.catch(() => null)
  const pages = (browser?.contexts() ?? []).flatMap((context) => context.pages())
  return (await Promise.all(pages.map(tellPage))).join('\n')
}

async function tellPage(page: Page): Promise<string> {
  const shown = '[role="alert"], [role="dialog"], [role="tooltip"], [role="status"], main h1'
  const texts = await page.locator(shown).allInnerTexts()
  const seen = texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
  return [`    ${page.url()}`, ...seen].join('\n      ').slice(0, 800)
}

async function start(): Promise<Browser | null> {
  const found = findChromium()
  if (found === null) {
    if (process.env.REQUIRE_BROWSER === '1' || process.env.CI) throw new Error(noBrowser)
    return null
  }
  const environment = Object.entries({ ...process.env, ...found.env })
  const env = Object.fromEntries(
    environment.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return chromium.launch({ executablePath: found.executablePath, args: [...found.args, ...briefly], env })
}

/** How pages are opened: a desk in China unless a test asks otherwise. */
export const desk: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  viewport: { width: 1440, height: 900 },
  // A pointer that is quicker than any hand would miss what is still moving into its place.
  reducedMotion: 'reduce',
  // What a page fetches is the server's; only the test of working offline lets the worker answer.
  serviceWorkers: 'block',
}

/**
 * Like vitest's `test`, with `page`: a fresh page for each test. The tests of a file share the browser context, and with it what was
 * loaded and made ready to run, and the time its clock was set to; whatever a test leaves in it is cleared away.
 */
export const test = plainTest.extend<{ page: Page }>({
  page: async ({ skip, task }, use) => {
    const browser = await openBrowser()
    if (browser === null) {
      Object.assign(task.meta, { skipped: noBrowser })
      return skip(noBrowser)
    }
    const context = await contextOfFile(browser)
    await use(await context.newPage())
    await clearAway(context)
  },
})

let ofFile: BrowserContext | null = null

async function contextOfFile(browser: Browser): Promise<BrowserContext> {
  if (ofFile === null || !browser.contexts().includes(ofFile)) ofFile = await browser.newContext(desk)
  return ofFile
}

/** Forgets what pages were told and allowed, and closes them; the last one stays, blank, so that its process does. */
async function clearAway(context: BrowserContext): Promise<void> {
  const [last, ...others] = context.pages()
  await Promise.all(others.map((page) => page.close()))
  await context.clearCookies()
  await context.clearPermissions()
  if (last === undefined) return
  await last.goto('about:blank')
  const session = await context.newCDPSession(last)
  await session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' })
  await session.detach()
}

/**
 * Saves a picture to look at in the folder that PICTURES names, outside the repository; nothing where nobody wants to look.
 * `npm run pictures` keeps some for the manual.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.GUIDE_PICTURES === '1') await keepForGuide(page, name)
  const folder = process.env.PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
}
