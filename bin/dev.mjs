// `baton dev`: the server restarts and the browser refreshes when a source changes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.mjs'

/** Runs both until interrupted. Arguments go to the server's `start`. */
export async function develop(args) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
  const server = spawn(process.execPath, [tsx, 'watch', 'src/cli/run.ts', 'start', ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const { createServer } = await import('vite')
  const web = await createServer({ root: join(root, 'src/web'), configFile: join(root, 'vite.config.ts') })
  await web.listen()
  web.printUrls()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.kill(signal))
  server.once('exit', () => web.close())
}
