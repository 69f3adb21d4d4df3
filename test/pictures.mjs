// `npm run pictures`: takes the pictures of the manual and of the README anew, by the browser tests that pass over what they show.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const tests = ['sweep', 'main-line'].map((name) => `test/browser/${name}.browser.ts`)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'browser', ...tests],
  { cwd: root, stdio: 'inherit', env: { ...process.env, GUIDE_PICTURES: '1', REQUIRE_BROWSER: '1' } },
)
process.exitCode = status ?? 1
