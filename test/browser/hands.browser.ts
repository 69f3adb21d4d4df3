// Two people at the same record, one who takes back what was removed, and a server that goes away in the middle of it.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import type { Change } from '#kernel/records'
import { desk, openBrowser, picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon } from '#test/pages'
import { type Login, newId } from '#test/server'

let pages: Pages

const label = (text: string) => ({ 'zh-CN': text, en: text })
const option = (key: string, text: string) => ({ key, label: label(text) })

beforeAll(async () => {
  pages = await openPages({})
  const { admin } = pages.server.people
  await admin.publish({
    objects: [
      {
        ...{ name: 'x.job', label: label('工单'), kind: 'record', title: 'name' },
        fields: [
          { name: 'name', type: 'text', label: label('名称'), required: true },
          { name: 'number', type: 'autoNumber', label: label('单号'), pattern: 'J-{000}' },
          {
            ...{ name: 'stage', type: 'select', label: label('阶段'), default: "'idea'" },
            options: [option('idea', '想法'), option('doing', '进行'), option('done', '完成')],
          },
          { name: 'phone', type: 'text', label: label('电话') },
          { name: 'note', type: 'text', label: label('备注') },
          { name: 'floor', type: 'text', label: label('底价') },
          { name: 'customer', type: 'reference', to: 'masterdata.party', label: label('客户') },
          { name: 'lines', type: 'lines', object: 'x.jobLine', by: 'job', label: label('明细') },
          {
            ...{ name: 'total', type: 'rollup', label: label('总数'), object: 'x.jobLine', by: 'job' },
            ...{ take: 'sum', field: 'quantity', result: 'decimal' },
          },
        ],
        list: { columns: ['name', 'stage', 'phone', 'note', 'total'], sort: ['name'], board: 'stage' },
      },
      {
        ...{ name: 'x.jobLine', label: label('工单明细'), kind: 'record', title: 'item' },
        fields: [
          { name: 'job', type: 'reference', to: 'x.job', owner: true, label: label('工单'), required: true },
          { name: 'item', type: 'text', label: label('物料'), required: true },
          { name: 'quantity', type: 'decimal', scale: 2, label: label('数量') },
        ],
        list: { columns: ['item', 'quantity'] },
      },
    ],
    policies: [
      {
        ...{ name: 'x.job', object: 'x.job', operations: ['*'], who: { roles: ['sales'] } },
        fields: { read: { except: ['floor'] }, write: { except: ['floor'] } },
      },
      {
        ...{ name: 'x.job.all', object: 'x.job', operations: ['*'], who: { roles: ['salesManager'] } },
        fields: { read: '*', write: '*' },
      },
      {
        ...{ name: 'x.jobLine', object: 'x.jobLine', operations: ['read', 'create', 'update', 'remove'] },
        ...{ who: { roles: ['sales', 'salesManager'] }, via: 'job', fields: { read: '*', write: '*' } },
      },
    ],
  })
})

/** A job with lines, each of one; answers their ids by item, the job's own under its name. */
async function job(name: string, items: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const ids = Object.fromEntries([name, ...items].map((item) => [item, newId()]))
  const { customer } = pages.goods
  const create = (object: string, id: string, values: Record<string, string>): Change => ({
    ...{ kind: 'create', object, id, values },
  })
  await pages.server.people.han.write([
    create('x.job', ids[name] ?? '', { name, phone: '100', note: '旧', customer }),
    ...items.map((item) =>
      create('x.jobLine', ids[item] ?? '', { job: ids[name] ?? '', item, quantity: '1' }),
    ),
  ])
  return ids
}

const stored = (name: string) => pages.server.people.manager.only('x.job', { name })

const cell = (page: Page, name: string, field: string): Locator =>
  page.getByRole('row').filter({ hasText: name }).locator(`[id$="-${field}"]`)

/** Opens the input of a cell and types into it, without leaving it. */
async function typeInto(page: Page, name: string, field: string, title: string, text: string): Promise<void> {
  await cell(page, name, field).dblclick()
  await page.getByRole('textbox', { name: title }).fill(text)
}

/** The next write of a page waits until it is let go. */
async function hold(page: Page): Promise<{ readonly release: () => void }> {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(
    '**/api/write',
    async (route) => {
      await held
      await route.continue()
    },
    { times: 1 },
  )
  return { release: () => release() }
}

async function open(page: Page, login: Login, path: string): Promise<Page> {
  await pages.enter(page, login)
  await page.goto(`${pages.server.url}${path}`)
  return page
}

async function another(login: Login, path: string): Promise<Page> {
  const context = await (await openBrowser())?.newContext(desk)
  if (context === undefined) throw new Error('There is no browser')
  return open(await context.newPage(), login, path)
}

const toastOf = (page: Page, text: string): Locator => page.locator('.toast').filter({ hasText: text })

test('[UX-08] a cell that two people change is lost to neither: what was there, theirs with who and when, and mine are laid side by side', async ({
  page,
}) => {
  const { 甲: id = '' } = await job('甲')
  const { han } = pages.server.people
  await open(page, 'li', '/o/x.job')
  // Another field is no business of this one: both stand, and nobody is asked.
  await typeInto(page, '甲', 'phone', '电话', '101')
  await han.update('x.job', id, { note: '韩的' })
  await page.keyboard.press('Enter')
  await toastOf(page, '电话已保存').waitFor()
  expect(await stored('甲')).toMatchObject({ phone: '101', note: '韩的' })

  await typeInto(page, '甲', 'phone', '电话', '111')
  await han.update('x.job', id, { phone: '222' })
  await page.keyboard.press('Enter')
  const told = toastOf(page, '电话没有保存。 销售韩梅 已在 今天 10:00 改过它。')
  await told.waitFor()
  await expect.poll(() => cell(page, '甲', 'phone').innerText(), soon).toContain('222')
  await told.getByRole('button', { name: '比较' }).click()
  const dialog = page.getByRole('dialog', { name: '电话：两个人都改了' })
  const sides = plain(await dialog.locator('dl').innerText())
  expect(sides).toBe('原来 101 对方 销售韩梅 今天 10:00 222')
  expect(await dialog.getByLabel('我的').inputValue()).toBe('111')
  expect(await barriers(page)).toEqual([])
  await picture(page, 'hands-one')
  await dialog.getByLabel('我的').fill('111 / 222')
  await dialog.getByRole('button', { name: '保存我的' }).click()
  await toastOf(page, '电话已保存').last().waitFor()
  await expect.poll(async () => (await stored('甲')).phone, soon).toBe('111 / 222')
  await expect.poll(() => page.locator('.cell-fault').count(), soon).toBe(0)
})

test('[UX-08] a field changed where it stands on the record keeps what was typed beside theirs until one is chosen', async ({
  page,
}) => {
  const { 乙: id = '' } = await job('乙')
  await open(page, 'li', `/o/x.job/${id}`)
  await page.getByTitle('修改备注').click()
  await page.getByRole('textbox', { name: '备注' }).fill('李的')
  await pages.server.people.han.update('x.job', id, { note: '韩的' })
  await page.getByRole('textbox', { name: '备注' }).press('Enter')
  const field = page.locator('[data-field="note"]')
  await expect
    .poll(async () => plain(await field.innerText()), soon)
    .toBe('韩的 销售韩梅 已在 今天 10:00 改过它。')
  // Taken up again where it was left.
  await field.click()
  expect(await page.getByRole('textbox', { name: '备注' }).inputValue()).toBe('李的')
  await page.getByRole('textbox', { name: '备注' }).press('Enter')
  await expect.poll(async () => (await stored('乙')).note, soon).toBe('李的')
  await expect.poll(async () => plain(await field.innerText()), soon).toBe('李的')
})

test('[UX-08] a whole form with lines asks only for what both touched, and merges what one side added, changed or removed', async ({
  page,
}) => {
  const ids = await job('丙', ['轴', '泵', '阀', '管'])
  const id = ids.丙 ?? ''
  const { han, manager } = pages.server.people
  await open(page, 'li', `/o/x.job/${id}?edit=1`)
  await page.getByRole('textbox', { name: '电话' }).fill('李的')
  await page.getByRole('textbox', { name: '备注' }).fill('李的备注')
  const grid = page.getByRole('table', { name: '明细' })
  const quantity = (index: number): Locator => grid.getByRole('textbox', { name: '数量' }).nth(index)
  // 轴 and 阀 get another quantity, 泵 goes, a line is added.
  await quantity(0).fill('5')
  await quantity(2).fill('7')
  await grid.getByRole('button', { name: '删除' }).nth(1).click()
  await page.getByRole('button', { name: '添加一行' }).click()
  await grid.getByRole('textbox', { name: '物料' }).last().fill('李加的')
  const line = (item: string, values: Record<string, string>): Change => ({
    ...{ kind: 'update', object: 'x.jobLine', id: ids[item] ?? '', values },
  })
  await han.write([
    { kind: 'update', object: 'x.job', id, values: { phone: '韩的', name: '丙改' } },
    line('轴', { quantity: '6' }),
    line('泵', { quantity: '8' }),
    { kind: 'remove', object: 'x.jobLine', id: ids.阀 ?? '' },
    {
      ...{ kind: 'create', object: 'x.jobLine', id: newId() },
      values: { job: id, item: '韩加的', quantity: '2' },
    },
  ])
  await manager.update('x.job', id, { floor: '88' })
  const save = page.getByRole('button', { name: '保存', exact: true })
  await save.click()
  const table = page.getByRole('table', { name: '两人都改过的内容' })
  await table.waitFor()
  const rows = async (): Promise<readonly string[]> =>
    (await table.getByRole('row').allInnerTexts()).map(plain).toSorted()
  expect(await rows()).toEqual([
    '字段 原来 对方 我',
    '泵 · 数量 1 8 销售韩梅 今天 10:00 用对方的 我删除了这一行 用我的',
    '电话 100 韩的 销售韩梅 今天 10:00 用对方的 李的 用我的',
    '轴 · 数量 1 6 销售韩梅 今天 10:00 用对方的 5 用我的',
    '阀 已删除 销售韩梅 今天 10:00 用对方的 我改过这一行 用我的',
  ])
  expect(await page.getByText('底价').count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'hands-form')
  await page.setViewportSize({ width: 375, height: 812 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), soon)
    .toBeLessThanOrEqual(375)
  // Colours fade into each other.
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'hands-form-telephone')
  await page.setViewportSize({ width: 1440, height: 900 })
  await save.click()
  await page.getByText('请先选好每一处用谁的').waitFor()
  const choose = (name: string): Promise<void> => table.getByRole('button', { name }).click()
  await choose('电话：用对方的')
  await choose('轴 · 数量：用我的')
  await choose('泵 · 数量：用我的')
  await choose('阀：用我的')
  await save.click()
  await page.getByRole('heading', { name: '丙改' }).waitFor()
  await expect
    .poll(() => stored('丙改'), soon)
    .toMatchObject({ phone: '韩的', note: '李的备注', floor: '88' })
  const lines = await han.find('x.jobLine', { job: id })
  expect(Object.fromEntries(lines.map(({ item, quantity: many }) => [item, many]))).toEqual({
    ...{ 轴: '5.00', 阀: '7.00', 管: '1.00', 李加的: null, 韩加的: '2.00' },
  })
})

test('[UX-06] a change stands on the page before the server has answered; refused, it goes back, says which field and why, and what was typed is there to be taken up', async ({
  page,
}) => {
  const { 丁: id = '' } = await job('丁')
  await open(page, 'li', '/o/x.job')
  await cell(page, '丁', 'phone').waitFor()
  const first = await hold(page)
  await typeInto(page, '丁', 'phone', '电话', '333')
  await page.keyboard.press('Enter')
  await expect.poll(() => cell(page, '丁', 'phone').innerText(), soon).toBe('333')
  expect((await stored('丁')).phone).toBe('100')
  await pages.server.people.han.update('x.job', id, { phone: '444' })
  first.release()
  await toastOf(page, '电话没有保存。 销售韩梅 已在').waitFor()
  await expect.poll(() => cell(page, '丁', 'phone').innerText(), soon).toContain('444')
  await cell(page, '丁', 'phone').dblclick()
  expect(await page.getByRole('textbox', { name: '电话' }).inputValue()).toBe('333')
  await page.keyboard.press('Escape')

  await page.goto(`${pages.server.url}/o/x.job?view=board`)
  const card = page.locator('.board-cards li').filter({ hasText: '丁' })
  await card.waitFor()
  const column = (name: string): Locator =>
    page.locator('section.board-column').filter({ has: page.getByRole('heading', { name }) })
  const second = await hold(page)
  await card.getByRole('link').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await column('进行').getByText('丁').waitFor()
  await pages.server.people.han.update('x.job', id, { stage: 'done' })
  second.release()
  await toastOf(page, '丁 没有移动。 销售韩梅 已在 今天 10:00 改过它。').waitFor()
  await column('完成').getByText('丁').waitFor()
})

test('[UX-09] one change in a list is seen in another’s list, groups, board, record and counts, without loading again, and only by who may see it', async ({
  page,
}) => {
  const { 戊: id = '' } = await job('戊')
  const { customer } = pages.goods
  await open(page, 'li', '/o/x.job')
  const [board, record, grouped, party] = await Promise.all(
    ['/o/x.job?view=board', `/o/x.job/${id}`, '/o/x.job?group=stage', `/o/masterdata.party/${customer}`].map(
      async (path) => {
        const other = await page.context().newPage()
        await other.goto(`${pages.server.url}${path}`)
        return other
      },
    ),
  )
  if (!board || !record || !grouped || !party) throw new Error('There are no pages')
  const column = (name: string): Locator =>
    board.locator('section.board-column').filter({ has: board.getByRole('heading', { name }) })
  /** How many are done, as a group's head and a column's say. */
  const done = async (): Promise<readonly (string | undefined)[]> => {
    const heads = [grouped.locator('.group-row').filter({ hasText: '完成' }), column('完成').locator('h2')]
    return Promise.all(heads.map(async (head) => /\d+/.exec(plain(await head.first().innerText()))?.[0]))
  }
  const related = (): Promise<string> =>
    party.getByRole('navigation', { name: '相关' }).getByRole('link', { name: /^工单/ }).first().innerText()
  const total = (): Promise<string> => page.locator('h1 small').innerText()
  await column('想法').getByText('戊').waitFor()
  await expect.poll(related, soon).toMatch(/\d/)
  await pages.server.people.han.update('x.job', (await job('己')).己 ?? '', { stage: 'done' })
  await column('完成').getByText('己').waitFor()
  const many = (await pages.server.people.li.find('x.job', { stage: 'done' })).length
  await expect.poll(done, soon).toEqual([`${many}`, `${many}`])
  const [countBefore, totalBefore] = [plain(await related()), await total()]
  const theirs = await another('han', '/o/x.job')
  await typeInto(theirs, '戊', 'phone', '电话', '555')
  await theirs.keyboard.press('Enter')
  await expect.poll(() => cell(page, '戊', 'phone').innerText(), soon).toBe('555')
  await expect.poll(() => record.locator('[data-field="phone"]').innerText(), soon).toBe('555')
  await pages.server.people.han.update('x.job', id, { stage: 'done' })
  await column('完成').getByText('戊').waitFor()
  await expect.poll(() => cell(page, '戊', 'stage').innerText(), soon).toBe('完成')
  await expect.poll(done, soon).toEqual([`${many + 1}`, `${many + 1}`])
  await job('癸')
  await expect.poll(async () => plain(await related()), soon).not.toBe(countBefore)
  await expect.poll(total, soon).not.toBe(totalBefore)
  // What nobody here may read is not told: neither the value nor that there is one.
  await pages.server.people.manager.update('x.job', id, { floor: '9988', phone: '666' })
  await expect.poll(() => record.locator('[data-field="phone"]').innerText(), soon).toBe('666')
  await record.locator('.stream').getByText('销售经理王芳').first().waitFor()
  expect(await record.getByText(/底价|9988/).count()).toBe(0)
  await theirs.context().close()
})

test('[UX-09] a page that was told that it missed something reads again', async ({ page }) => {
  const { 子: id = '' } = await job('子')
  await pages.enter(page, 'li')
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  // It is told nothing but this, and is not to ask for another stream before the test is over.
  await page.route('**/api/live', async (route) => {
    await held
    const body = 'retry: 600000\nid: 1\nevent: gap\ndata: {}\n\n'
    await route.fulfill({ contentType: 'text/event-stream', body })
  })
  await page.goto(`${pages.server.url}/o/x.job`)
  await expect.poll(() => cell(page, '子', 'phone').innerText(), soon).toBe('100')
  await pages.server.people.han.update('x.job', id, { phone: '999' })
  release()
  await expect.poll(() => cell(page, '子', 'phone').innerText(), soon).toBe('999')
})

test('[UX-07] a removed record comes back by Ctrl-Z with its lines and its number, and several come back together', async ({
  page,
}) => {
  const { 庚: id = '' } = await job('庚', ['轴', '泵'])
  const { number } = await stored('庚')
  await open(page, 'li', `/o/x.job/${id}`)
  await page.getByRole('button', { name: '删除' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
  await toastOf(page, '已删除 庚').waitFor()
  await page.getByRole('heading', { name: '工单' }).waitFor()
  expect(await pages.server.people.han.find('x.job', { name: '庚' })).toEqual([])
  await page.keyboard.press('Control+z')
  await toastOf(page, '已恢复 庚').waitFor()
  await page.getByRole('heading', { name: '庚' }).waitFor()
  expect(await stored('庚')).toMatchObject({ number, phone: '100', total: '2' })
  expect(await page.getByRole('table').getByRole('row').count()).toBe(3)
  await page.getByText('恢复', { exact: false }).first().waitFor()

  await job('辛一', ['轴'])
  await job('辛二', ['泵'])
  await page.goto(`${pages.server.url}/o/x.job`)
  for (const name of ['辛一', '辛二'])
    await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check()
  await page.getByRole('toolbar', { name: '已选记录' }).getByRole('button', { name: '删除' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /确认删除 2 条/ }).click()
  await dialog.getByRole('button', { name: '撤销' }).click()
  await expect
    .poll(async () => [(await stored('辛一')).total, (await stored('辛二')).total], soon)
    .toEqual(['1', '1'])
})

test('where the browser’s own store does not answer, work goes on all the same', async ({ page }) => {
  await page.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB)
    const silent = (...asked: Parameters<typeof open>): IDBOpenDBRequest => {
      const request = open(...asked)
      for (const name of ['success', 'error', 'upgradeneeded', 'blocked'])
        request.addEventListener(name, (event) => event.stopImmediatePropagation())
      return request
    }
    Object.defineProperty(indexedDB, 'open', { value: silent })
  })
  const { 寅: id = '' } = await job('寅', ['轴'])
  await open(page, 'li', `/o/x.job/${id}`)
  await page.getByRole('button', { name: '删除' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
  await toastOf(page, '已删除 寅').waitFor()
  expect(await pages.server.people.han.find('x.job', { name: '寅' })).toEqual([])
})

test('while the server is away nothing typed is lost, the page says so and comes back by itself, and what was on its way is done once', async ({
  page,
}) => {
  const { 壬: id = '' } = await job('壬', ['轴'])
  await open(page, 'li', `/o/x.job/${id}?edit=1`)
  const list = await page.context().newPage()
  await list.goto(`${pages.server.url}/o/x.job`)
  await cell(list, '壬', 'note').waitFor()
  await page.getByRole('textbox', { name: '电话' }).fill('777')
  const lost = (one: Page): Locator => one.getByRole('status').filter({ hasText: '正在重新连接' })
  await pages.server.restart(async () => {
    await lost(page).waitFor()
    await lost(list).waitFor()
    await picture(page, 'hands-lost')
    expect(await page.getByRole('textbox', { name: '电话' }).inputValue()).toBe('777')
    await typeInto(list, '壬', 'note', '备注', '服务器不在时写的')
    await list.keyboard.press('Enter')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    expect(await cell(list, '壬', 'note').innerText()).toBe('服务器不在时写的')
  })
  await page.getByRole('heading', { name: '壬' }).waitFor()
  await expect.poll(async () => (await stored('壬')).phone, soon).toBe('777')
  await expect.poll(async () => (await stored('壬')).note, soon).toBe('服务器不在时写的')
  await lost(page).waitFor({ state: 'detached' })
  await lost(list).waitFor({ state: 'detached' })
  // Live again: what another does is seen.
  await pages.server.people.han.update('x.job', id, { note: '回来了' })
  await expect.poll(() => cell(list, '壬', 'note').innerText(), soon).toBe('回来了')

  // The server did it and died before it could say so.
  await list.route(
    '**/api/write',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await typeInto(list, '壬', 'phone', '电话', '888')
  await list.keyboard.press('Enter')
  await toastOf(list, '电话已保存').last().waitFor()
  const changes = (await pages.server.people.han.history('x.job', id)).filter(({ after }) => 'phone' in after)
  expect(changes.map(({ after }) => after.phone)).toEqual(['888', '777', '100'])
})
