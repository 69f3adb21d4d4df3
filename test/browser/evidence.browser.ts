// What stages claim against what can be shown for it, as a manager reads it.
import { beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'
import { barriers, choose, openPages, type Pages, plain, soon } from '#test/pages'
import type { TestServer } from '#test/server'

let enter: Pages['enter']
let server: TestServer
let hollow = ''

beforeAll(async () => {
  const pages = await openPages({})
  enter = pages.enter
  server = pages.server
})

test('[OPP-02] a stage is entered with its evidence alone, and who lost it since is found in the standing report', async ({
  page,
}) => {
  const { li } = server.people
  const customer = await li.create('masterdata.party', { name: '南江泵业' })
  const made = async (name: string) =>
    (await li.create('crm.opportunity', { name, customer: customer.id })).id
  const sound = await made('年度框架')
  hollow = await made('新品首批')
  const reached = { outcome: 'reached', nextStep: '报价', nextAt: '2026-06-17T02:00:00.000Z' }
  for (const id of [sound, hollow]) {
    await li.update('crm.opportunity', id, { need: '十二台电机' })
    await li.act('crm.opportunity', id, 'logContact', { kind: 'call', ...reached })
    await expect(li.act('crm.opportunity', id, 'advance', { stage: 'proposal' })).rejects.toMatchObject({
      codes: ['records.stageNeeds'],
    })
    await li.act('crm.opportunity', id, 'logContact', { kind: 'demo', ...reached })
    await li.act('crm.opportunity', id, 'advance', { stage: 'proposal' })
  }
  await li.update('crm.opportunity', hollow, { need: null })

  await enter(page, 'manager')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await page.getByRole('link', { name: '声称与证据' }).click()
  const stage = page.getByRole('table', { name: '商机' }).getByRole('row', { name: /^方案演示/ })
  await expect
    .poll(async () => (await stage.getByRole('cell').allInnerTexts()).map(plain), soon)
    .toEqual(['2', '1', '1 条'])
  await stage.getByText('1 条').click()
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'evidence')
  await stage.getByRole('link', { name: '新品首批' }).click()
  await page.getByRole('heading', { name: '新品首批' }).waitFor()
})

test('[CONT-08] a stage is set back against the path after a reason and a second confirmation alone, and the record says who and why', async ({
  page,
}) => {
  await enter(page, 'manager')
  await page.goto(`${server.url}/o/crm.opportunity/${hollow}`)
  await page.getByRole('button', { name: '越级更改…' }).click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: '确认越级更改' })
  await choose(page, dialog.getByRole('combobox', { name: '改为' }), '首次接触')
  await dialog.getByRole('textbox', { name: '理由' }).fill('客户换了负责人，重新开始')
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByRole('checkbox').check()
  await expect.poll(() => barriers(page), soon).toEqual([])
  await picture(page, 'override')
  await confirm.click()
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(() => page.getByRole('region', { name: '阶段' }).locator('[aria-current="step"]').innerText(), soon)
    .toContain('首次接触')
  await page.getByText('客户换了负责人，重新开始').first().waitFor()
  expect(
    (await server.people.li.metadata()).objects.find(({ name }) => name === 'crm.opportunity')?.operations,
  ).not.toContain('override')
})
