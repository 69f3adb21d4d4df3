// The gallery as a page: built beside the product, which does not hold it, and handed to a browser without a server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Builds the gallery; `close` removes it. */
export async function openGallery(): Promise<{
  readonly show: (page: Page, language: 'zh-CN' | 'en') => Promise<void>
  readonly close: () => void
}> {
  const outDir = mkdtempSync(join(tmpdir(), 'baton-gallery-'))
  const web = join(root, 'src/web')
  await build({
    root: web,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(web, 'gallery.html') } },
  })
  return {
    async show(page, language) {
      await page.route('http://gallery.test/**', (route) =>
        route.fulfill({ path: join(outDir, new URL(route.request().url()).pathname) }),
      )
      await page.goto(`http://gallery.test/gallery.html?language=${language}`)
      await page.locator('.gallery-panel[data-theme="dark"] article').nth(8).waitFor()
    },
    close: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
