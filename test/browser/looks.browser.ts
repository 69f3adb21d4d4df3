// What a screen suggests before anybody has done anything: what blanks become, which button is the one, and where a telephone puts the rest.
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, test } from '#test/browser'
import { openPages, type Pages, plain, soon, telephone, told } from '#test/pages'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '5' })
})

test('a new record shows what it begins with: switches stand as they will be saved, blanks say what they become', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/masterdata.party/new`)
  const name = page.getByRole('textbox', { name: '名称' })
  await name.fill('东海泵业')
  const active = page.getByRole('switch', { name: '启用' })
  expect(await active.getAttribute('aria-checked')).toBe('true')
  expect(await page.getByRole('switch', { name: '供应商' }).getAttribute('aria-checked')).toBe('false')
  const owner = page.locator('[data-field="owner"]')
  expect(plain(await owner.innerText())).toContain(`留空则为${pages.server.people.li.me.name}`)
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByRole('heading', { name: '东海泵业' }).waitFor()
  const saved = await pages.server.people.li.only('masterdata.party', { name: '东海泵业' })
  expect(saved).toMatchObject({ active: true, isSupplier: false, owner: pages.server.people.li.me.id })
})

test('what the program made is told as the system’s, and an address that was cut off names no record', async ({
  page,
}) => {
  const { server } = pages
  await pages.enter(page, 'admin')
  await page.goto(`${server.url}/o/identity.person/${server.people.li.me.id}`)
  await expect.poll(async () => (await told(page)).join('\n'), soon).toContain('系统 新建')
  await page.goto(`${server.url}/o/identity.person/${server.people.li.me.id.slice(0, 20)}`)
  await page.getByText('没有这条记录，或者你看不到').waitFor()
})

test('calling an order off is never the button that stands out, even while confirming it still lacks something', async ({
  page,
}) => {
  const { server, goods } = pages
  const line = { item: goods.motor, quantity: '1', price: '100', taxRate: '0.13' }
  const order = await server.people.li.create('sales.order', { customer: goods.customer, lines: [line] })
  await pages.enter(page, 'li')
  await page.goto(`${server.url}/room/sales.order/${order.id}`)
  const turn = page.getByRole('region', { name: '轮到你' })
  const confirm = turn.getByRole('button', { name: '确认订单' })
  await confirm.waitFor()
  expect(await confirm.isDisabled()).toBe(true)
  const off = turn.getByRole('button', { name: '取消订单' })
  expect(await off.getAttribute('class')).not.toContain('primary')
  const names = (await turn.getByRole('button').allInnerTexts()).map(plain)
  expect(names.indexOf('确认订单')).toBeLessThan(names.indexOf('取消订单'))
})

test('on a telephone the head of a list is one line, and what else can be done lies in the row below it', async ({
  skip,
}) => {
  const browser = await openBrowser()
  if (browser === null) return skip('no browser')
  const context = await browser.newContext({ ...desk, ...telephone })
  const page = await pages.enter(await context.newPage(), 'li')
  await page.goto(`${pages.server.url}/o/masterdata.party`)
  await page.getByRole('button', { name: '新建往来单位' }).waitFor()
  const head = page.locator('.list-page > .page-head')
  const middles = await head.locator('h1, button').evaluateAll((all) =>
    all.map((one) => {
      const { top, height } = one.getBoundingClientRect()
      return Math.round(top + height / 2)
    }),
  )
  expect(middles.length).toBeGreaterThan(2)
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(6)
  await page.getByRole('button', { name: '新建往来单位' }).click()
  await page.getByRole('textbox', { name: '名称' }).waitFor()
  await context.close()
})
