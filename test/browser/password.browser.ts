// Who sits there: a password that was given and one's own, and the devices somebody is signed in on.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { setPassword } from '#kernel/identity/store'
import { desk, picture, test } from '#test/browser'
import { barriers, heldBack, openPages, type Pages, soon } from '#test/pages'
import { type Login, password, staff } from '#test/server'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
})

const own = 'only I know this one'

test('what somebody types while a part of the page is still on its way stays typed', async ({ page }) => {
  const letGo = await heldBack(page, '**/assets/zh_CN-*.js')
  await page.goto(pages.server.url)
  await page.getByLabel('账号').fill('li')
  // The calendar's words come after those of the components.
  const words = page.waitForResponse(/assets\/zh-cn-/)
  letGo()
  await (await words).finished()
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
})

test('who was given a password chooses their own before anything else, and learns at the field what is wrong', async ({
  page,
}) => {
  const { db, engine, people } = pages.server
  const given = { person: people.han.me.id, password, mustChange: true }
  const set = await db.transaction((tx) => setPassword(tx, engine.workspace.namespace, given, new Date()))
  expect(set.ok).toBe(true)
  await pages.enter(page, 'han')
  await page.getByRole('heading', { name: '销售韩梅，请设置自己的密码' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  await page.goto(`${pages.server.url}/o/sales.order`)
  await page.getByRole('heading', { name: '请设置自己的密码' }).waitFor()
  expect(await barriers(page)).toEqual([])
  const [current, next, again] = [
    page.getByLabel('当前密码'),
    page.getByLabel('新密码', { exact: true }),
    page.getByLabel('再输一次新密码'),
  ]
  const save = page.getByRole('button', { name: '保存新密码' })
  const says = async (box: typeof current): Promise<string> => {
    const id = (await box.getAttribute('aria-describedby')) ?? ''
    return (await box.getAttribute('aria-invalid')) === 'true' && id !== ''
      ? page.locator(`[id="${id}"]`).innerText()
      : ''
  }
  await current.fill('a guess')
  await next.fill('han')
  await again.fill('hen')
  await save.click()
  await expect.poll(() => says(again), soon).toBe('两次输入的新密码不一样')
  await again.fill('han')
  await save.click()
  await expect.poll(() => says(current), soon).toBe('当前密码不正确')
  await current.fill(password)
  await save.click()
  await expect.poll(() => says(next), soon).toBe('密码需为 8–200 个字符')
  await next.fill(own)
  await again.fill(own)
  await save.click()
  await page.getByRole('heading', { name: '销售订单' }).waitFor()
})

test('the password is changed from the settings, and the old one no longer opens anything', async ({
  page,
}) => {
  await pages.enter(page, 'li', 'byHand')
  await page.getByRole('link', { name: /设置/ }).first().click()
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByLabel('当前密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill(own)
  await page.getByLabel('再输一次新密码').fill(own)
  await page.getByRole('button', { name: '保存新密码' }).click()
  await page.getByText('密码已修改，其他设备已退出').waitFor()
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').filter({ hasText: '登录名或密码不正确' }).waitFor()
  await page.getByLabel('密码').fill(own)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '修改密码' }).waitFor()
})

test('who signs out while the connection is lost gets the page to sign in, whatever the page notices first', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const streams: EventSource[] = []
    window.EventSource = class extends EventSource {
      constructor(...[url, options]: ConstructorParameters<typeof EventSource>) {
        super(url, options)
        streams.push(this)
        // When it breaks is said below.
        this.addEventListener('error', (event) => event.isTrusted && event.stopImmediatePropagation())
      }
    }
    const ask = window.fetch
    window.fetch = async (...[input, options]) => {
      const answer = await ask(input, options)
      if (options?.method !== 'DELETE') return answer
      // A slow device: what the page has put off takes its time, and the stream breaks meanwhile.
      const later = window.setTimeout
      window.setTimeout = ((run: () => void, ms = 0) => later(run, ms + 400)) as typeof setTimeout
      later(() => streams.at(-1)?.dispatchEvent(new Event('error')), 200)
      return answer
    }
  })
  await pages.enter(page, 'manager')
  await page.getByRole('link', { name: /设置/ }).first().click()
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByLabel('账号').waitFor()
})

/** A second device, signed in as well. */
async function elsewhere(page: Page, login: Login): Promise<Page> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('The page has no browser')
  const context = await browser.newContext({ ...desk, userAgent: 'Mozilla/5.0 (iPhone) Mobile Safari/605' })
  return pages.enter(await context.newPage(), login)
}

/** The page says by itself that it was signed out, keeps what stood on it, and asks to sign in. */
const isSignedOut = (page: Page): Promise<void> => page.getByRole('dialog', { name: '登录' }).waitFor()

test('a device that is signed out elsewhere knows it at once; an administrator signs out the devices of anybody', async ({
  page,
}) => {
  await pages.enter(page, 'manager')
  const phone = await elsewhere(page, 'manager')
  await page.getByRole('link', { name: /设置/ }).first().click()
  const devices = page.getByRole('list', { name: '已登录的设备' })
  await devices.getByText('Safari · iPhone').waitFor()
  expect(await devices.getByRole('listitem').filter({ hasText: '当前设备' }).count()).toBe(1)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'devices')
  await devices.getByRole('button', { name: '下线 Safari · iPhone' }).press('Enter')
  await isSignedOut(phone)
  await expect.poll(() => devices.getByText('Safari · iPhone').count(), soon).toBe(0)
  const admin = await elsewhere(page, 'admin')
  await admin.goto(`${pages.server.url}/people/${pages.server.people.manager.me.id}`)
  await admin.getByText(`${staff.manager.name}在这些设备上登录`).waitFor()
  await admin.getByRole('button', { name: '所有设备下线' }).click()
  await isSignedOut(page)
  await Promise.all([phone, admin].map((one) => one.context().close()))
})
