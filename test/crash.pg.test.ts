// Kill -9 of a working server loses nothing that was acknowledged and leaves nothing half done; `npm run crash` does it 30 times.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crash } from '#test/crash-lab'
import { emptyDatabase } from '#test/database'

const { url } = await emptyDatabase()

test('[R1] [L3] a server killed twice under eight writing clients has kept what it acknowledged, whole and once', async () => {
  const report = await crash({
    environment: { DATABASE_URL: url, BATON_HOME: join(tmpdir(), 'baton-crash-test') },
    openDatabase: async () => ({ url, stop: async () => undefined }),
    rounds: 2,
    clients: 8,
    seed: 20261123,
    longestRoundMs: 2000,
    say: () => undefined,
  })
  expect(report.faults).toEqual([])
  expect(report.acknowledged).toBeGreaterThan(20)
}, 180_000)
