// What is measured in the browser, and how much of it is at most wanted.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Site } from './sites.ts'
import { atShare, median, watch } from './watch.ts'

export type Settings = {
  /** How often each figure is measured. */
  readonly times: number
  readonly navigations: number
}

export type Figure = {
  readonly name: string
  readonly title: string
  readonly unit: 'ms' | 'shift' | 'rows' | '×'
  readonly wanted: number
  readonly measure: (site: Site, browser: Browser, settings: Settings) => Promise<number | null>
}

const row = '.list-row'
const designed = '.designer .field-list > li'

/** Nobody is shown around: this browser knows that the person has been. */
function shownAround(): void {
  if (location.origin === 'null') return
  const key = 'baton.preferences'
  const copy = JSON.parse(localStorage.getItem(key) ?? '{}')
  localStorage.setItem(key, JSON.stringify({ ...copy, choices: { ...copy.choices, toured: true } }))
}

/** A signed-in person at a desk, with an empty cache. */
async function open(site: Site, browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  })
  await site.signIn(context)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  // What runs TypeScript here wraps functions in a name that pages do not know.
  await page.addInitScript('globalThis.__name = (work) => work')
  await page.addInitScript(watch)
  await page.addInitScript(shownAround)
  return { context, page }
}

/** Runs `work` with a page of its own. */
const onPage =
  (work: (page: Page, site: Site, settings: Settings, browser: Browser) => Promise<number | null>) =>
  async (site: Site, browser: Browser, settings: Settings): Promise<number | null> => {
    const { context, page } = await open(site, browser)
    try {
      return await work(page, site, settings, browser)
    } finally {
      await context.close()
    }
  }

/** Milliseconds since navigation began at which the selector was first painted. */
const paintedAt = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => window.baton.painted(wanted), selector)

async function repeat(times: number, once: (index: number) => Promise<number>): Promise<readonly number[]> {
  const found: number[] = []
  for (let index = 0; index < times; index++) found.push(await once(index))
  return found
}

const few = ({ times }: Settings): number => Math.max(3, Math.ceil(times / 4))

async function coldRows(site: Site, browser: Browser, settings: Settings): Promise<number> {
  const found = await repeat(few(settings), async () => {
    const { context, page } = await open(site, browser)
    await page.goto(site.url + site.list, { waitUntil: 'commit' })
    const at = await paintedAt(page, row)
    await context.close()
    return at
  })
  return median(found)
}

const reloadedRows = onPage(async (page, site, settings) => {
  await page.goto(site.url + site.list)
  await paintedAt(page, row)
  const found = await repeat(few(settings), async () => {
    await page.reload({ waitUntil: 'commit' })
    return paintedAt(page, row)
  })
  return median(found)
})

const openFirst = (page: Page): Promise<void> => page.locator(`${row} .strong`).first().click()

const returnedRows = onPage(async (page, site, { times }) => {
  await page.goto(site.url + site.list)
  const found = await repeat(times, async () => {
    await page.locator(row).first().waitFor()
    await openFirst(page)
    await page.locator('main h1').waitFor()
    await page.locator(row).first().waitFor({ state: 'detached' })
    return page.evaluate((wanted) => {
      const from = performance.now()
      history.back()
      return window.baton.painted(wanted).then((at) => at - from)
    }, row)
  })
  return median(found)
})

/** J pressed so often, each time after so long a look: from the key to the next record's title on the page. */
const moved = (lookMs: number) =>
  onPage(async (page, site, { times }) => {
    await page.goto(site.url + site.list)
    await openFirst(page)
    await page.locator(row).first().waitFor({ state: 'detached' })
    await page.locator('main h1').waitFor()
    await page.waitForTimeout(1000)
    const found = await repeat(times, async () => {
      await page.waitForTimeout(lookMs)
      await page.evaluate(() => window.baton.changing('main h1'))
      await page.keyboard.press('j')
      return page.evaluate(() => window.baton.took())
    })
    return atShare(found, 0.95)
  })

const typed = onPage(async (page, site, { times }) => {
  await page.goto(`${site.url}${site.list}/new`)
  const field = page.locator(site.field).first()
  await field.click()
  await page.evaluate(() => window.baton.keys())
  await page.keyboard.type('客户要求周五之前送到仓库 B2 '.repeat(Math.ceil(times / 10)), { delay: 40 })
  const found = await page.evaluate(() => window.baton.keys())
  return found.length === 0 ? 16 : atShare(found, 0.95)
})

const frames = onPage(async (page, site) => {
  await page.goto(site.url + site.list)
  await paintedAt(page, row)
  await page.evaluate(() => window.baton.scroll('.list-frame', 60))
  const found = await page.evaluate(() => window.baton.scroll('.list-frame', 400))
  return atShare(found.frames, 0.95)
})

const drawnRows = onPage(async (page, site) => {
  await page.goto(site.url + site.list)
  await paintedAt(page, row)
  return (await page.evaluate(() => window.baton.scroll('.list-frame', 200))).rows
})

/** The worst of the first screens. */
async function shift(site: Site, browser: Browser): Promise<number> {
  const found = await repeat(4, async (index) => {
    const { context, page } = await open(site, browser)
    await page.goto(
      site.url + (['/', site.list, site.list.replace('/o/', '/board/'), '/inbox'][index] ?? '/'),
    )
    await page.locator('main h1').waitFor()
    await page.waitForTimeout(2500)
    const moved = await page.evaluate(() => window.baton.shift())
    await context.close()
    return moved
  })
  return Math.max(...found)
}

/** What is kept after all navigations, as a multiple of what was kept after the first fifth. */
const memory = onPage(async (page, site, { navigations }) => {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  const kept = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize
  }
  const there = async (): Promise<void> => {
    await openFirst(page)
    await page.locator(row).first().waitFor({ state: 'detached' })
    await page.locator('main h1').waitFor()
    await page.goBack()
    await page.locator(row).first().waitFor()
  }
  await page.goto(site.url + site.list)
  await page.locator(row).first().waitFor()
  const rounds = Math.ceil(navigations / 2)
  let first = 0
  for (let round = 1; round <= rounds; round++) {
    await there()
    if (round === Math.ceil(rounds / 5)) first = await kept()
  }
  return (await kept()) / first
})

/** From the click of one person to what another sees in their list. */
const seenElsewhere = onPage(async (page, site, settings, browser) => {
  if (site.seen === null) return null
  const { seen: object } = site
  const other = await open(site, browser)
  const list = `/o/${object}`
  await Promise.all([page.goto(site.url + list), other.page.goto(site.url + list)])
  await Promise.all([paintedAt(page, row), paintedAt(other.page, row)])
  await page.waitForTimeout(1000)
  const found = await repeat(few(settings), async () => {
    const phone = `138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const seen = other.page.locator(row).filter({ hasText: phone }).first().waitFor()
    const begun = performance.now()
    await page.evaluate(({ object, phone }) => window.baton.setFirst(object, 'phone', phone), {
      object,
      phone,
    })
    await seen
    return performance.now() - begun
  })
  await other.context.close()
  return atShare(found, 0.95)
})

const foundByInitials = onPage(async (page, site, { times }) => {
  const { search } = site
  if (search === null) return null
  await page.goto(site.url)
  await page.locator('main h1').waitFor()
  const found = await repeat(times, async (index) => {
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').waitFor()
    // Another search first, so that no answer is at hand.
    await page.keyboard.type(`x${index}`)
    await page.locator('.palette input').fill('')
    await page.keyboard.type(search.initials.slice(0, -1))
    await page.evaluate((name) => window.baton.appearing('.palette [cmdk-item]', name), search.name)
    await page.keyboard.type(search.initials.slice(-1))
    const took = await page.evaluate(() => window.baton.took())
    await page.keyboard.press('Escape')
    await page.locator('.palette').waitFor({ state: 'detached' })
    return took
  })
  return atShare(found, 0.95)
})

const checkedAsTyped = onPage(async (page, site, { times }) => {
  if (site.made === null) return null
  const { checked } = site.made
  await page.goto(`${site.url}${site.list}/new`)
  const input = page.locator(`#f-${checked}`)
  const found = await repeat(times, async () => {
    await input.fill('1')
    await page.locator(`[data-field="${checked}"][data-bad="true"]`).waitFor({ state: 'detached' })
    await page.keyboard.type('000')
    await page.evaluate(
      (name) => window.baton.appearing(`[data-field="${name}"][data-bad="true"]`, ''),
      checked,
    )
    await page.keyboard.type('0')
    return page.evaluate(() => window.baton.took())
  })
  return atShare(found, 0.95)
})

/** From a cold browser to what can be worked with, of the list of objects and of one in the designer. */
const opened =
  (address: (object: string) => string, shown: string) =>
  async (site: Site, browser: Browser, settings: Settings): Promise<number | null> => {
    if (site.made === null) return null
    const { object } = site.made
    const found = await repeat(few(settings), async () => {
      const { context, page } = await open(site, browser)
      await page.goto(site.url + address(object), { waitUntil: 'commit' })
      const at = await paintedAt(page, shown)
      await context.close()
      return at
    })
    return median(found)
  }

/** From the click on an object in the list to its fields. */
const openedFromList = onPage(async (page, site, { times }) => {
  if (site.made === null) return null
  const found = await repeat(times, async (index) => {
    await page.goto(`${site.url}/admin/objects`)
    const link = page.locator('.objects a[href*="/x.made"]').nth(index)
    await link.waitFor()
    await page.evaluate((selector) => window.baton.clicked(selector), designed)
    await link.click()
    return page.evaluate(() => window.baton.took())
  })
  return median(found)
})

export const figures: readonly Figure[] = [
  { name: 'cold', title: 'first rows, cold', unit: 'ms', wanted: 1000, measure: coldRows },
  { name: 'reload', title: 'first rows, reloaded', unit: 'ms', wanted: 1000, measure: reloadedRows },
  { name: 'return', title: 'first rows, later visits', unit: 'ms', wanted: 300, measure: returnedRows },
  { name: 'next', title: 'next record, p95', unit: 'ms', wanted: 150, measure: moved(500) },
  // As quickly as titles come: while the last record is still being read.
  { name: 'hurried', title: 'next record in a hurry, p95', unit: 'ms', wanted: 150, measure: moved(0) },
  { name: 'key', title: 'key to paint, p95', unit: 'ms', wanted: 50, measure: typed },
  { name: 'check', title: 'key to what a check says, p95', unit: 'ms', wanted: 50, measure: checkedAsTyped },
  {
    ...{ name: 'objects', title: 'the objects of a workspace, cold', unit: 'ms', wanted: 1000 },
    measure: opened(() => '/admin/objects', '.objects a[href*="/x.made"]'),
  },
  {
    ...{ name: 'designer', title: 'an object in the designer, cold', unit: 'ms', wanted: 1000 },
    measure: opened((object) => `/admin/objects/${object}`, designed),
  },
  {
    name: 'design',
    title: 'an object in the designer, from the list',
    unit: 'ms',
    wanted: 1000,
    measure: openedFromList,
  },
  { name: 'frame', title: 'frame while scrolling, p95', unit: 'ms', wanted: 20, measure: frames },
  { name: 'rows', title: 'rows drawn', unit: 'rows', wanted: 100, measure: drawnRows },
  { name: 'shift', title: 'layout shift', unit: 'shift', wanted: 0.05, measure: shift },
  { name: 'seen', title: 'seen by another, p95', unit: 'ms', wanted: 1000, measure: seenElsewhere },
  { name: 'search', title: 'found by initials, p95', unit: 'ms', wanted: 150, measure: foundByInitials },
  { name: 'memory', title: 'memory after all navigations', unit: '×', wanted: 1.2, measure: memory },
]
