// The big screen on a wall: what it shows, to whom, how large, and that it stays true while nobody touches it.
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'
import { type Login, newId, password } from '#test/server'

const wall = { width: 1920, height: 1080 }

let pages: Pages
/** Orders by what they are for. */
const orders = { late: '', inTime: '', draft: '' }

beforeAll(async () => {
  pages = await openPages({ motor: '20', pump: '2' })
  const { people } = pages.server
  const { li, han, boss, accountant } = people
  const { customer, motor, pump } = pages.goods
  const order = async (who: typeof li, item: string, quantity: string, promisedDate: string) => {
    const { id } = await who.create('sales.order', {
      ...{ customer, promisedDate, salesPerson: who.me.id, department: pages.server.department('sales') },
      lines: [{ item, quantity }],
    })
    return id
  }
  orders.inTime = await order(li, motor, '10', '2026-06-15')
  orders.late = await order(li, pump, '30', '2026-06-16')
  orders.draft = await order(li, motor, '1', '2026-07-15')
  const others = await order(li, motor, '2', '2026-06-15')
  await li.act('sales.order', orders.inTime, 'confirm')
  // Last, because the pumps will take all motors that are left.
  await li.act('sales.order', others, 'confirm')
  await li.act('sales.order', orders.late, 'confirm')
  const period = { metric: 'sales.orderAmount', periodStart: '2026-06-01', periodEnd: '2026-06-30' }
  await boss.create('performance.target', { ...period, name: '六月', value: '100000' })
  await boss.create('performance.target', { ...period, name: '李雷六月', value: '20000', person: li.me.id })
  await boss.create('performance.target', { ...period, name: '韩梅六月', value: '30000', person: han.me.id })
  await accountant.create('finance.receipt', { customer, amount: '12345.67', receivedOn: '2026-06-15' })
})

async function signIn(page: Page, login: Login): Promise<void> {
  page.setDefaultTimeout(30_000)
  await page.clock.setFixedTime('2026-06-15T02:00:00.000Z')
  await page.goto(`${pages.server.url}/screen`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '接力机电有限公司' }).waitFor()
}

/** A wall of a size, signed in as somebody, with everything that the server ever answered it. */
async function open(login: Login, size = wall): Promise<{ page: Page; answers: string[] }> {
  const browser = await openBrowser()
  if (browser === null) throw new Error('no browser')
  const page = await (await browser.newContext({ ...desk, viewport: size })).newPage()
  const answers: string[] = []
  page.on('response', (response) => {
    if (response.headers()['content-type']?.includes('json'))
      void response.text().then(
        (text) => answers.push(text),
        () => undefined,
      )
  })
  await signIn(page, login)
  return { page, answers }
}

const tile = async (page: Page, name: string): Promise<string> =>
  plain(await page.getByRole('region', { name }).innerText())

test('[DASH-01] orders by step, late and at risk, shipments, receipts, production and stock stand on one screen, from across the room, in light and dark', async ({
  page: _needsBrowser,
}) => {
  for (const [name, size] of Object.entries({ '1080p': wall, '4k': { width: 3840, height: 2160 } })) {
    const { page } = await open('coordinator', size)
    await expect.poll(() => tile(page, '订单在哪一步'), soon).toContain('1 销售确认')
    const read = (region: string) => expect.poll(() => tile(page, region), soon)
    // Bought and made at the same time, and both due at the same time: either may be named.
    await read('订单在哪一步').toMatch(/(1 延期 1 采购 0 生产|0 采购 1 延期 1 生产) 2 发货 0 开票/)
    await read('延期与风险').toBe('延期与风险 将延期 1 已逾期 0 有风险 0')
    await read('最急的订单').toMatch(/SO-2026-00000\d 东方水务/)
    await read('今日发货').toBe('今日发货 已发订单 0 今天还要发 2 本周已发 0')
    await read('回款').toContain('本月回款 ¥1.23万')
    await read('生产进度').toContain('缺料')
    await read('库存预警').toContain('低于安全库存 0')
    await read('准时交付').toContain('过去 12 周')
    await picture(page, `screen-${name}`)
    const frame = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
      const texts = [...document.querySelectorAll('.screen *')].filter((one) =>
        [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()),
      )
      const tiles = [...document.querySelectorAll('.tile')]
      return {
        scrolls: scrollWidth > clientWidth || scrollHeight > clientHeight,
        overfull: tiles
          .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.getAttribute('aria-label')),
        smallest: Math.min(...texts.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))),
        pointers: [...new Set(texts.map((one) => getComputedStyle(one).cursor))],
        shell: document.querySelectorAll('nav').length,
      }
    })
    // Letters of a fiftieth of a metre on a wall of 1.2 m can be read from five metres.
    expect(frame).toEqual({
      ...{ scrolls: false, overfull: [], pointers: ['none'], shell: 0 },
      smallest: expect.closeTo((24 * size.width) / 1920, 0),
    })
    for (const theme of ['light', 'dark']) {
      await page.goto(`${pages.server.url}/screen?theme=${theme}`)
      await expect.poll(() => tile(page, '回款'), soon).toContain('本月回款 ¥1.23万')
      expect(await barriers(page), theme).toEqual([])
      await picture(page, `screen-${name}-${theme}`)
    }
  }
})

test('[DASH-07] each person’s contribution to the common goal, as amount, as share of the whole and of their own target', async ({
  page: _needsBrowser,
}) => {
  const { page } = await open('boss')
  const found = await pages.server.people.boss.number({
    ...{ metric: 'sales.orderAmount', from: '2026-06-01', to: '2026-07-01' },
  })
  expect(Number(found)).toBe(16_200)
  await expect
    .poll(() => tile(page, '每个人对目标的贡献'), soon)
    .toBe(
      '每个人对目标的贡献 已完成 ¥1.62万 目标 ¥10万 · 16% 姓名 占总目标 订单金额 本人目标 销售李雷 16% ¥1.62万 81% 销售韩梅 0% ¥0 0%',
    )
})

test('[DASH-01] an account without rights to amounts is shown none, and none ever reaches its browser', async ({
  page: _needsBrowser,
}) => {
  const { page, answers } = await open('shipper')
  await expect.poll(() => tile(page, '今日发货'), soon).toContain('今天还要发 2')
  await page.waitForLoadState('networkidle').catch(() => undefined)
  const names = await page.getByRole('region').evaluateAll((all) => all.map((one) => one.ariaLabel))
  expect(names).not.toContain('回款')
  expect(names).not.toContain('每个人对目标的贡献')
  expect(await page.locator('body').innerText()).not.toContain('¥')
  expect(answers.length).toBeGreaterThan(5)
  for (const text of answers) expect(text).not.toMatch(/12345|16200|15000|1200\.00|100000/)
  await picture(page, 'screen-shipper')
})

test('[DASH-01] what somebody does elsewhere stands on the wall without a reload, and nothing flickers on the way', async ({
  page: _needsBrowser,
}) => {
  const { page } = await open('coordinator')
  await expect.poll(() => tile(page, '今日发货'), soon).toContain('已发订单 0 今天还要发 2')
  // Whatever was ever taken off the tile while it changed.
  await page.getByRole('region', { name: '今日发货' }).evaluate((one) => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    const look = () => seen.push((one as HTMLElement).innerText.replace(/\s+/g, ' '))
    new MutationObserver(look).observe(one, { childList: true, characterData: true, subtree: true })
  })
  const { shipper } = pages.server.people
  await shipper.act('sales.order', orders.inTime, 'ship', {})
  await expect.poll(() => tile(page, '今日发货'), soon).toContain('已发订单 1 今天还要发 1')
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
  for (const text of seen) expect(text).toMatch(/^今日发货 已发订单 [01] 今天还要发 [12] 本周已发 [01]$/)
})

test('[DASH-01] while the server restarts the numbers stay, with the time since when they stand still; then it is live again', async ({
  page: _needsBrowser,
}) => {
  const { page } = await open('coordinator')
  await page.getByRole('status').filter({ hasText: '实时' }).waitFor()
  await expect.poll(() => tile(page, '回款'), soon).toContain('本月回款 ¥1.23万')
  const before = await tile(page, '今日发货')
  await pages.server.restart(async () => {
    await page.getByRole('status').filter({ hasText: '连接已断，数字停在 今天 10:00' }).waitFor()
    expect(await tile(page, '今日发货')).toBe(before)
  })
  await page.getByRole('status').filter({ hasText: '实时' }).waitFor()
  const { accountant } = pages.server.people
  const { customer } = pages.goods
  await accountant.create('finance.receipt', { customer, amount: '10000', receivedOn: '2026-06-15' })
  await expect.poll(() => tile(page, '回款'), soon).toContain('本月回款 ¥2.23万')
})

test('[DASH-01] a company’s own object and its own tiles stand on the wall like ours, as soon as they are published', async ({
  page: _needsBrowser,
}) => {
  const { page } = await open('boss')
  await expect.poll(() => tile(page, '回款'), soon).toContain('本月回款')
  const { admin, boss } = pages.server.people
  const label = (text: string) => ({ 'zh-CN': text, en: text })
  await admin.publish({
    objects: [
      {
        ...{ name: 'x.visit', label: label('来访'), kind: 'record', title: 'name' },
        fields: [
          { type: 'text', name: 'name', label: label('来客') },
          { type: 'date', name: 'day', label: label('日期') },
          { type: 'decimal', name: 'people', label: label('人数'), scale: 0 },
        ],
      },
    ],
    policies: [{ name: 'x.visit', object: 'x.visit', operations: ['*'], who: { everyone: true } }],
    metrics: [
      {
        ...{ name: 'x.visits', label: label('来访次数'), object: 'x.visit', take: 'count', by: 'day' },
        ...{ dimensions: [], format: 'number' },
      },
    ],
    tiles: [
      {
        ...{ name: 'x.today', label: label('今日来访'), place: 1 },
        numbers: [
          { metric: 'x.visits', period: 'today' },
          { object: 'x.visit', where: 'people > 0', sum: 'people', label: label('总人数') },
        ],
      },
    ],
  })
  await expect.poll(() => tile(page, '今日来访'), soon).toBe('今日来访 来访次数 0 总人数 —')
  const visit = { kind: 'create', object: 'x.visit' } as const
  await boss.write([
    { ...visit, id: newId(), values: { name: '张总', day: '2026-06-15', people: '3' } },
    { ...visit, id: newId(), values: { name: '王总', day: '2026-06-14', people: '4' } },
  ])
  await expect.poll(() => tile(page, '今日来访'), soon).toBe('今日来访 来访次数 1 总人数 7')
})
