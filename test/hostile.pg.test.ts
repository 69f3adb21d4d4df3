// Definitions changed at random under writing clients lose nothing and break nothing; `npm run hostile` makes 10,000 such edits.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database'
import { hostile } from '#test/hostile-lab'
import { httpSettings } from '../src/server/http/settings.ts'
import { openNode } from '../src/server/main.ts'
import { product } from '../src/server/wiring.ts'

const { url } = await emptyDatabase()

test('[S3] [S8] [R2] [R43] [MO25] [PLAT-01] definitions changed at random under writers: every value and its history stays, nothing fails, doctor is content', async () => {
  const home = mkdtempSync(join(tmpdir(), 'baton-hostile-'))
  const settings = httpSettings({ RATE_PER_SESSION: '1000000', RATE_PER_ADDRESS: '1000000' }, null)
  const { counts, edits, faults } = await hostile({
    ...{
      url,
      seed: 20261128,
      edits: 45,
      clients: 2,
      killEvery: Number.POSITIVE_INFINITY,
      say: () => undefined,
    },
    async open() {
      const node = await openNode({ url, home, product, settings, logger: null })
      const address = await node.app.listen({ port: 0, host: '127.0.0.1' })
      return {
        url,
        addresses: () => [address],
        kill: null,
        said: () => '',
        async stop() {
          node.app.server.closeAllConnections()
          await node.stop()
          rmSync(home, { recursive: true, force: true, maxRetries: 5 })
        },
      }
    },
  })
  expect(faults).toEqual([])
  expect(edits).toBeGreaterThanOrEqual(45)
  expect(counts.published).toBeGreaterThan(0)
}, 300_000)
