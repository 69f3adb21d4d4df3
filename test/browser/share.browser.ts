// A view shared with somebody who has no account: fields that are not on the list are neither on the page nor in what is sent.
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon, telephone } from '#test/pages'
import { makeVisits } from '#test/visits'

let pages: Pages

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 30)
  await pages.server.people.admin.publish({
    policies: [
      { name: 'x.visit.share', object: 'x.visit', operations: ['share'], who: { roles: ['sales'] } },
    ],
  })
})

test('[UX-12] a view is shared by a link with chosen fields, a term and a password; what is hidden is absent from the page and from what is sent, and the link is taken back', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.visit?f.stage=done&sort=-amount`)
  await page.getByRole('button', { name: '分享', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: '金额' }).uncheck()
  await dialog.getByRole('checkbox', { name: '负责人' }).uncheck()
  await dialog.getByRole('checkbox', { name: '需要密码' }).check()
  await dialog.getByLabel('标题').fill('已完成的拜访')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'share-dialog')
  await dialog.getByRole('button', { name: '生成链接' }).click()
  const address = await dialog.getByRole('textbox', { name: '链接', exact: true }).inputValue()
  const password = await dialog.getByRole('textbox', { name: '密码', exact: true }).inputValue()
  expect(address).toMatch(/\/share#[a-z0-9_]+\.share\.[\w-]{43}$/)
  await dialog.getByRole('button', { name: '已经存好' }).click()
  // Somebody else's browser, which has never signed in.
  const context = await (await openBrowser())?.newContext(desk)
  if (context === undefined) throw new Error('There is no browser')
  const stranger = await context.newPage()
  stranger.setDefaultTimeout(30_000)
  await stranger.clock.setFixedTime('2026-06-15T02:00:00.000Z')
  const sent: string[] = []
  stranger.on('response', async (answer) => {
    if (answer.url().includes('/api/')) sent.push(await answer.text().catch(() => ''))
  })
  await stranger.goto(address)
  await stranger.getByLabel('密码').fill('wrong')
  await stranger.getByRole('button', { name: '打开' }).click()
  await stranger.getByText('密码不对').waitFor()
  expect(await barriers(stranger)).toEqual([])
  await stranger.getByLabel('密码').fill(password)
  await stranger.getByRole('button', { name: '打开' }).click()
  await stranger.getByRole('heading', { name: '已完成的拜访' }).waitFor()
  const table = stranger.getByRole('table')
  expect((await table.getByRole('columnheader').allInnerTexts()).map(plain)).toEqual([
    ...['主题', '阶段', '计划日期', '把握', '加急'],
  ])
  expect(await table.getByRole('row').count()).toBe(11)
  await stranger.getByText(/销售李雷 分享，有效期至/).waitFor()
  expect(await barriers(stranger)).toEqual([])
  await picture(stranger, 'shared')
  const { id, owner } = await pages.server.people.li.only('x.visit', { name: '拜访 0001' }, ['owner'])
  const html = await stranger.content()
  for (const hidden of ['¥', 'amount', '金额', 'inclusive', '负责人', String(owner), String(id), '计划中']) {
    expect(html, hidden).not.toContain(hidden)
    expect(
      sent.filter((text) => text.includes(hidden)),
      hidden,
    ).toEqual([])
  }
  await stranger.setViewportSize(telephone.viewport)
  await stranger.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(stranger)).toEqual([])
  await picture(stranger, 'shared-narrow-dark')
  // Taken back, it leads nowhere; how often it was opened stands beside it.
  const [link] = await pages.server.people.li.find('views.link', {})
  expect(link).toMatchObject({ openings: '1', state: 'open' })
  await pages.server.people.li.update('views.link', String(link?.id), { state: 'ended' })
  await stranger.reload()
  await stranger.getByText('这个页面不存在').waitFor({ timeout: soon.timeout })
  // Without the right there is no button.
  await pages.enter(await context.newPage(), 'keeper').then(async (keeper) => {
    await keeper.goto(`${pages.server.url}/o/x.visit`)
    await keeper.locator('.list-row').first().waitFor()
    expect(await keeper.getByRole('button', { name: '分享', exact: true }).count()).toBe(0)
  })
})

test('[UX-12] one order is shared from its room: the customer sees what was chosen of it, and of no other', async ({
  page,
}) => {
  const { li } = pages.server.people
  const order = () =>
    li.create('sales.order', {
      ...{ customer: pages.goods.customer, promisedDate: '2026-07-01' },
      lines: [{ item: pages.goods.motor, quantity: '4', price: '1250', taxRate: '0.13' }],
    })
  const [mine, other] = [await order(), await order()]
  const numbers = await Promise.all(
    [mine, other].map(async ({ id }) => String((await li.one('sales.order', id)).number)),
  )
  await pages.enter(page, 'admin')
  await page.goto(`${pages.server.url}/room/sales.order/${mine.id}`)
  await page.getByRole('button', { name: '更多' }).first().click()
  await page.getByRole('menuitem', { name: '分享…' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByLabel('标题').inputValue(), soon).toBe(numbers[0])
  await dialog.getByRole('checkbox', { name: '金额', exact: true }).uncheck()
  await picture(page, 'share-order')
  await dialog.getByRole('button', { name: '生成链接' }).click()
  const address = await dialog.getByRole('textbox', { name: '链接', exact: true }).inputValue()
  const context = await (await openBrowser())?.newContext(desk)
  const stranger = await context?.newPage()
  if (!context || !stranger) throw new Error('There is no browser')
  await stranger.goto(address)
  await stranger.getByText(String(numbers[0])).first().waitFor()
  const seen = plain(await stranger.locator('main').innerText())
  expect(seen).toContain('07-01')
  for (const hidden of [String(numbers[1]), '毛利', '¥']) expect(seen).not.toContain(hidden)
  await picture(stranger, 'shared-order')
  await context.close()
})
