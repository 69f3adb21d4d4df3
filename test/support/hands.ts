// What a person's hands do on a page, counted in the browser itself: each press of a button of the mouse and of a key, once.
import type { Page } from 'playwright-core'

/** Counts from now on what reaches the page from outside; `made` tells how many clicks and key presses there were. */
export async function countHands(page: Page): Promise<{ readonly made: () => Promise<number> }> {
  await page.evaluate(() => {
    const counted = { hands: 0 }
    Object.assign(globalThis, { counted })
    for (const kind of ['pointerdown', 'keydown'])
      addEventListener(
        kind,
        (event) => {
          if (event.isTrusted) counted.hands += 1
        },
        true,
      )
  })
  const made = (): Promise<number> =>
    page.evaluate(() => (globalThis as unknown as { counted: { hands: number } }).counted.hands)
  return { made }
}

/** Types Chinese as an input method does: each letter is a key, one more takes the word that was meant. */
export async function typeChinese(page: Page, letters: string, word: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const press = async (key: string, composed: string): Promise<void> => {
    const event = { key, windowsVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event })
    if (composed !== '')
      await session.send('Input.imeSetComposition', {
        ...{ text: composed, selectionStart: composed.length, selectionEnd: composed.length },
      })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }
  for (const [index, letter] of [...letters].entries()) await press(letter, letters.slice(0, index + 1))
  await press(' ', '')
  await session.send('Input.insertText', { text: word })
  await session.detach()
}
