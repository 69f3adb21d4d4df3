// Every screen once more, only for how it is met: by eye in both themes, by keyboard, by screen reader, in both languages, on a telephone.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { openGallery } from '#test/gallery'
import { barriers, openPages, type Pages, soon } from '#test/pages'
import { type Login, password } from '#test/server'
import { bareKeys, chineseWords, overflowing, unseenFocus, untranslated } from '#test/sweep'
import { makeVisits } from '#test/visits'

let pages: Pages
let order = ''
let ticketless = ''

const longName = '内蒙古自治区呼和浩特经济技术开发区东方红水利水电设备安装工程有限责任公司第三分公司'

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
  const { server, goods } = pages
  const { li, admin, coordinator, shipper } = server.people
  await makeVisits(server, 300)
  const party = await li.create('masterdata.party', { name: longName, isCustomer: true })
  ticketless = party.id
  const line = { item: goods.motor, quantity: '10', price: '100', taxRate: '0.13' }
  for (const [customer, promisedDate] of [
    [goods.customer, '2026-06-24'],
    [party.id, '2026-06-15'],
  ] as const) {
    const made = await li.create('sales.order', { customer, promisedDate, lines: [line] })
    await li.act('sales.order', made.id, 'confirm')
    order = made.id
  }
  const lines = await li.find('sales.orderLine', { order })
  await shipper.act('sales.order', order, 'ship', { lines: [{ line: String(lines[0]?.id), quantity: '4' }] })
  await coordinator.act('sales.order', order, 'prioritise', { reason: longName })
  await li.create('crm.opportunity', { name: `${longName}泵站改造`, customer: party.id, amount: '80000' })
  await li.act('masterdata.party', party.id, 'logContact', { kind: 'call', minutes: '12', notes: longName })
  const about = { object: 'sales.order', record: order, author: admin.me.id, mentions: [li.me.id] }
  await admin.create('collab.comment', {
    ...about,
    text: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-abcdefghijklmnopqrstuvwxyz',
  })
})

type Screen = {
  readonly name: string
  readonly path: () => string
  /** What stands there when it is whole. */
  readonly whole: string
  /** What is done before it is looked at, without a word of any language. */
  readonly then?: (page: Page) => Promise<unknown>
}

const at = (name: string, path: string | (() => string), whole: string, then?: Screen['then']): Screen => ({
  name,
  path: typeof path === 'string' ? () => path : path,
  whole,
  ...(then === undefined ? {} : { then }),
})

const dialog = '.ant-modal-body'
const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const daily: readonly Screen[] = [
  at('today', '/', '.task'),
  at('list', '/o/x.visit', '.list [role="row"]:nth-child(3)'),
  at('list-long-names', '/o/crm.opportunity', '.list [role="row"]'),
  at('list-of-nothing', '/o/service.ticket?q=xyzzy', '.state'),
  at('customer', () => `/o/masterdata.party/${ticketless}`, '.stream .entry'),
  at('record', () => `/o/masterdata.item/${pages.goods.motor}`, '.reading'),
  at('form', '/o/sales.order/new', '.grid'),
  at('room', () => `/room/sales.order/${order}`, '.stream .entry'),
  at('board', '/board/sales.order', '.board-card'),
  at('inbox', '/inbox', 'main h1'),
  at('people', '/people', 'main h1'),
  at('evidence', '/evidence', 'table.evidence'),
  at('person', () => `/people/${pages.server.people.han.me.id}`, 'main h1'),
  at('outbox', '/outbox', '.state'),
  at('settings', '/settings', '.choices'),
  at('password', '/settings/password', 'main input'),
  at('not-found', '/o/no.such', '.state'),
  at('palette', '/settings', '[cmdk-item]', (page) => page.keyboard.press('ControlOrMeta+k')),
  at('shortcuts', '/settings', dialog, (page) => page.keyboard.press('?')),
  at('tour', '/settings', '.tour', async (page) => {
    await page.keyboard.press('?')
    await page.locator('.ant-modal-footer button, .ant-modal-body button').last().click()
  }),
  at('columns', '/o/x.visit', '.columns-panel', press(/^(列|Columns)$/)),
  at('conditions', '/o/x.visit', '.filter-panel', press(/^(条件|Conditions)$/)),
  at('choices', '/o/sales.order/new', '[role="option"]', (page) =>
    page.locator('main .ant-select').first().click(),
  ),
  at('contact', () => `/o/masterdata.party/${ticketless}`, dialog, press(/^(拜访|Visit)$/)),
  at(
    'action',
    () => `/room/sales.order/${order}`,
    dialog,
    (page) => page.locator(':is(.at-hand, .thumb-bar) button').first().click(),
  ),
]
const administration: readonly Screen[] = [
  at('objects', '/admin/objects', '.objects a'),
  at('designer', '/admin/objects/x.visit', '.field-row', (page) =>
    page.locator('.field-name').nth(1).click(),
  ),
  at('types', '/admin/objects/x.visit', '.ant-select-item-option', (page) =>
    page.locator('main .ant-select').first().click(),
  ),
  at('import', '/import/masterdata.party', '.drop'),
  at('import-columns', '/import/masterdata.party', '.import-table', (page) =>
    page.locator('input[type=file]').setInputFiles({
      ...{ name: 'customers.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(`Customer,Phone,Unheard of\n${longName},0755-26000000,1\n`),
    }),
  ),
  at('screen', '/screen', '.tile b'),
]
/** Who puts the list in order that everybody works by. */
const arranging: readonly Screen[] = [at('priority-list', '/', '.grip')]

/** Goes there as a link does, without loading the page again. */
async function show(page: Page, { path, whole, then }: Screen): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator(`${dialog}:visible`).waitFor({ state: 'detached' })
  await page.evaluate((to) => history.pushState({}, '', to), path())
  await then?.(page)
  await page.locator(whole).first().waitFor({ state: 'visible' })
  await page
    .locator('[aria-busy="true"]:visible')
    .first()
    .waitFor({ state: 'hidden', ...soon })
}

/** What was opened over a page lies where the page was wide: it is left for another one, and opened again. */
async function showAnew(page: Page, screen: Screen): Promise<void> {
  await page.keyboard.press('Escape')
  await page.evaluate(() => history.pushState({}, '', '/o/no.such'))
  await page.locator('main > .state').waitFor()
  await show(page, screen)
}

async function enter(language: 'zh-CN' | 'en'): Promise<Page> {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const context = await browser.newContext(desk)
  await context.addInitScript((chosen) => {
    localStorage.setItem(
      'baton.preferences',
      JSON.stringify({ choices: { language: chosen, toured: true }, isUntold: true }),
    )
  }, language)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.clock.setFixedTime('2026-06-15T02:00:00.000Z')
  await page.goto(pages.server.url)
  await page.locator('#sign-in-login').waitFor()
  return page
}

type Faults = Record<string, readonly string[]>

const frame = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-theme="${colorScheme}"]`).waitFor()
  await frame(page)
}

/** What is wrong with what a page shows in this theme; names and structure do not depend on it. */
async function looksWrong(page: Page, name: string): Promise<readonly string[]> {
  const found = [...(await barriers(page)), ...(await bareKeys(page))]
  await picture(page, name)
  return found
}

/** What cannot be read in the dark. */
async function unreadInTheDark(page: Page, name: string): Promise<readonly string[]> {
  await wear(page, 'dark')
  const found = await barriers(page, ['color-contrast'])
  await picture(page, name)
  await wear(page, 'light')
  return found.map((what) => `dark: ${what}`)
}

const wide = { width: 1440, height: 900 }
const narrow = { width: 375, height: 812 }

/** What is still too wide once a page that has just become narrow has put itself in order. */
async function stillTooWide(page: Page): Promise<readonly string[]> {
  for (let frames = 0; frames < 60; frames++) {
    if ((await overflowing(page)).length === 0) return []
    await frame(page)
  }
  return overflowing(page)
}

/**
 * What is wrong with one screen. Each of its looks is looked at by all rules once, and what a language, a theme or a width
 * alone can spoil in each: wide and light in Chinese, narrow and dark in English; the colours of the wide page in the dark too.
 */
async function faultsOf(
  page: Page,
  screen: Screen,
  language: 'zh-CN' | 'en',
  words: readonly string[],
): Promise<readonly string[]> {
  const isChinese = language === 'zh-CN'
  const name = `${screen.name}-${language}-1440`
  await page.setViewportSize(wide)
  await show(page, screen)
  const found: string[] = [...(await overflowing(page))]
  if (isChinese) {
    found.push(...(await looksWrong(page, `${name}-light`)), ...(await unreadInTheDark(page, `${name}-dark`)))
    found.push(...(await unseenFocus(page)).map((what) => `focus: ${what}`))
  } else {
    found.push(...(await untranslated(page, words)).map((what) => `Chinese: ${what}`))
    await picture(page, `${name}-light`)
  }
  await page.setViewportSize(narrow)
  if (screen.then !== undefined) await showAnew(page, screen)
  return [...found, ...(await narrowFaults(page, screen, language)).map((what) => `375: ${what}`)]
}

async function narrowFaults(
  page: Page,
  screen: Screen,
  language: 'zh-CN' | 'en',
): Promise<readonly string[]> {
  const name = `${screen.name}-${language}-375`
  const wideParts = await stillTooWide(page)
  await picture(page, `${name}-light`)
  if (language === 'zh-CN') return wideParts
  await wear(page, 'dark')
  const found = await looksWrong(page, `${name}-dark`)
  await wear(page, 'light')
  return [...wideParts, ...found]
}

/** What is wrong with each of some screens; one that does not even open keeps nobody from looking at the others. */
async function sweep(page: Page, screens: readonly Screen[], language: 'zh-CN' | 'en'): Promise<Faults> {
  const metadata = (): Promise<unknown> =>
    page.request.get(`${pages.server.url}/api/metadata`).then((answer) => answer.json())
  const words = language === 'en' ? chineseWords(await metadata()) : []
  const faults: Record<string, readonly string[]> = {}
  for (const screen of screens) {
    const found = await faultsOf(page, screen, language, words).catch((error) => [String(error)])
    if (found.length > 0) faults[screen.name] = found
  }
  return faults
}

async function signInAs(page: Page, login: Login): Promise<void> {
  await page.locator('#sign-in-login').fill(login)
  await page.locator('#sign-in-password').fill(password)
  await page.locator('form button[type="submit"]').click()
  await page.locator('.me').waitFor()
}

// One after the other: what somebody chooses in one browser, their language too, follows them into the other.
test.each(['zh-CN', 'en'] as const)(
  'every screen in %s has no serious barrier in light or dark, shows where focus is, speaks one language, and fits 1440 and 375 pixels',
  async (language) => {
    const page = await enter(language)
    const before = [
      ...(await looksWrong(page, `sign-in-${language}-light`)),
      ...(await unreadInTheDark(page, `sign-in-${language}-dark`)),
    ]
    await signInAs(page, 'li')
    const everyday = await sweep(page, daily, language)
    await page.context().clearCookies()
    await page.goto(pages.server.url)
    await signInAs(page, 'admin')
    const administrative = await sweep(page, administration, language)
    await page.context().clearCookies()
    await page.goto(pages.server.url)
    await signInAs(page, 'coordinator')
    const arranged = await sweep(page, arranging, language)
    expect({
      ...(before.length > 0 ? { before } : {}),
      ...everyday,
      ...administrative,
      ...arranged,
    }).toEqual({})
  },
  // Some sixty looks one after the other: on a slow machine they take their time.
  300_000,
)

test('the gallery shows every small part in its states, in light beside dark, without a barrier in either language; the product does not hold it', async ({
  page,
}) => {
  const gallery = await openGallery()
  try {
    await page.setViewportSize({ width: 1440, height: 2600 })
    for (const language of ['zh-CN', 'en'] as const) {
      await gallery.show(page, language)
      const pictured = await page
        .locator('.gallery-panel')
        .evaluateAll((panels) => panels.map((panel) => panel.querySelectorAll('article').length))
      expect(pictured).toEqual([pictured[0], pictured[0]])
      expect(await barriers(page), language).toEqual([])
      expect(language === 'en' ? [] : await unseenFocus(page), 'focus').toEqual([])
      await picture(page, `gallery-${language}`)
    }
  } finally {
    gallery.close()
  }
  const answer = await page.request.get(`${pages.server.url}/gallery.html`)
  expect(await answer.text()).not.toContain('gallery')
})
