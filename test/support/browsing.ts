// How people of the test company use its pages: signing in, going somewhere, choosing, and what bars the way to some of them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { type Login, password, staff, type TestServer } from '#test/server'

/** Patience with what arrives over the wire. */
export const soon = { timeout: 15_000 }

/** Signs in through the page. */
export async function enter(page: Page, server: TestServer, login: Login, instant: string): Promise<Page> {
  page.setDefaultTimeout(soon.timeout)
  await page.clock.setFixedTime(instant)
  await page.goto(server.url)
  await signIn(page, login)
  await page.getByRole('heading', { name: staff[login].name }).waitFor()
  return page
}

export async function signIn(page: Page, login: Login): Promise<void> {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Goes to the records of an object by the navigation. */
export async function go(page: Page, group: string, object: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: '主导航' })
  await navigation.getByRole('button', { name: group }).click()
  await navigation.getByRole('link', { name: object, exact: true }).click()
  await page.getByRole('heading', { name: object }).waitFor()
}

/** Chooses in a picker by typing a part of what is looked for. */
export async function pick(page: Page, box: Locator, text: string): Promise<void> {
  await box.click()
  await box.fill(text)
  await page.locator('.ant-select-dropdown:visible').getByTitle(text, { exact: true }).click()
}

/** Chooses in a picker that has few choices and is not typed into. */
export async function choose(page: Page, box: Locator, text: string): Promise<void> {
  await box.click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(text, { exact: true }).click()
}

export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = typeof import('axe-core')

/** Serious faults that axe-core finds on the page, as "rule: element". */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations, passes } = await axe.run(document)
    if (passes.length === 0) throw new Error('Nothing was looked at')
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}
