// On a telephone without a network: the pages open, what was read is there with its age, and what is saved is sent once.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, signIn, soon } from '#test/pages'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({ motor: '10' })
})

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A telephone that lets the worker of the pages answer. */
async function telephone(): Promise<BrowserContext> {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const size = { width: 375, height: 812 }
  return browser.newContext({
    ...desk,
    viewport: size,
    isMobile: true,
    hasTouch: true,
    serviceWorkers: 'allow',
  })
}

/** Signed in as Li, with the pages kept on the telephone. */
async function entered(context: BrowserContext): Promise<Page> {
  const page = await pages.enter(await context.newPage(), 'li')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  return page
}

const customer = (): string => `${pages.server.url}/o/masterdata.party/${pages.goods.customer}`
const newVisit = (): string =>
  `${pages.server.url}/o/crm.activity/new?p.party=${pages.goods.customer}&p.kind=visit`

async function writeVisit(page: Page, subject: string): Promise<void> {
  await page.goto(newVisit())
  await page.getByRole('textbox', { name: '主题' }).fill(subject)
  await page.locator('#f-photos').setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: photo })
  await page.getByText('现场.png').waitFor()
  await page.locator('.form-foot').getByRole('button').first().click()
}

const visits = async (subject: string) =>
  pages.server.people.li.find('crm.activity', { subject }, ['photos', 'party', 'kind'])

const mark = (page: Page) => page.locator('.offline-mark')

test('[UX-30] a visit with a photo, written in airplane mode, is one record with its photo once the network is back', async ({
  skip,
}) => {
  if ((await openBrowser()) === null) return skip()
  const context = await telephone()
  const page = await entered(context)
  await page.goto(customer())
  await page.getByRole('heading', { name: '东方水务' }).waitFor()
  await page.goto(newVisit())
  await page.getByRole('textbox', { name: '主题' }).waitFor()

  await context.setOffline(true)
  await page.goto(pages.server.url)
  await page.getByRole('heading', { name: '销售李雷' }).waitFor()
  await expect.poll(() => mark(page).innerText(), soon).toMatch(/^离线 · 内容截至/)
  await page.goto(customer())
  await page.getByRole('heading', { name: '东方水务' }).waitFor()
  await writeVisit(page, '样机拜访')
  await page.getByRole('heading', { name: '待发送' }).waitFor()
  const waiting = page.locator('.outbox li')
  await expect.poll(async () => plain(await waiting.innerText()), soon).toContain('新建 跟进记录 · 样机拜访')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'offline-outbox')
  const other = await context.newPage()
  await other.clock.setFixedTime('2026-06-15T02:00:00.000Z')
  await other.goto(`${pages.server.url}/outbox`)
  await expect.poll(() => mark(other).innerText(), soon).toContain('1 条待发送')

  // The first answer is lost on its way: what was sent is sent again.
  const lost = { files: 0, writes: 0 }
  await context.route('**/api/{files,write}', async (route) => {
    const request = route.request()
    const kind = request.url().endsWith('files') ? 'files' : 'writes'
    if (kind === 'writes' && !(request.postData() ?? '').includes('样机拜访')) return route.continue()
    lost[kind] += 1
    if (lost[kind] > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await context.setOffline(false)
  await expect
    .poll(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      return waiting.count()
    }, soon)
    .toBe(0)
  expect(Math.min(lost.files, lost.writes)).toBeGreaterThan(1)
  await expect.poll(() => other.locator('.outbox li').count(), soon).toBe(0)
  const rows = await visits('样机拜访')
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ kind: 'visit', party: pages.goods.customer })
  const [file] = (rows[0]?.photos ?? []) as unknown as readonly string[]
  const bytes = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/files/${id}`)
    return [...new Uint8Array(await answer.arrayBuffer())]
  }, file)
  expect(Buffer.from(bytes).equals(photo)).toBe(true)
  await expect.poll(() => mark(page).innerText(), soon).toBe('')
  await context.close()
})

test('[UX-30] what is refused after reconnecting stays with its reason and goes back into its form', async ({
  skip,
}) => {
  if ((await openBrowser()) === null) return skip()
  const context = await telephone()
  const page = await entered(context)
  await page.goto(`${customer()}?edit=1`)
  await page.getByRole('textbox', { name: '行业' }).waitFor()
  await context.setOffline(true)
  await page.getByRole('textbox', { name: '行业' }).fill('水务')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '待发送' }).waitFor()
  await pages.server.people.li.write([
    {
      kind: 'update',
      object: 'masterdata.party',
      id: pages.goods.customer,
      values: { industry: '化工' },
    },
  ])
  await context.setOffline(false)
  await expect.poll(() => page.locator('.outbox .late').count(), soon).toBe(1)
  expect(await mark(page).innerText()).toContain('1 条需修改')
  expect(plain(await page.locator('.outbox .late').innerText())).toMatch(/服务器没有接受：.+/)
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await expect.poll(() => page.getByRole('textbox', { name: '行业' }).inputValue(), soon).toBe('水务')
  await page.getByRole('button', { name: '保存' }).click()
  await expect.poll(() => page.getByRole('main').innerText(), soon).toContain('化工')
  await context.close()
})

test('[UX-30] after the session has ended it is sent once the person signs in again; signing out leaves nothing behind', async ({
  skip,
}) => {
  if ((await openBrowser()) === null) return skip()
  const context = await telephone()
  const page = await entered(context)
  await page.goto(newVisit())
  await page.getByRole('textbox', { name: '主题' }).waitFor()
  await context.setOffline(true)
  await writeVisit(page, '会话结束之后')
  await page.getByRole('heading', { name: '待发送' }).waitFor()
  await context.clearCookies()
  await context.setOffline(false)
  await page.getByLabel('账号').waitFor()
  expect(await visits('会话结束之后')).toEqual([])
  await signIn(page, 'li')
  await expect.poll(async () => (await visits('会话结束之后')).length, soon).toBe(1)

  await page.goto(newVisit())
  await page.getByRole('textbox', { name: '主题' }).waitFor()
  await context.setOffline(true)
  await writeVisit(page, '不该发出')
  await page.getByRole('heading', { name: '待发送' }).waitFor()
  await page.goto(`${pages.server.url}/settings`)
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByText('还有 1 条没有发送').waitFor()
  await page.getByRole('button', { name: '仍然退出' }).click()
  await page.getByLabel('账号').waitFor()
  await expect.poll(() => page.evaluate(kept), soon).toEqual({ answers: 0, letters: 0, files: 0 })
  await context.setOffline(false)
  await page.goto(pages.server.url)
  await signIn(page, 'han')
  await page.getByRole('heading', { name: '销售韩梅' }).waitFor()
  expect(await mark(page).innerText()).toBe('')
  expect(await visits('不该发出')).toEqual([])
  await context.close()
})

/** How much the device keeps, run on the page. */
async function kept(): Promise<Record<string, number>> {
  const db = await new Promise<IDBDatabase>((done) => {
    const opening = indexedDB.open('baton')
    opening.onsuccess = () => done(opening.result)
  })
  const names = ['answers', 'letters', 'files']
  const tx = db.transaction(names)
  const counts = names.map(
    (name) =>
      new Promise<[string, number]>((done) => {
        const asked = tx.objectStore(name).count()
        asked.onsuccess = () => done([name, asked.result])
      }),
  )
  const found = Object.fromEntries(await Promise.all(counts))
  db.close()
  return found
}

test('[UX-30] on a telephone the way around lies under the thumb, works by keyboard and holds no barrier', async ({
  skip,
}) => {
  if ((await openBrowser()) === null) return skip()
  const context = await telephone()
  const page = await entered(context)
  const around = page.getByRole('navigation', { name: '主导航' })
  for (const name of ['今日', '搜索', '新建', '消息', '全部']) {
    const box = await around.getByText(name, { exact: true }).first().boundingBox()
    expect(box?.height, name).toBeGreaterThanOrEqual(44)
    expect(box?.width, name).toBeGreaterThanOrEqual(44)
  }
  expect(await barriers(page)).toEqual([])
  await around.getByRole('button', { name: '新建' }).focus()
  await page.keyboard.press('Enter')
  const words = page.locator('.palette').getByRole('combobox')
  await expect.poll(() => words.evaluate((box) => box === document.activeElement), soon).toBe(true)
  await page.keyboard.type('跟进记录')
  await page.locator('[role=option][aria-selected=true]', { hasText: '跟进记录' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: '主题' }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await picture(page, 'offline-new')
  await context.close()
})

/** Whether something in the bar lies over something else in it. */
const overlaps = (page: Page): Promise<boolean> =>
  page.locator('.bar > *').evaluateAll((parts) => {
    const boxes = parts.map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0)
    const isOver = (a: DOMRect, b: DOMRect) => a.left < b.right - 1 && b.left < a.right - 1
    return (
      boxes.some((a, at) => boxes.slice(at + 1).some((b) => isOver(a, b))) ||
      parts.some((part) => part.scrollWidth > part.clientWidth + 1)
    )
  })

test('[UX-30] an open page says at once that the network is gone, in the bar without covering anything; what was never opened says why it is not there; and it is live again by itself', async ({
  skip,
}) => {
  if ((await openBrowser()) === null) return skip()
  const context = await telephone()
  const page = await entered(context)
  await page.goto(customer())
  await page.getByRole('heading', { name: '东方水务' }).waitFor()
  await page.getByText('记录联系').first().waitFor()
  await context.setOffline(true)
  await expect.poll(() => mark(page).innerText(), soon).toMatch(/^离线 · 内容截至/)
  expect(await overlaps(page)).toBe(false)
  await picture(page, 'offline-bar')
  expect(await barriers(page)).toEqual([])

  await page.evaluate((to) => history.pushState({}, '', to), `/o/masterdata.item/${pages.goods.motor}`)
  const unread = page.getByRole('main').getByRole('alert')
  await expect.poll(() => unread.innerText(), soon).toContain('这台设备上也没有存过')
  await page.evaluate((to) => history.pushState({}, '', to), '/o/crm.activity/new')
  await page.getByRole('combobox', { name: '客户' }).fill('东')
  await page.locator('.ant-select-dropdown:visible').getByText('连不上服务器').waitFor()

  await context.setOffline(false)
  await expect.poll(() => mark(page).innerText(), soon).toBe('')
  await page.evaluate((to) => history.pushState({}, '', to), `/o/masterdata.item/${pages.goods.motor}`)
  await page.getByRole('heading', { name: '电机' }).waitFor()
  // Live again: what another does is seen.
  await pages.server.people.admin.update('masterdata.item', pages.goods.motor, { specification: '换了铭牌' })
  await page.getByText('换了铭牌').first().waitFor()
  await context.close()
})

test('names that are on the page stay while the server cannot answer, and are not taken for blank', async ({
  page,
}) => {
  const { li } = pages.server.people
  await li.create('crm.activity', { subject: '谁的拜访', kind: 'visit', party: pages.goods.customer })
  await pages.enter(page, 'li')
  await page.goto(customer())
  const crumb = page.getByRole('navigation', { name: '所在位置' }).locator('.here')
  await expect.poll(() => crumb.innerText(), soon).toBe('东方水务')
  // What is still on its way is not asked for anew.
  await page.locator('main h1').filter({ hasText: '东方水务' }).waitFor()
  const asked: string[] = []
  const tired = { status: 503, contentType: 'application/json', body: '{"problems":[]}' }
  await page.route(/\/api\/(query|questions)$/, async (route) => {
    asked.push(route.request().postData() ?? '')
    await route.fulfill(tired)
  })
  // Another network: everything on the page is asked for anew.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  const isName = (question: string): boolean => /"fields":\["id","version","name"\]/.test(question)
  await expect.poll(() => asked.filter(isName).length, soon).toBeGreaterThan(1)
  expect(await crumb.innerText()).toBe('东方水务')
})
