// Runs the checks and tests in stages and ends with one line: how many passed, failed and were skipped.
// `node test/run.mjs` runs all stages, `node test/run.mjs check` only those that need neither database nor browser.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const parity = 'src/**/*.parity.pg.test.ts'

const check = (name, command, ...args) => ({ name, command, args, isQuick: true })
const tests = (name, ...args) => ({ name, command: 'vitest', args: ['run', ...args], isQuick: false })

const stages = [
  check('types', 'tsc', '--noEmit'),
  check('types of pure code', 'tsc', '--noEmit', '-p', 'tsconfig.pure.json'),
  check('lint', 'biome', 'check', '--error-on-warnings', '.'),
  { ...tests('architecture', '--project', 'architecture'), isQuick: true },
  tests('unit', '--project', 'unit'),
  tests('database', '--project', 'pg', '--exclude', parity),
  tests('parity', '--project', 'pg', '.parity.pg.test.ts'),
  tests('scenario', '--project', 'scenario'),
  tests('browser', '--project', 'browser'),
]

const programs = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
}

const folder = mkdtempSync(join(tmpdir(), 'baton-results-'))
const reporters = ['--reporter=default', `--reporter=${join(root, 'test/tally.mjs')}`]
const total = { passed: 0, failed: 0, skipped: 0 }
const failed = []
try {
  const isCheck = process.argv[2] === 'check'
  for (const stage of stages.filter(({ isQuick }) => isQuick || !isCheck)) add(run(stage))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = total.failed === 0 ? 0 : 1
for (const one of failed) console.log(`\nfailed: ${one}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)

function add({ passed, skipped, failures }) {
  total.passed += passed
  total.skipped += skipped.length
  total.failed += failures.length
  for (const one of skipped) console.log(`skipped: ${one}`)
  failed.push(...failures)
}

function run({ name, command, args }) {
  console.log(`\n== ${name}`)
  const tally = join(folder, `${name}.json`)
  const isTests = command === 'vitest'
  const all = [join(root, 'node_modules', programs[command]), ...args, ...(isTests ? reporters : [])]
  const env = { ...process.env, BATON_TALLY: tally }
  const { status } = spawnSync(process.execPath, all, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const found = isTests ? read(tally) : { passed: status === 0 ? 1 : 0, skipped: [], failures: [] }
  if (status === 0 || found.failures.length > 0) return found
  // A check that fails, a file that does not load, a cluster that does not start or end: one failure.
  return { ...found, failures: [`${name} ended with ${status}: see what it printed above`] }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, skipped: [], failures: [] }
  }
}
