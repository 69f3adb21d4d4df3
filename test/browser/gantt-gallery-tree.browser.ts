// Records along time, as cards with pictures, and below each other: of an object that somebody made at run time.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { picture, test } from '#test/browser'
import { barriers, openPages, type Pages, plain, soon, telephone } from '#test/pages'
import { newId } from '#test/server'

let pages: Pages
/** More than one page of a branch. */
const leaves = 130

const label = (text: string) => ({ 'zh-CN': text, en: text })

beforeAll(async () => {
  pages = await openPages({})
  const { admin, li, han } = pages.server.people
  await admin.publish({
    objects: [
      {
        ...{ name: 'x.job', label: label('工程'), kind: 'record', title: 'name' },
        fields: [
          { type: 'text', name: 'name', label: label('名称'), required: true },
          { type: 'reference', name: 'parent', label: label('上级工程'), to: 'x.job' },
          { type: 'date', name: 'begins', label: label('开工') },
          { type: 'date', name: 'ends', label: label('完工') },
          { type: 'person', name: 'owner', label: label('负责人') },
          { type: 'number', name: 'size', label: label('人天') },
          { type: 'file', name: 'photos', label: label('照片') },
        ],
        checks: [
          {
            name: 'late',
            formula: 'ISBLANK(ends) or ends <= DATE(2026, 12, 31)',
            field: 'ends',
            message: label('必须在今年内完工'),
          },
        ],
        search: ['name'],
        list: { columns: ['name', 'owner', 'size', 'begins'], sort: ['name'] },
      },
    ],
    policies: [
      {
        ...{ name: 'x.job', object: 'x.job', operations: ['*'], who: { roles: ['sales'] } },
        fields: { read: '*' as const, write: '*' as const },
      },
    ],
  })
  const [site, hall, roof] = [newId(), newId(), newId()]
  const job = (id: string, values: Record<string, string | null>) => ({
    ...{ kind: 'create' as const, object: 'x.job', id },
    values: { owner: li.me.id, ...values },
  })
  await li.write([
    job(site, { name: '新厂房', begins: '2026-06-01', ends: '2026-08-31' }),
    job(hall, { name: '大厅', parent: site, begins: '2026-06-08', ends: '2026-06-19' }),
    job(roof, { name: '屋顶', parent: site, begins: '2026-12-01', ends: '2026-12-30', owner: han.me.id }),
    ...Array.from({ length: leaves }, (_, index) =>
      job(newId(), { name: `构件 ${String(index).padStart(3, '0')}`, parent: hall, begins: null }),
    ),
  ])
})

const open = async (page: Page, search: string): Promise<void> => {
  await pages.enter(page, 'li')
  await page.goto(`${pages.server.url}/o/x.job${search}`)
}
const daysOf = async (name: string): Promise<unknown> => {
  const { begins, ends } = await pages.server.people.li.only('x.job', { name }, ['begins', 'ends'])
  return [begins, ends]
}

test('[UX-10] a timeline draws records from one day to another, gathered and around today; pulled or stepped they move as a whole, and what is refused stays', async ({
  page,
}) => {
  await open(page, '')
  await page.getByRole('button', { name: '甘特图', exact: true }).click()
  const row = (name: string): Locator => page.locator('.gantt-row').filter({ hasText: name })
  const bar = (name: string): Locator => row(name).locator('.gantt-bar')
  await bar('大厅').waitFor()
  // What has no day has no place on the line.
  expect(await page.locator('.gantt-row').count()).toBe(3)
  const width = async (name: string): Promise<number> =>
    Math.round((await bar(name).boundingBox())?.width ?? 0)
  expect(await width('大厅')).toBe(12 * 12 - 2)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'gantt')
  const box = await bar('大厅').boundingBox()
  const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 10]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 25, y, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => daysOf('大厅'), soon).toEqual(['2026-06-10', '2026-06-21'])
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(() => daysOf('大厅'), soon).toEqual(['2026-06-08', '2026-06-19'])
  // Beyond this year is refused by the object's own check, and said.
  await page.getByRole('button', { name: '看到 屋顶' }).click()
  await row('屋顶').getByRole('link').first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByText('屋顶 没有移动。 必须在今年内完工').waitFor()
  expect(await daysOf('屋顶')).toEqual(['2026-12-01', '2026-12-30'])
  await page.getByRole('button', { name: /^分组/ }).click()
  await page.getByRole('menuitem', { name: '负责人' }).click()
  const heads = async (): Promise<readonly string[]> =>
    (await page.locator('.gantt-head small').allInnerTexts()).map(plain)
  await expect.poll(async () => (await heads()).toSorted(), soon).toEqual(['1 条', '2 条'])
  await page.getByRole('button', { name: '月', exact: true }).click()
  await expect.poll(() => width('大厅'), soon).toBe(12 * 4 - 2)
  await page.setViewportSize(telephone.viewport)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page)).toEqual([])
  await picture(page, 'gantt-narrow-dark')
})

test('[UX-10] rows take the colour of the first rule that they meet, in the list and along time, and a view keeps the rules', async ({
  page,
}) => {
  await open(page, '')
  const painted = (color: string): Promise<readonly string[]> =>
    page.locator(`[data-paint="${color}"] :is(button.strong, .gantt-title .cut)`).allInnerTexts()
  await page.getByRole('button', { name: /^着色/ }).click()
  const rule = (number: number): Locator => page.getByRole('group', { name: `规则 ${number}` })
  await rule(1).getByRole('radio', { name: '绿' }).check()
  await rule(1).getByRole('textbox', { name: '值' }).fill('大厅')
  await expect.poll(() => painted('green'), soon).toEqual(['大厅'])
  await page.getByRole('button', { name: '添加规则' }).click()
  await rule(2).getByRole('textbox', { name: '值' }).fill('厅')
  await expect.poll(() => page.url(), soon).toContain('%E5%8E%85%22%5D%5D%5D%5D')
  expect(await painted('red')).toEqual([])
  await rule(2).getByRole('textbox', { name: '值' }).fill('厂')
  await expect.poll(() => painted('red'), soon).toEqual(['新厂房'])
  expect(await barriers(page)).toEqual([])
  await picture(page, 'paint')
  await page.getByRole('button', { name: '另存为视图', exact: true }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('彩色')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect.poll(() => page.url(), soon).toContain('saved=')
  await page.goto(`${pages.server.url}/o/x.job`)
  await page.getByRole('button', { name: /^视图/ }).click()
  await page.getByRole('menuitem', { name: '彩色' }).click()
  await expect.poll(() => painted('red'), soon).toEqual(['新厂房'])
  await page.getByRole('button', { name: '甘特图', exact: true }).click()
  await expect.poll(() => painted('green'), soon).toEqual(['大厅'])
  // Whoever changes a record changes its colour.
  const { li } = pages.server.people
  const { id } = await li.only('x.job', { name: '屋顶' })
  await li.update('x.job', String(id), { name: '厂屋顶' })
  await expect.poll(async () => (await painted('red')).toSorted(), soon).toEqual(['厂屋顶', '新厂房'])
  await li.update('x.job', String(id), { name: '屋顶' })
})

test('[UX-10] a gallery shows the first picture of each record, and a tree opens what stands below a record a page at a time and finds it wherever it stands', async ({
  page,
}) => {
  const { li } = pages.server.people
  await open(page, '?view=gallery')
  await page.locator('.gallery-card').filter({ hasText: '构件 000' }).waitFor()
  // A picture that is stored as people store theirs: by the page, hung on the record by the write that names it.
  const { id } = await li.only('x.job', { name: '大厅' })
  const file = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 8
    canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    const send = async (name: string, blob: Blob): Promise<string> => {
      const form = new FormData()
      form.set('file', new File([blob], name, { type: blob.type }))
      const answer = await fetch('/api/files', { method: 'POST', body: form, headers: { 'x-baton': '1' } })
      return String((await answer.json()).id)
    }
    return [
      await send('说明.txt', new Blob(['hall'], { type: 'text/plain' })),
      await send('大厅.png', picture ?? new Blob()),
    ]
  })
  await li.update('x.job', String(id), { photos: file })
  const card = page.locator('.gallery-card').filter({ hasText: '大厅' })
  await expect.poll(() => card.locator('img').getAttribute('src'), soon).toBe(`/api/files/${file[1]}`)
  await expect
    .poll(() => card.locator('img').evaluate((one: HTMLImageElement) => one.naturalWidth), soon)
    .toBe(8)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'gallery')
  await page.getByRole('button', { name: '树形', exact: true }).click()
  const tree = page.locator('.tree')
  const line = (name: string): Locator => tree.locator('.tree-row').filter({ hasText: name })
  await line('新厂房').waitFor()
  expect(await tree.locator('li').count()).toBe(1)
  await tree.getByRole('button', { name: '展开 新厂房' }).click()
  await tree.getByRole('button', { name: '展开 大厅' }).press('Enter')
  await line('构件 099').waitFor()
  expect(plain(await line('大厅').innerText())).toContain(`大厅 ${leaves}`)
  expect(await line('构件 100').count()).toBe(0)
  await tree.getByRole('button', { name: '更多' }).click()
  await line('构件 129').waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, 'tree')
  // What is opened stands in the address.
  await page.reload()
  await line('构件 000').waitFor()
  await page.getByRole('textbox', { name: '搜索', exact: true }).fill('大厅')
  await expect.poll(() => line('新厂房').count(), soon).toBe(0)
  await line('构件 000').waitFor()
  await page.setViewportSize(telephone.viewport)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await barriers(page)).toEqual([])
  await picture(page, 'tree-narrow-dark')
})
