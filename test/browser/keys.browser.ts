// Finding, doing and moving by the keyboard alone: the palette, the listed keys, from record to record, and the way back to a list.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, heldBack, openPages, type Pages, plain, soon } from '#test/pages'
import { password } from '#test/server'
import { makeTrips, makeVisits } from '#test/visits'

let pages: Pages
let huaqiang = ''

beforeAll(async () => {
  pages = await openPages({})
  await makeVisits(pages.server, 130, [3])
  const { li } = pages.server.people
  const { goods, server } = pages
  const lines = [{ item: goods.motor, quantity: '1' }]
  await server.people.han.create('sales.order', {
    customer: goods.customer,
    promisedDate: '2026-06-24',
    lines,
  })
  huaqiang = String((await li.create('masterdata.party', { name: '深圳华强', isCustomer: true })).id)
})

const visits = (search = ''): string => `${pages.server.url}/o/x.visit${search}`
const palette = (page: Page): Locator => page.getByRole('dialog', { name: '搜索或执行…' })
const options = (page: Page): Locator => palette(page).getByRole('option')
const heading = (page: Page): Promise<string> =>
  page.getByRole('heading', { level: 1 }).innerText().then(plain)

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('[UX-01] Ctrl-K finds records, pages and what may be done with the record on the screen, by pinyin initials, with arrows, Enter and Esc alone', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await press(page, 'Control+k')
  await palette(page).getByRole('combobox').waitFor()
  await page.keyboard.type('szhq')
  await expect.poll(() => options(page).first().innerText(), soon).toContain('深圳华强')
  await picture(page, 'palette')
  expect(await barriers(page)).toEqual([])
  await press(page, 'Enter')
  await expect.poll(() => heading(page), soon).toContain('深圳华强')
  expect(page.url()).toContain(huaqiang)

  // Its own action, asked for by its initials: 记录联系.
  await press(page, 'Control+k')
  await page.keyboard.type('jllx')
  await expect.poll(() => options(page).first().innerText(), soon).toContain('记录联系')
  await press(page, 'Enter')
  await page.getByRole('dialog', { name: '记录联系' }).waitFor()
  await press(page, 'Escape')
  await page.getByRole('dialog', { name: '记录联系' }).waitFor({ state: 'hidden' })

  // A page, reached by the arrows: the best match is chosen already, one down and up again.
  await press(page, 'Control+k')
  await page.keyboard.type('xx')
  await expect.poll(() => options(page).first().innerText(), soon).toContain('消息')
  await press(page, 'Backspace', 'Backspace', 'ArrowDown', 'ArrowUp')
  await page.keyboard.type('tongshi')
  await expect.poll(() => palette(page).innerText(), soon).toContain('没有找到')
  await press(page, 'Control+a')
  await page.keyboard.type('ts')
  await expect.poll(() => options(page).first().innerText(), soon).toContain('同事')
  await press(page, 'Enter')
  await expect.poll(() => heading(page), soon).toBe('同事')

  await press(page, 'Control+k', 'Escape')
  await palette(page).waitFor({ state: 'hidden' })
  await press(page, 'Control+k')
  await palette(page).waitFor()
  await press(page, 'Control+k')
  await palette(page).waitFor({ state: 'hidden' })
})

test('[UX-01] what is typed before the palette itself has come is in it when it has', async ({ page }) => {
  await pages.enter(page, 'li')
  const search = page.getByRole('button', { name: '搜索或执行…' })
  await search.focus()
  const letGo = await heldBack(page, '**/assets/palette-*.js')
  await press(page, 'Control+k')
  await palette(page).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.type('szh')
  letGo()
  const line = palette(page).getByRole('combobox')
  await line.waitFor()
  expect(await line.inputValue()).toBe('szh')
  await page.keyboard.type('q')
  expect(await line.inputValue()).toBe('szhq')
  await expect.poll(() => options(page).first().innerText(), soon).toContain('深圳华强')
  await press(page, 'Escape')
  await palette(page).waitFor({ state: 'hidden' })
  await expect.poll(() => search.evaluate((it) => it === document.activeElement), soon).toBe(true)
})

test('[UX-01] a word that is composed while the palette comes is finished where it was begun', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  const letGo = await heldBack(page, '**/assets/palette-*.js')
  const session = await page.context().newCDPSession(page)
  await press(page, 'Control+k')
  await palette(page).getByRole('textbox').waitFor()
  await session.send('Input.imeSetComposition', { text: 'huaqiang', selectionStart: 8, selectionEnd: 8 })
  const come = page.waitForResponse(/assets\/palette-.*\.js/)
  letGo()
  await (await come).finished()
  await page.waitForTimeout(200)
  expect(await palette(page).getByRole('textbox').inputValue()).toBe('huaqiang')
  await session.send('Input.insertText', { text: '华强' })
  const line = palette(page).getByRole('combobox')
  await line.waitFor()
  expect(await line.inputValue()).toBe('华强')
  await expect.poll(() => options(page).first().innerText(), soon).toContain('深圳华强')
})

test('[UX-01] what an input method is composing neither opens the palette nor looks for anything, and its Enter chooses nothing', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(visits())
  const search = page.getByRole('textbox', { name: '搜索' })
  await search.click()
  const session = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const processed = { type: 'rawKeyDown', windowsVirtualKeyCode: 229 } as const
  await compose('k')
  await session.send('Input.dispatchKeyEvent', { ...processed, key: 'k', modifiers: 2 })
  expect(await palette(page).count()).toBe(0)
  await session.send('Input.insertText', { text: '' })
  await press(page, 'Control+k')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/search')) asked.push(new URL(request.url()).searchParams.get('q') ?? '')
  })
  await palette(page).getByRole('combobox').waitFor()
  await compose('huaqiang')
  await session.send('Input.dispatchKeyEvent', { ...processed, key: 'Enter' })
  expect(await palette(page).count()).toBe(1)
  await session.send('Input.insertText', { text: '华强' })
  await expect.poll(() => options(page).first().innerText(), soon).toContain('深圳华强')
  expect(asked).toEqual(['华强'])
})

test('[UX-02] C makes a new record from anywhere with what is on the screen first, / searches, ? lists the keys, and each of them works', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(visits())
  await page.getByText('拜访 0001').waitFor()
  // Typed into an input, keys are letters.
  await press(page, '/')
  const search = page.getByRole('textbox', { name: '搜索' })
  await expect.poll(() => search.evaluate((box) => box === document.activeElement), soon).toBe(true)
  await page.keyboard.type('c?/jk')
  expect(await search.inputValue()).toBe('c?/jk')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await search.fill('')
  await search.blur()
  await page.getByText('拜访 0001').waitFor()

  await press(page, 'j', '?')
  const help = page.getByRole('dialog', { name: '快捷键和帮助' })
  await help.waitFor()
  const listed = (await help.locator('kbd').allInnerTexts()).map(plain)
  expect(listed.toSorted()).toEqual(['/', '?', 'C', 'Ctrl K', 'Ctrl Z', 'Enter', 'J', 'K'].toSorted())
  await picture(page, 'keys-help')
  expect(await barriers(page)).toEqual([])
  await press(page, 'Escape')
  await help.waitFor({ state: 'hidden' })

  const row = (name: string): Locator => page.getByRole('row').filter({ hasText: name })
  const isAt = (name: string) => () => row(name).getAttribute('data-at')
  await press(page, 'j')
  await expect.poll(isAt('拜访 0002'), soon).toBe('true')
  await press(page, 'k')
  await expect.poll(isAt('拜访 0001'), soon).toBe('true')
  await press(page, 'Enter')
  await expect.poll(() => heading(page), soon).toContain('拜访 0001')
  // The key is there with its button: when it is known that this may be changed.
  await page.getByRole('button', { name: '编辑' }).waitFor()
  await press(page, 'e')
  await expect.poll(() => heading(page), soon).toContain('编辑')
  await page.getByRole('button', { name: '取消' }).click()

  // On a visit, a visit is the first choice; from a page of no object, what was made last.
  await page.getByRole('button', { name: '编辑' }).waitFor()
  await press(page, 'c')
  const ask = page.getByRole('dialog').getByRole('option')
  await expect.poll(() => ask.first().innerText(), soon).toContain('新建拜访')
  await press(page, 'Enter')
  await expect.poll(() => heading(page), soon).toBe('新建拜访')
  await page.goto(`${pages.server.url}/inbox`)
  await page.getByRole('heading', { name: '消息' }).waitFor()
  await press(page, 'c')
  await expect.poll(() => ask.first().innerText(), soon).toContain('新建拜访')
  await page.keyboard.type('bj')
  await expect.poll(() => ask.first().innerText(), soon).toContain('新建报价')
  await press(page, 'Escape', '/')
  await palette(page).waitFor()
})

test('[UX-03] J twice from row 3 is row 5 of the same view with the same tab, further than what is loaded, and the list is found again as it was left', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  // Planned visits, the dearest first: 129, 126, 123, …
  await page.goto(visits('?f.stage=plan&sort=-amount'))
  const title = (number: number): string => `拜访 ${String(number).padStart(4, '0')}`
  await page.getByRole('button', { name: title(123) }).click()
  await expect.poll(() => heading(page), soon).toContain(title(123))
  await page.getByRole('button', { name: '变更', exact: true }).click()
  await expect.poll(() => page.url(), soon).toContain('kind=event')
  await press(page, 'j')
  await expect.poll(() => heading(page), soon).toContain(title(120))
  await press(page, 'j')
  await expect.poll(() => heading(page), soon).toContain(title(117))
  const address = new URL(page.url()).searchParams
  expect([address.get('f.stage'), address.get('sort'), address.get('kind')]).toEqual([
    'plan',
    '-amount',
    'event',
  ])
  expect(await page.getByRole('button', { name: '变更', exact: true }).getAttribute('aria-pressed')).toBe(
    'true',
  )
  await press(page, 'k')
  await expect.poll(() => heading(page), soon).toContain(title(120))

  // All of them: the hundredth is the last that is loaded, and J goes on.
  await page.goto(visits('?cols=name,amount'))
  await page.getByText(title(1)).waitFor()
  const frame = page.locator('.list-frame')
  const mark = (number: number): Locator => page.getByRole('checkbox', { name: `选择 ${title(number)}` })
  await mark(2).check()
  await frame.evaluate((element) => element.scrollTo({ top: 40 * 96 }))
  await page.getByRole('button', { name: title(99), exact: true }).click()
  await expect.poll(() => heading(page), soon).toContain(title(99))
  for (const number of [100, 101, 102]) {
    await press(page, 'j')
    await expect.poll(() => heading(page), soon).toContain(title(number))
  }
  await page.getByRole('navigation', { name: '所在位置' }).getByRole('link', { name: '拜访' }).click()
  await page.getByRole('button', { name: title(102), exact: true }).waitFor()
  expect(await frame.evaluate((element) => element.scrollTop)).toBeGreaterThan(40 * 80)
  expect(
    await page
      .getByRole('row')
      .filter({ hasText: title(102) })
      .getAttribute('data-at'),
  ).toBe('true')
  expect(await page.getByRole('toolbar', { name: '已选记录' }).innerText()).toContain('1')
  expect(page.url()).toContain('cols=name,amount')
  await frame.evaluate((element) => element.scrollTo({ top: 0 }))
  expect(await mark(2).isChecked()).toBe(true)
})

test('what a list refers to comes along with its rows by name: however far somebody scrolls, pages are all that is asked for', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.postData() ?? ''))
  await page.goto(visits('?cols=name,owner,amount'))
  const rows = page.locator('.list-row')
  await rows.filter({ hasText: '销售李雷' }).first().waitFor()
  const frame = page.locator('.list-frame')
  const last = rows.filter({ hasText: '拜访 0130' }).filter({ hasText: '销售' })
  for (let at = 0; at < 100; at += 10) await frame.evaluate((one, top) => one.scrollTo({ top }), 40 * at)
  const toEnd = async (): Promise<number> => {
    await frame.evaluate((one) => one.scrollTo({ top: one.scrollHeight }))
    return last.count()
  }
  await expect.poll(toEnd, soon).toBe(1)
  const read = asked.filter((one) => one.startsWith('{"object":"x.visit"') && one.includes('"owner$title"'))
  expect(read).toHaveLength(2)
  expect(asked.filter((one) => one.includes('"filter":{"field":"id","is":"in"'))).toEqual([])
})

/** Layout shift that nobody asked for, since the page was opened: a size, as browsers measure it. */
const shifted = (page: Page): Promise<{ readonly sum: number; readonly moved: readonly string[] }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0
        const moved: string[] = []
        type Source = {
          readonly node: Node | null
          readonly previousRect: DOMRect
          readonly currentRect: DOMRect
        }
        type Shift = PerformanceEntry & {
          readonly value: number
          readonly hadRecentInput: boolean
          readonly sources: readonly Source[]
        }
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
            if (!hadRecentInput) {
              sum += value
              for (const { node, previousRect: before, currentRect: after } of sources)
                moved.push(
                  `${node instanceof Element ? `${node.tagName} ${node.className}` : node?.nodeName}: ${before.y} → ${after.y}`,
                )
            }
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve({ sum, moved }))))
      }),
  )

type Asking = { readonly url: string; readonly body: string }

/** Holds back, or refuses, what a page asks for while `isIt` holds; `let` answers what was held and everything after. */
async function withhold(page: Page, isIt: (asking: Asking) => boolean, isRefused: boolean) {
  const held: (() => void)[] = []
  let isOver = false
  await page.route('**/api/**', async (route) => {
    const asking = { url: route.request().url(), body: route.request().postData() ?? '' }
    if (isOver || !isIt(asking)) return route.fallback()
    if (isRefused) return route.fulfill({ status: 400, json: { problems: [] } })
    await new Promise<void>((resolve) => held.push(resolve))
    return route.fallback()
  })
  return () => {
    isOver = true
    for (const answer of held) answer()
  }
}

test('[UX-27] records, board, inbox, today, stream and related records wait with bones, jump nowhere, fail with a way to try again, and teach while they are empty', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  const { url } = pages.server
  const asks = (object: string) => (asking: Asking) =>
    /\/api\/(query|questions)$/.test(asking.url) && asking.body.includes(`"object":"${object}"`)
  const lists = [
    { name: 'records', path: '/o/x.visit', isIt: asks('x.visit'), shows: page.getByText('拜访 0001') },
    {
      name: 'board',
      path: '/board/sales.order',
      isIt: ({ url: asked }: Asking) => asked.endsWith('/api/summary'),
      shows: page.locator('.board'),
    },
    {
      name: 'inbox',
      path: '/inbox',
      isIt: asks('notify.message'),
      shows: page.locator('main .state:not([role="alert"]) strong'),
    },
    { name: 'today', path: '/', isIt: asks('flow.task'), shows: page.getByText('手上没有事') },
    {
      name: 'stream',
      path: `/o/masterdata.party/${huaqiang}`,
      isIt: ({ url: asked }: Asking) => asked.includes('/history'),
      shows: page.locator('.stream article').first(),
    },
    {
      name: 'related',
      path: `/o/masterdata.party/${huaqiang}`,
      isIt: asks('sales.order'),
      shows: page.getByRole('navigation', { name: '相关' }).getByText('0').first(),
    },
  ]
  const found: Record<string, Awaited<ReturnType<typeof shifted>>> = {}
  for (const { name, path, isIt, shows } of lists) {
    const go = await withhold(page, isIt, false)
    await page.goto(`${url}${path}`)
    await page.locator('main [aria-busy="true"]').first().waitFor()
    await picture(page, `waiting-${name}`)
    go()
    await shows.waitFor()
    await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' })
    found[name] = await shifted(page)
    await page.unrouteAll({ behavior: 'ignoreErrors' })

    const mend = await withhold(page, isIt, true)
    await page.goto(`${url}${path}`)
    const retry = page.locator('main').getByRole('button', { name: '再试一次' })
    await retry.first().waitFor()
    await picture(page, `failed-${name}`)
    if (name === 'related') expect(await barriers(page)).toEqual([])
    mend()
    // All at once: each is gone as soon as its own list is there.
    await retry.evaluateAll((buttons) => {
      for (const button of buttons as HTMLElement[]) button.click()
    })
    await shows.waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
  for (const [name, { sum, moved }] of Object.entries(found))
    expect(sum, `${name}: ${moved.join('; ')}`).toBeLessThanOrEqual(0.05)
})

test('[UX-27] an empty list waits, fails and then teaches: one way to begin and, for whoever may, rows that are examples and nothing else', async ({
  page,
}) => {
  const { server } = pages
  await makeTrips(server)
  await pages.enter(page, 'han')
  const asks = (asking: Asking) =>
    asking.url.endsWith('/api/query') && asking.body.includes('"object":"x.trip"')
  const trips = `${server.url}/o/x.trip`
  const answer = await withhold(page, asks, false)
  await page.goto(trips)
  await page.locator('main [aria-busy="true"]').first().waitFor()
  answer()
  await page.getByText('还没有出差').waitFor()
  expect((await shifted(page)).sum).toBeLessThanOrEqual(0.05)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const mend = await withhold(page, asks, true)
  await page.goto(trips)
  const retry = page.locator('main').getByRole('button', { name: '再试一次' })
  await retry.waitFor()
  mend()
  await retry.click()
  await page.getByText('还没有出差').waitFor()
  await page.unrouteAll({ behavior: 'ignoreErrors' })

  // Made of the fields of an object that somebody made at run time.
  const main = page.getByRole('main')
  const begin = main.locator('.state').getByRole('button', { name: '新建出差' })
  await begin.waitFor()
  const wrote: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/write') && (request.postData() ?? '').includes('x.trip'))
      wrote.push(request.url())
  })
  await main.getByRole('button', { name: '看看填好的样子' }).click()
  const examples = page.getByRole('region', { name: '示例' })
  const rows = examples.locator('tbody tr')
  await rows.first().waitFor()
  expect((await rows.allInnerTexts()).map(plain)).toEqual([
    expect.stringMatching(/^示例 ?示例出差 1 计划 .*韩梅.* ¥1,200\.00/),
    expect.stringMatching(/^示例 ?示例出差 2 完成 .*韩梅.* ¥2,400\.00/),
    expect.stringMatching(/^示例 ?示例出差 3 取消 .*韩梅.* ¥3,600\.00/),
  ])
  expect(await examples.getByRole('link').count()).toBe(0)
  await picture(page, 'examples-made')
  expect(await barriers(page)).toEqual([])
  await main.getByRole('button', { name: '收起示例' }).click()
  await examples.waitFor({ state: 'hidden' })

  // Told by the definition of a shipped one, on a telephone, in English and in the dark.
  await page.goto(`${server.url}/o/crm.lead`)
  await main.getByRole('button', { name: '看看填好的样子' }).click()
  await examples.getByText('东方水务工程有限公司').waitFor()
  await picture(page, 'examples')
  await page.goto(`${server.url}/settings`)
  await page.getByText('English', { exact: true }).click()
  await page.setViewportSize({ width: 375, height: 812 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${server.url}/o/crm.lead`)
  expect(await heading(page)).toMatch(/^Leads/)
  await main.getByRole('button', { name: 'See it with examples' }).click()
  const told = page.getByRole('region', { name: 'Examples' })
  await told.getByText('Eastern Waterworks').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'examples-telephone')

  // Whoever may only read is offered neither.
  const reader = await arrive('keeper')
  await reader.goto(trips)
  await reader.getByText('还没有出差').waitFor()
  expect(await reader.getByRole('main').locator('.state').getByRole('button').count()).toBe(0)

  // They are stored nowhere, and gone with the first record.
  expect(wrote).toEqual([])
  expect((await server.people.han.query({ object: 'x.trip', count: true })).total).toMatchObject({ value: 0 })
  await server.people.han.create('x.trip', { name: '去上海' })
  await page.goto(trips)
  await page.getByText('去上海').waitFor()
  expect(await main.getByRole('button', { name: 'See it with examples' }).count()).toBe(0)
})

/** Signs in as somebody who has not been here before: nothing keeps the tour away. */
async function arrive(login: string): Promise<Page> {
  const context = await (await openBrowser())?.newContext(desk)
  if (context === undefined) throw new Error('There is no browser')
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const told = page.waitForResponse((answer) =>
    (answer.request().postData() ?? '').includes('views.preference'),
  )
  await page.goto(pages.server.url)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await (await told).finished()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
  return page
}

test('somebody new is shown around once in five steps by the keyboard, in no other browser again, and finds the tour in the help', async ({
  page: _needsBrowser,
}) => {
  const first = await arrive('agent')
  const tour = first.getByRole('dialog')
  await tour.getByText('第 1 步，共 5 步').waitFor()
  await picture(first, 'tour')
  expect(await barriers(first)).toEqual([])
  const titles: string[] = []
  for (let step = 0; step < 5; step++) {
    titles.push(await tour.getByRole('heading').innerText())
    if (step < 4) await press(first, 'ArrowRight')
  }
  expect(titles).toEqual(['今日', '销售订单主线', '交接', '消息', '找和做'])
  await tour.getByRole('button', { name: '开始使用' }).press('Enter')
  await tour.waitFor({ state: 'hidden' })
  const kept = () => pages.server.people.agent.find('views.preference', {})
  await expect.poll(async () => JSON.stringify((await kept())[0]), soon).toContain('"toured":true')

  const second = await arrive('agent')
  await second.getByRole('heading', { level: 1 }).waitFor()
  expect(await second.getByRole('dialog').count()).toBe(0)
  await second.getByRole('button', { name: '快捷键和帮助' }).click()
  await second.getByRole('button', { name: '认识接力' }).click()
  await second.getByText('第 1 步，共 5 步').waitFor()
  await press(second, 'Escape')
  await second.getByText('第 1 步，共 5 步').waitFor({ state: 'hidden' })
  for (const page of [first, second]) await page.context().close()
})

test('everybody finds who is who by department and pinyin initials, with what they hold as far as the reader may see it', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/people`)
  const people = page.getByRole('list', { name: '同事' })
  const names = async (): Promise<readonly string[]> => (await people.locator('b').allInnerTexts()).map(plain)
  await expect.poll(() => names().then(({ length }) => length), soon).toBe(13)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('navigation', { name: '部门' }).getByRole('button', { name: '销售部' }).click()
  await expect
    .poll(() => names().then((all) => all.toSorted()), soon)
    .toEqual(['销售李雷', '销售经理王芳', '销售韩梅'].toSorted())
  await page.getByRole('navigation', { name: '部门' }).getByRole('button', { name: '所有人' }).click()
  await press(page, '/')
  await page.keyboard.type('bgysl')
  await expect.poll(names, soon).toEqual(['保管员孙丽'])
  expect(page.url()).toContain('q=bgysl')
  await people.getByRole('link').click()
  await expect.poll(() => heading(page), soon).toBe('保管员孙丽')
  await page.getByText('仓储部').first().waitFor()
  await page.getByText('手上没有你能看到的事').waitFor()

  // What is said of Han's order is said to who may see it.
  await page.goto(`${pages.server.url}/settings`)
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByLabel('账号').waitFor()
  await pages.enter(page, 'manager')
  await page.goto(`${pages.server.url}/people?q=xshm`)
  await expect.poll(() => people.innerText().then(plain), soon).toContain('销售部 手上 1 件：销售确认')
  await picture(page, 'people')
  await people.getByRole('link').click()
  await page.getByRole('link', { name: /销售确认/ }).waitFor()
  await picture(page, 'person')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: /销售确认/ }).click()
  await page.getByRole('list', { name: '订单主线' }).waitFor()
})

test('[DQ-07] what a field is for is said in forms, over columns and where a value is changed in place, to the keyboard and to screen readers', async ({
  page,
}) => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/masterdata.party`)
  const head = page.getByRole('columnheader', { name: '名称' }).getByRole('button')
  await head.focus()
  const layer = page.locator('.help-layer')
  await expect.poll(() => layer.innerText(), soon).toBe('营业执照上的全称')
  expect(await head.getAttribute('aria-description')).toBe('营业执照上的全称')
  await picture(page, 'help-column')
  await press(page, 'Escape')
  expect(await layer.count()).toBe(0)
  await page.goto(`${pages.server.url}/o/masterdata.party/${huaqiang}`)
  await page.getByRole('button', { name: '名称 是什么' }).focus()
  await expect.poll(() => layer.innerText(), soon).toBe('营业执照上的全称')
  await page.locator('[data-field="name"]').press('Enter')
  const box = page.getByRole('textbox', { name: '名称' })
  expect(await box.getAttribute('aria-description')).toBe('营业执照上的全称')
  await expect.poll(() => layer.innerText(), soon).toBe('营业执照上的全称')
  await press(page, 'Escape')
  await page.goto(`${pages.server.url}/o/masterdata.party/new`)
  const name = page.getByLabel('名称', { exact: false }).first()
  const says = (await name.getAttribute('aria-describedby')) ?? ''
  expect(await page.locator(`#${says}`).innerText()).toBe('营业执照上的全称')
  await name.focus()
  await expect.poll(() => layer.innerText(), soon).toBe('营业执照上的全称')
  // One press of Tab leads to the next input, whose help is shown in its turn; the sign is for the hand.
  await press(page, 'Tab')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), soon).toBe('f-isCustomer')
  expect(await layer.innerText()).toContain('我们卖给它就勾')
  await press(page, 'Escape')
  expect(await layer.count()).toBe(0)
  await page
    .locator('.field', { has: page.locator('#f-taxNumber') })
    .locator('.help-sign')
    .hover()
  await expect.poll(() => layer.innerText(), soon).toContain('客户开票资料')
  await picture(page, 'help-form')
})
