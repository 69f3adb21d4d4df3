// `npm run parity`: formulas in JavaScript against the same formulas in SQL, a million random pairs of formula and row. PARITY_RUNS and PARITY_SEED choose others.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'pg', '.parity.pg.test.ts'],
  { cwd: root, stdio: 'inherit', env: { PARITY_RUNS: '1000000', ...process.env } },
)
process.exitCode = status ?? 1
