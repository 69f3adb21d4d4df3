// The pictures that the manual and the README show, taken by browser tests: which they are, and how they are kept small.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const folder = join(import.meta.dirname, '../../docs/guide/images')

/** The name of a test's picture, and the file that it is kept in. */
const kept: Readonly<Record<string, string>> = {
  'main-line': 'order-room.png',
  'today-zh-CN-1440-light': 'look-today.webp',
  'list-zh-CN-1440-dark': 'look-list-dark.webp',
  'customer-zh-CN-1440-light': 'look-customer.webp',
  'board-en-1440-light': 'look-board-en.webp',
  'room-en-375-light': 'look-telephone.webp',
  'gallery-zh-CN': 'look-gallery.webp',
}

/** Keeps what the page shows now when the manual wants it; other pictures are nobody's. */
export async function keepForGuide(page: Page, name: string): Promise<void> {
  const file = kept[name]
  if (file === undefined) return
  const png = await page.screenshot({ animations: 'disabled' })
  writeFileSync(join(folder, file), file.endsWith('.webp') ? await asWebp(page, png) : png)
}

/** The browser has an encoder; a blank page beside the one that is shown may use it. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const blank = await page.context().newPage()
  const address = await blank.evaluate(
    async (source) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', 0.82)
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  await blank.close()
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}
