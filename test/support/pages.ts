// A company to visit in a real browser, and what people do there: sign in, go somewhere, choose, read what stands on the page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Locator, Page, Route } from 'playwright-core'
import { type Goods, type Login, password, staff, stockUp, type TestServer, testServer } from '#test/server'

const web = join(import.meta.dirname, '../../dist/web')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = typeof import('axe-core')

/** A Monday, 10:00 in Shanghai. */
const monday = '2026-06-15T02:00:00.000Z'

export type Pages = {
  readonly server: TestServer
  readonly goods: Goods
  /** Moves the company's clock and that of the browsers opened from now on. */
  readonly at: (instant: string) => void
  /**
   * Comes to the first page, at the company's time: signed in by the door that the page of signing in uses, or `byHand` on that page,
   * which remembers who it was.
   */
  readonly enter: (page: Page, login: Login, how?: 'byHand') => Promise<Page>
}

/** The built pages over a company with these goods on its shelves; `settings` are the server's own. */
export async function openPages(
  onHand: Parameters<typeof stockUp>[1],
  settings: Parameters<typeof testServer>[0] = {},
): Promise<Pages> {
  const server = await testServer({ at: monday, web, ...settings })
  const goods = await stockUp(server, onHand)
  let instant = monday
  return {
    server,
    goods,
    at(next) {
      instant = next
      server.at(next)
    },
    async enter(page, login, how) {
      page.setDefaultTimeout(30_000)
      await page.clock.setFixedTime(instant)
      if (how !== 'byHand') await openDoor(page, server.url, login)
      await page.goto(server.url)
      if (how === 'byHand') await signIn(page, login)
      await page.getByRole('heading', { name: staff[login].name }).waitFor()
      return page
    },
  }
}

async function openDoor(page: Page, url: string, login: Login): Promise<void> {
  const sent = { data: { login, password }, headers: { 'x-baton': '1' } }
  const answer = await page.context().request.post(`${url}/api/session`, sent)
  if (!answer.ok()) throw new Error(`${login} did not come in: ${await answer.text()}`)
  await page.addInitScript(withoutTour)
}

/** Nobody is shown around in this browser, as if somebody had chosen so in another window of it. */
function withoutTour(): void {
  const key = 'baton.preferences'
  const copy = JSON.parse(localStorage.getItem(key) ?? '{}')
  localStorage.setItem(key, JSON.stringify({ ...copy, choices: { ...copy.choices, toured: true } }))
  dispatchEvent(new StorageEvent('storage', { key }))
}

/** Signs in on the page that asks for it; the tour of those who are new stays away. */
export async function signIn(page: Page, login: Login): Promise<void> {
  await page.evaluate(withoutTour)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Goes to the records of an object by the navigation. */
export async function go(page: Page, group: string, object: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: '主导航' })
  await navigation.getByRole('button', { name: group }).click()
  await navigation.getByRole('link', { name: object, exact: true }).click()
  await page.getByRole('heading', { name: object }).waitFor()
}

/** Chooses in a picker by typing a part of what is looked for. */
export async function pick(page: Page, box: Locator, text: string): Promise<void> {
  await box.click()
  await box.fill(text)
  await chosen(page, text)
}

/** Chooses one of some options that are all shown. */
export async function choose(page: Page, box: Locator, text: string): Promise<void> {
  await box.click()
  await chosen(page, text)
}

/** Clicks the option, and waits for the list to close: the next one may hold the same names. A list of several stays open. */
async function chosen(page: Page, text: string): Promise<void> {
  const list = page.locator('.ant-select-dropdown:visible')
  // What still slides in may move away from under the pointer.
  const still = page.locator('.ant-select-dropdown:visible:not([class*="slide-up"])')
  await still.getByTitle(text, { exact: true }).click()
  if ((await page.locator('.ant-select-multiple.ant-select-open').count()) > 0) return
  await list.first().waitFor({ state: 'hidden' })
}

export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Patience with what arrives over the wire. */
export const soon = { timeout: 30_000 }

/** What stands on the main line as held now: step, state, holder, department and clock. */
export const held = async (page: Page): Promise<readonly string[]> => {
  const line = page.getByRole('list', { name: '订单主线' })
  return (await line.locator('[aria-current="step"]').allInnerTexts()).map(plain)
}

/** The cells of a line in a table of lines. */
export const cells = async (page: Page, item: string): Promise<readonly string[]> => {
  const row = page.getByRole('table', { name: '明细' }).getByRole('row').filter({ hasText: item })
  return (await row.getByRole('cell').allInnerTexts()).map(plain)
}

/** Opens what a person holds from their first page, and finds it is their turn. */
export async function takeUp(page: Page, record: string, step: string): Promise<Locator> {
  await page
    .getByRole('link', { name: new RegExp(record) })
    .first()
    .click()
  const turn = page.getByRole('region', { name: '轮到你' })
  await turn.getByText(`轮到你：${step}`).waitFor()
  return turn
}

/** Ends when what was opening, closing or being asked for anew has come to rest: half faded, nothing has its own contrast. */
async function stillness(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const moving = () =>
    document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
  const isFaded = () => document.querySelector('[data-stale="true"]') !== null
  do {
    await Promise.allSettled(moving().map(({ finished }) => finished))
    await frame()
    await frame()
  } while (isFaded() || moving().some(({ playState }) => playState === 'running'))
}

/** Serious faults that axe-core finds on the page, as "rule: element"; of all rules, or of those that are named. */
export async function barriers(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  if (!isThere) await page.evaluate(axe)
  await page.evaluate(stillness)
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations, passes } = await axe.run(document, {
      ...(only === undefined ? {} : { runOnly: [...only] }),
      resultTypes: ['violations'],
    })
    if (passes.length === 0) throw new Error('Nothing was looked at')
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  }, rules)
}

/** Keeps on its way what the page asks for, until the returned function is called: all of it, the first so many, or what holds this text. */
export async function heldBack(
  page: Page,
  what: string,
  { times, holding = '' }: { readonly times?: number; readonly holding?: string } = {},
): Promise<() => void> {
  let letGo = (): void => undefined
  const isFree = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const hold = async (route: Route): Promise<void> => {
    if (route.request().postData()?.includes(holding) !== false) await isFree
    await route.continue()
  }
  await page.route(what, hold, times === undefined ? {} : { times })
  return () => letGo()
}

/** What people did and said about a record, the newest first, one sentence each; in its room, of one kind. */
export const told = async (page: Page, kind?: string): Promise<readonly string[]> => {
  if (kind !== undefined) await page.getByRole('button', { name: kind, exact: true }).click()
  return (await page.locator('.stream p').allInnerTexts()).map(plain)
}

/** Types lines of a form: an item and how much of it, Enter for the next. */
export async function typeLines(page: Page, lines: readonly (readonly [string, string])[]): Promise<void> {
  const grid = page.getByRole('table', { name: '明细' })
  for (const [index, [item, quantity]] of lines.entries()) {
    if (index === 0) await page.getByRole('button', { name: '添加一行' }).click()
    await pick(page, grid.getByRole('combobox', { name: '物料' }).nth(index), item)
    const box = grid.getByRole('textbox', { name: '数量' }).nth(index)
    await box.fill(quantity)
    if (index + 1 < lines.length) await box.press('Enter')
  }
}

/** The quantity of an item in a table of lines to take from. */
export const quantityOf = (page: Page, item: string): Locator =>
  page.getByRole('dialog').getByRole('textbox', { name: `${item} 本次` })

/** A telephone in somebody's hand: pages are touched, and as wide as it is. */
export const telephone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true } as const

/** What a thumb would miss inside a part of the page, and whether the page itself could be pushed sideways. */
export async function missed(page: Page, part: string): Promise<readonly string[]> {
  await page.evaluate(stillness)
  return page.evaluate((inside) => {
    const least = 44
    const frame = document.querySelector(inside)
    if (frame === null) return [`there is no ${inside}`]
    const touched = [...frame.querySelectorAll<HTMLElement>('button, input, textarea, [role="combobox"]')]
    const boxOf = (one: HTMLElement): DOMRect =>
      (one.closest('label, .ant-select') ?? one).getBoundingClientRect()
    const small = touched.filter((one) => {
      const { width, height } = boxOf(one)
      return one.checkVisibility() && width > 0 && (width < least - 0.5 || height < least - 0.5)
    })
    const wide = document.documentElement.scrollWidth
    return [
      ...(wide > window.innerWidth ? [`the page is ${wide} wide`] : []),
      ...small.map(
        (one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.innerText} ${one.className}`,
      ),
    ]
  }, part)
}
