// What is looked for on any screen: focus that cannot be seen, words of the other language, and what runs out of a narrow page.
import type { Page } from 'playwright-core'
import { staff } from '#test/server'
import zh from '../../src/web/app/locales/zh-CN.json' with { type: 'json' }

const mostTabs = 160

/**
 * Walks through a page with Tab, from its beginning until it comes round, and names what looked the same with focus as
 * without it.
 */
export async function unseenFocus(page: Page): Promise<readonly string[]> {
  await page.evaluate(startWalk)
  for (let step = 0; step < mostTabs; step++) {
    await page.keyboard.press('Tab')
    const isOn = await page.evaluate(() => (globalThis as unknown as Walking).step())
    // A dialog takes the first Tab to itself.
    if (!isOn && step > 1) break
  }
  return page.evaluate(() => (globalThis as unknown as Walking).end())
}

type Walking = {
  /** Keeps how what has focus looks with it; false when nothing has, or when it has been here before. */
  step: () => boolean
  end: () => Promise<readonly string[]>
}

// Runs in the page.
function startWalk(): void {
  const around = (element: Element): readonly Element[] => {
    const parents: Element[] = []
    for (let at: Element | null = element; at !== null && parents.length < 5; at = at.parentElement)
      parents.push(at)
    return [
      ...parents,
      ...[element.nextElementSibling, element.querySelector('[data-here]')].filter((one) => one !== null),
    ]
  }
  const looks = (elements: readonly Element[]): string =>
    elements
      .map((one) => {
        const { outline, boxShadow, borderColor, backgroundColor, opacity, clipPath } = getComputedStyle(one)
        return [outline, boxShadow, borderColor, backgroundColor, opacity, clipPath].join('|')
      })
      .join('\n')
  const seen = new Map<Element, { readonly elements: readonly Element[]; readonly looks: string }>()
  const walking: Walking = {
    step() {
      const { activeElement: element } = document
      if (element === null || element === document.body || seen.has(element)) return false
      const elements = around(element)
      seen.set(element, { elements, looks: looks(elements) })
      return true
    },
    async end() {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 0))
      if (seen.size === 0) return ['Tab reaches nothing']
      return [...seen]
        .filter(([element, then]) => element.isConnected && looks(then.elements) === then.looks)
        .map(([element]) => element.outerHTML.slice(0, 160))
    },
  }
  Object.assign(globalThis, walking)
}

/** Every text with the name of its key. */
const textsIn = (words: object, before = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as const] : textsIn(value, `${before}${key}.`),
  )
const texts = textsIn(zh)
const keys = texts.map(([key]) => key).filter((key) => key.includes('.'))

type Labelled = { readonly 'zh-CN': string; readonly en: string }

/** Every Chinese label in what the server tells of the workspace, unless its English is the same. */
const labelsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const { 'zh-CN': text, en } = value as Partial<Labelled>
  const own = typeof text === 'string' && typeof en === 'string' && text !== en ? [text] : []
  // Examples speak as records do.
  const { examples: _, ...rest } = value as { readonly examples?: unknown }
  return [...own, ...Object.values(rest).flatMap(labelsIn)]
}

/** What is called so in every language: languages themselves, and people. */
const names = ['中文', ...Object.values(staff).map(({ name }) => name)]

/** Chinese words of the product, which an English page may not show: of the screens, and of the definitions told. */
export const chineseWords = (metadata: unknown): readonly string[] =>
  [...new Set([...texts.map(([, text]) => text), ...labelsIn(metadata)])].filter(
    (text) => /^\p{Script=Han}{2}/u.test(text) && !text.includes('{') && !names.includes(text),
  )

/** What an English page says or names in Chinese; records keep the words that people gave them. */
export const untranslated = (page: Page, words: readonly string[]): Promise<readonly string[]> =>
  standing(page, words)

/** Which of some texts the page shows or names something with, alone. */
const standing = (page: Page, texts: readonly string[]): Promise<readonly string[]> =>
  page.evaluate((list) => {
    const known = new Set(list)
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
      found.push(node.textContent?.trim() ?? '')
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '')
    return [...new Set(found.filter((text) => known.has(text)))]
  }, texts)

/** Names of keys that stand where words should: "nav.today". */
export const bareKeys = (page: Page): Promise<readonly string[]> => standing(page, keys)

/** What is wider than the page that shows it: the page itself, its main part, or words that run out of their button. */
export const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const frames = ['html', 'main', '.ant-modal-body', '.rail-item'].flatMap((selector) => [
      ...document.querySelectorAll(selector),
    ])
    return frames
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
      .map((frame) => {
        const edge = frame.getBoundingClientRect().left + frame.clientWidth
        const widest = [...frame.querySelectorAll('*')].filter(
          (one) => one.getBoundingClientRect().right > edge + 1,
        )
        const name = (one: Element): string => `${one.tagName.toLowerCase()}.${one.getAttribute('class')}`
        return `${name(frame)} ${frame.scrollWidth} > ${frame.clientWidth}: ${widest.slice(0, 3).map(name).join(', ')}`
      })
  })
