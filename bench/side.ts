// The two sides that are compared: each a server of its own in a process of its own, over the same database.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export type SideName = 'baton' | 'hand'
export type Side = {
  readonly name: SideName
  readonly port: number
  readonly pid: number
  readonly stop: () => Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const entries = { baton: 'bench/baton/server.ts', hand: 'bench/hand-written/server.ts' }

/** Both servers as one bundle each, as they are shipped. */
export async function bundle(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: 'dist/bench',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

/** Starts a side; `flags` are Node's own, for profiling. */
export async function startSide(
  name: SideName,
  url: string,
  home: string,
  flags: readonly string[] = [],
): Promise<Side> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--enable-source-maps', ...flags, `${root}dist/bench/${name}.mjs`], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', PORT: String(port), DATABASE_URL: url, BATON_HOME: home },
      // What is measured is how fast it is, not how much one session may ask for.
      ...{ RATE_PER_SESSION: '1000000000', RATE_PER_ADDRESS: '1000000000' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  await ready(child, name)
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { name, port, pid: child.pid ?? 0, stop }
}

function ready(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.toString().includes('ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address()
      probe.close(() => resolve(typeof at === 'object' && at !== null ? at.port : 0))
    })
  })
}
