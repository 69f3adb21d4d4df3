// Builds the server with esbuild and the browser's part with vite, each only when its sources have changed.
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const shared = ['src/base', 'src/kernel', 'package-lock.json', 'tsconfig.json', 'bin/build.mjs']
const serverSources = [...shared, 'src/modules', 'src/server', 'src/cli']
const webSources = [...shared, 'src/web', 'vite.config.ts']

/** Name, size and time of every file: reading none of them keeps a start quick, and a file that is gone is noticed. */
function fingerprint(sources) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = fs.statSync(path, { throwIfNoEntry: false })
    if (stat?.isDirectory()) for (const name of fs.readdirSync(path).sort()) visit(join(path, name))
    else if (stat) hash.update(`${relative(root, path)} ${stat.size} ${stat.mtimeMs}\n`)
  }
  for (const source of sources) visit(join(root, source))
  return hash.digest('hex').slice(0, 16)
}

/** The server's entry, built when it is not. Each state of the sources has a folder of its own under dist/server. */
export async function buildServer() {
  const all = join(root, 'dist/server')
  const folder = join(all, fingerprint(serverSources))
  if (!fs.existsSync(folder)) {
    const { build } = await import('esbuild')
    await replaceFolder(folder, (outdir) => build(serverOptions(outdir)))
    prune(all, 3)
  }
  return join(folder, 'main.mjs')
}

// Packages stay where npm put them: several carry programs, WebAssembly or files beside their code.
const serverOptions = (outdir) => ({
  absWorkingDir: root,
  entryPoints: { main: 'src/cli/main.ts' },
  outdir,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [ownPlace],
})

/** Code that reads a file beside its source finds it there after bundling too. */
const ownPlace = {
  name: 'own-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const text = fs.readFileSync(path, 'utf8')
      if (!text.includes('import.meta.url')) return null
      const place = JSON.stringify(`../../../${relative(root, path).replaceAll('\\', '/')}`)
      return {
        loader: 'ts',
        contents: text.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
      }
    }),
}

/** Brings dist/web up to date. An installation without the build tools uses the one it was shipped with. */
export async function buildWeb() {
  const folder = join(root, 'dist/web')
  const stamp = join(folder, '.sources')
  const wanted = fingerprint(webSources)
  if (!fs.existsSync(join(root, 'src/web/index.html')) || readText(stamp) === wanted) return
  const vite = await import('vite').catch(() => null)
  if (vite === null && fs.existsSync(folder)) return
  if (vite === null)
    throw new Error('The web pages are not built and the tools to build them are missing: run "npm ci".')
  console.log('Building the web pages, once per change')
  await replaceFolder(folder, async (outDir) => {
    const build = { outDir, emptyOutDir: true }
    const options = { root: join(root, 'src/web'), configFile: join(root, 'vite.config.ts'), build }
    await inProduction(() => vite.build({ ...options, logLevel: 'warn' }))
    compressAssets(join(outDir, 'assets'))
    fs.writeFileSync(join(outDir, '.sources'), wanted)
  })
}

/** Each script and style sheet has beside it what browsers are sent, so that no request is compressed anew. */
function compressAssets(folder) {
  // Above 6 it takes many times as long, for one part in a hundred.
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }
  for (const name of fs.readdirSync(folder).filter((file) => /\.(js|css)$/.test(file))) {
    const path = join(folder, name)
    fs.writeFileSync(`${path}.br`, brotliCompressSync(fs.readFileSync(path), options))
  }
}

/** Whatever else this process is doing (a test run says so in its environment), people get the pages without what helps to develop them. */
async function inProduction(work) {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}

// Two starts at once may build the same: each builds beside the place, the last one to finish stays.
async function replaceFolder(folder, make) {
  const fresh = `${folder}.${process.pid}`
  try {
    await make(fresh)
    fs.rmSync(folder, { recursive: true, force: true })
    fs.renameSync(fresh, folder)
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true })
  }
}

// A server that still runs may load a piece of its build later: the newest few are kept.
function prune(folder, kept) {
  const builds = fs.readdirSync(folder).map((name) => join(folder, name))
  const age = new Map(builds.map((path) => [path, fs.statSync(path).mtimeMs]))
  const old = builds.sort((a, b) => age.get(b) - age.get(a)).slice(kept)
  for (const path of old) fs.rmSync(path, { recursive: true, force: true })
}
