import { readFileSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as pw } from 'playwright-core'

const base = 'http://127.0.0.1:3911'
const browser = await pw.launch({
  args: chromium.args.filter((a) => a !== '--single-process'),
  executablePath: await chromium.executablePath(),
  headless: true,
})
const ctx = await browser.newContext({
  viewport: { width: 1440, height: 900 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
})
const page = await ctx.newPage()
page.on('console', (m) => {
  if (['error', 'warning'].includes(m.type())) console.log('  console', m.type(), m.text().slice(0, 300))
})
page.on('pageerror', (e) => console.log('  PAGEERROR', e.message.slice(0, 500)))
page.setDefaultTimeout(6000)
const step = async (name: string, run: () => Promise<unknown>) => {
  try {
    const r = await run()
    console.log('ok  ', name, r === undefined ? '' : JSON.stringify(r))
  } catch (e) {
    console.log('FAIL', name, String(e).slice(0, 600))
    await page.screenshot({ path: `/tmp/baton-mock/fail-${name.replace(/\W+/g, '-')}.png` })
  }
}
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const audit = async (name: string) => {
  await page.evaluate(axe)
  const r: any = await page.evaluate(() =>
    (globalThis as any).axe.run(document, { resultTypes: ['violations'] }),
  )
  console.log(
    'axe ',
    name,
    r.violations.map((v: any) =>
      `${v.impact}:${v.id}×${v.nodes.length} ${v.nodes[0].target} ${v.nodes[0].any?.[0]?.message ?? ''}`.slice(
        0,
        230,
      ),
    ),
  )
}
const fail = (status: number, problems: any[]) =>
  fetch(base + '/mock/fail', { method: 'POST', body: JSON.stringify({ status, problems }) })
await step('wrong password', async () => {
  await page.goto(base)
  await page.getByLabel('账号').fill('lina')
  await page.getByLabel('密码').fill('x')
  await page.keyboard.press('Enter')
  await page.getByText('账号或密码不对').waitFor()
})
await audit('sign-in')
await step('sign in', async () => {
  await page.getByLabel('密码').fill('baton')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('我持棒').waitFor()
})
await audit('today')
await step('create by C', async () => {
  await page.locator('body').press('c')
  await page.getByPlaceholder('新建什么？').waitFor()
  await page.keyboard.type('销售')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/o/sales.order/new')
})
await audit('new')
await step('type and reload', async () => {
  await page.getByLabel('客户采购单').fill('PO-777')
  await page.reload()
  await page.getByText('这是上次没有保存的内容').waitFor()
  return page.getByLabel('客户采购单').inputValue()
})
await step('pick a reference', async () => {
  await page.getByLabel('客户 *').click()
  await page.keyboard.type('宁波海曙百货 9')
  await page.locator('.ant-select-item-option').first().waitFor()
  await page.waitForTimeout(600)
  await page.locator('.ant-select-item-option', { hasText: '宁波海曙百货 9' }).first().click()
})
await step('add a line by keyboard', async () => {
  await page.getByRole('button', { name: '添加一行' }).click()
  await page.waitForTimeout(300)
  await page.keyboard.type('遥控')
  await page.waitForTimeout(700)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('灰')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1,200')
  await page.keyboard.press('Enter')
  await page.waitForTimeout(200)
  return page.locator('.grid tbody tr').count()
})
await step('server error beside the field', async () => {
  await fail(422, [
    { code: 'x', path: ['0', 'promisedDate'], params: {}, message: '请先填写承诺交期' },
    { code: 'x', path: ['1', 'price'], params: {}, message: '这一行没有单价' },
  ])
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByText('请先填写承诺交期').waitFor()
  await page.getByText('这一行没有单价').waitFor()
  await page.screenshot({ path: '/tmp/baton-mock/formerror.png' })
  return page.getByLabel('客户采购单').inputValue()
})
await step('expired session keeps the page', async () => {
  await fetch(base + '/mock/expire')
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.getByText('登录已过期').waitFor()
  await page.screenshot({ path: '/tmp/baton-mock/expired.png' })
  await page.getByLabel('密码').fill('baton')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('登录已过期').waitFor({ state: 'detached' })
  return page.getByLabel('客户采购单').inputValue()
})
await step('save opens the room', async () => {
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await page.waitForURL('**/room/sales.order/*')
  await page.locator('.lines-table').getByText('1,200').first().waitFor()
  return page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('baton.draft')))
})
await step('act confirm', async () => {
  await page.getByRole('button', { name: '确认订单' }).click()
  await page.getByText('已确认订单').waitFor()
})
await step('comment', async () => {
  const box = page.getByRole('textbox', { name: '说点什么，@ 提及同事' })
  await box.fill('第一条')
  await box.press('Enter')
  await page.locator('.spoken', { hasText: '第一条' }).waitFor()
  return box.inputValue()
})
await step('dialog asks for what is missing', async () => {
  await page.getByRole('button', { name: '取消订单' }).click()
  await page.getByText('取消后预留的库存会释放').waitFor()
  await page.locator('.ant-modal').getByRole('button', { name: '取消订单' }).click()
  await page.getByText('请填写').waitFor()
  await page.screenshot({ path: '/tmp/baton-mock/dialog.png' })
  await audit('dialog')
  await page.keyboard.press('Escape')
})
await step('list J K Enter and neighbours', async () => {
  await page.goto(base + '/o/masterdata.party?sort=code&f.region=south')
  await page.locator('.list-row').nth(3).waitFor()
  await page.locator('body').press('j')
  await page.locator('body').press('j')
  await page.locator('body').press('Enter')
  await page.waitForURL('**/o/masterdata.party/*')
  const first = await page.locator('h1').innerText()
  await page.waitForTimeout(300)
  await page.locator('body').press('j')
  await page.waitForTimeout(400)
  return [first, await page.locator('h1').innerText(), page.url().split('?')[1]]
})
await audit('one')
await step('inline edit and rollback', async () => {
  const cell = page.locator('[data-field=name]')
  await cell.focus()
  await page.keyboard.press('F2')
  await page.locator('#inline-name').fill('改名')
  await fail(409, [{ code: 'records.conflict', path: ['0'], params: {}, message: '别人先改了' }])
  await page.keyboard.press('Enter')
  await page.getByText('名称没有保存').waitFor()
  await page.waitForTimeout(300)
  return page.locator('[data-field=name]').innerText()
})
await step('inline edit and undo', async () => {
  await page.locator('[data-field=name]').click()
  await page.locator('#inline-name').fill('改名二')
  await page.keyboard.press('Enter')
  await page.getByText('名称已保存').waitFor()
  const now = await page.locator('[data-field=name]').innerText()
  await page.locator('body').press('Control+z')
  await page.waitForTimeout(500)
  return [now, await page.locator('[data-field=name]').innerText()]
})
await step('inline select', async () => {
  await page.locator('[data-field=grade]').click()
  await page.waitForTimeout(300)
  await page.screenshot({ path: '/tmp/baton-mock/inlinesel.png' })
  await page.keyboard.press('Escape')
})
await step('list filter chip', async () => {
  await page.goto(base + '/o/sales.order')
  await audit('list')
  await page.getByRole('button', { name: '状态', exact: true }).first().click()
  await page.getByRole('menuitem', { name: '草稿' }).click()
  await page.waitForTimeout(500)
  await page.screenshot({ path: '/tmp/baton-mock/chip.png' })
  return [page.url(), await page.locator('h1').innerText()]
})
await step('search', async () => {
  await page.keyboard.press('Escape')
  await page.waitForTimeout(300)
  await page.locator('h1').click()
  await page.locator('body').press('/')
  await page.keyboard.type('SO-2026-0018')
  await page.waitForTimeout(800)
  return page.url()
})
await step('palette', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('1842')
  await page.locator('[cmdk-item]').first().waitFor()
  await page.waitForTimeout(300)
  await page.screenshot({ path: '/tmp/baton-mock/palette.png' })
  await page.keyboard.press('Enter')
  await page.waitForURL('**/room/**')
})
await page.waitForTimeout(700)
await audit('room')
await step('shortcuts dialog', async () => {
  await page.locator('body').press('?')
  await page.locator('.shortcuts').waitFor()
  const n = await page.locator('.shortcuts > div').allInnerTexts()
  await page.keyboard.press('Escape')
  return n
})
await step('inbox', async () => {
  await page.goto(base + '/inbox')
  await page.getByText('赵磊持棒').waitFor()
  await audit('inbox')
  await page.waitForTimeout(300)
  await page.locator('body').press('e')
  await page.getByText('赵磊持棒').waitFor({ state: 'detached' })
  await page.locator('body').press('e')
  await page.getByText('没有消息').waitFor()
  return page.locator('.badge').count()
})
await step('live: another person changes, board follows', async () => {
  await page.goto(base + '/board/sales.order')
  await page.locator('.board-card').first().waitFor()
  await audit('board')
  const before = await page.locator('.board-card').count()
  const q = await (
    await fetch(base + '/api/query', {
      method: 'POST',
      body: JSON.stringify({ object: 'flow.task', filter: { field: 'status', is: 'eq', value: 'accepted' } }),
    })
  ).json()
  await fetch(base + '/api/write', {
    method: 'POST',
    headers: { 'x-baton': '1' },
    body: JSON.stringify({
      changes: [{ kind: 'act', object: 'flow.task', id: q.rows[0].id, action: 'deliver', input: {} }],
    }),
  })
  await page.waitForTimeout(1000)
  return [before, await page.locator('.board-card').count()]
})
await step('board drag', async () => {
  await page.goto(
    base +
      '/o/masterdata.party?view=board&q=%E6%B7%B1%E5%9C%B3%E5%8D%8E%E5%BC%BA%E7%94%B5%E5%AD%90%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8%2081',
  )
  await page.locator('.board-card').first().waitFor()
  const cols = page.locator('.board-column')
  const from = await cols.first().locator('h2').innerText()
  await cols
    .first()
    .locator('li')
    .first()
    .focus()
    .catch(() => {})
  await cols.first().locator('.board-card').first().focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.waitForTimeout(600)
  return [from, await cols.first().locator('h2').innerText()]
})
await step('scroll 3000 rows', async () => {
  await page.goto(base + '/o/masterdata.party')
  await page.locator('.list-row').nth(3).waitFor()
  for (let i = 0; i < 30; i++) {
    await page.locator('.list-frame').evaluate((e) => {
      e.scrollTop = e.scrollHeight
    })
    await page.waitForTimeout(120)
  }
  return [await page.locator('.list-row').count(), await page.locator('.list-row').last().innerText()]
})
await step('settings english dark', async () => {
  await page.goto(base + '/settings')
  await page.getByText('English').click()
  await page.getByText('Sign out').waitFor()
  await page.getByText('Dark', { exact: true }).click()
  await page.waitForTimeout(400)
  await audit('settings')
  await page.goto(base + '/')
  await page.getByText('I hold').waitFor()
  await page.waitForTimeout(600)
  await audit('today dark')
  await page.screenshot({ path: '/tmp/baton-mock/today-en.png' })
  await page.goto(base + '/o/sales.order')
  await page.locator('.list-row').nth(3).waitFor()
  await audit('list dark')
})
await browser.close()
