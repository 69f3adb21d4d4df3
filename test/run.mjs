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
const total = { passed: 0, failed: 0, skipped: 0 }
try {
  const isCheck = process.argv[2] === 'check'
  for (const stage of stages.filter(({ isQuick }) => isQuick || !isCheck)) add(run(stage))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = total.failed === 0 ? 0 : 1
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)

function add(counts) {
  for (const key of Object.keys(total)) total[key] += counts[key]
}

function run({ name, command, args }) {
  console.log(`\n== ${name}`)
  const results = join(folder, `${name.replaceAll(' ', '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const program = join(root, 'node_modules', programs[command])
  const all = [program, ...args, ...(command === 'vitest' ? reporters : [])]
  const { status } = spawnSync(process.execPath, all, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (command === 'vitest') return read(results, status)
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
}

// A run that fails without a failing test (a file that does not load, a cluster that does not start) is one failure.
function read(file, status) {
  const report = parse(file)
  const cases = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const skipped = cases.filter((one) => one.status !== 'passed' && one.status !== 'failed')
  for (const one of skipped) console.log(`skipped: ${one.fullName} (${reasonOf(one)})`)
  const passed = cases.filter((one) => one.status === 'passed').length
  const failed = cases.filter((one) => one.status === 'failed').length
  const broken = report.testResults.filter((one) => one.status === 'failed' && !hasFailure(one)).length
  return { passed, failed: Math.max(failed + broken, status === 0 ? 0 : 1), skipped: skipped.length }
}

function hasFailure(file) {
  return file.assertionResults.some((one) => one.status === 'failed')
}

// A test says why it skips in its meta (test/support/browser.ts) or in brackets at the end of its title.
function reasonOf(one) {
  return one.meta?.skipped ?? /\((?:skipped: )?([^()]*)\)\s*$/.exec(one.title)?.[1] ?? 'no reason given'
}

function parse(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { testResults: [] }
  }
}
