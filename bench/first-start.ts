// `npm run bench:start`: how long a fresh installation takes until people can sign in, and until the demo company is complete.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cpuOf, cpuOfChildren } from './processes.ts'
import { freePort } from './side.ts'

const { values: flags } = parseArgs({ options: { times: { type: 'string', default: '3' } } })
const root = fileURLToPath(new URL('..', import.meta.url))
const rows: Record<string, string>[] = []

/** Starts Baton on this home. `until` resolves when it has printed such a line, with the seconds since it was started. */
async function start(home: string) {
  const begun = performance.now()
  const env = { ...process.env, BATON_HOME: home, PORT: String(await freePort()) }
  const child = spawn(process.execPath, ['bin/baton.mjs', 'start'], {
    ...{ cwd: root, env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGTERM'))
  const ended = once(child, 'exit')
  const text = followed(child)
  const until = async (line: RegExp): Promise<string> => {
    while (!line.test(text())) {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${text()}`)
      await Promise.race([once(child.stdout, 'data'), ended])
    }
    return ((performance.now() - begun) / 1000).toFixed(1)
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGINT')
    await ended
  }
  return { pid: child.pid ?? 0, until, stop }
}

function followed({ stdout }: ChildProcess): () => string {
  let text = ''
  stdout?.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  return () => text
}

/** The home's PostgreSQL and all its processes, in CPU seconds. */
function postgresSeconds(home: string): string {
  const pointer = join(home, 'postgres', 'location')
  const place = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(home, 'postgres')
  const pid = Number(readFileSync(join(place, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  return ((cpuOf(pid) + cpuOfChildren(pid)) / 1000).toFixed(1)
}

for (let time = 0; time < Number(flags.times); time++) {
  const home = mkdtempSync(join(tmpdir(), 'baton-start-'))
  chmodSync(home, 0o755)
  const first = await start(home)
  const page = await first.until(/Baton 接力/)
  const complete = await first.until(/the demo company is complete/)
  const cpu = {
    'node CPU s': (cpuOf(first.pid) / 1000).toFixed(1),
    'PostgreSQL CPU s': postgresSeconds(home),
  }
  await first.stop()
  const second = await start(home)
  const again = await second.until(/Baton 接力/)
  await second.stop()
  rmSync(home, { recursive: true, force: true })
  rows.push({ 'sign-in page s': page, 'demo complete s': complete, 'second start s': again, ...cpu })
}
console.table(rows)
