// Builds the browser's part (src/web) into dist/web; while developing, passes what is the server's on to it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = { target: 'http://127.0.0.1:3900', ws: true }

// The kernel's doors are pure: importing one name brings along nothing that the name does not need.
const pure = /src[\\/](kernel|base)[\\/]/

// What every screen asks, tells, is drawn with and is found by comes once, with the shell.
const shell =
  /src[\\/]web[\\/](?:data|ui)[\\/].*\.tsx?$|@tanstack[\\/](?:history|react-router|react-store|router-core)[\\/]|use-sync-external-store/

// What many screens share comes in one piece: a connection carries six files at a time, and forty small ones wait for one another.
const parts = { name: 'parts', minShareCount: 6 }

/** Writes the worker that opens the pages without a network: it is told every file of this build by name. */
const worker = (): Plugin => ({
  name: 'baton-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const built = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
    const files = [...built, ...readdirSync('src/web/public')].sort().map((name) => `/${name}`)
    const source = readFileSync('src/web/worker/sw.js', 'utf8')
    const build = createHash('sha256').update(`${source}${files.join()}`).digest('hex').slice(0, 12)
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: source.replace('__BUILD__', build).replace('__FILES__', JSON.stringify(files)),
    })
  },
})

export default defineConfig({
  root: 'src/web',
  plugins: [react(), worker()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: pure, sideEffects: false }] },
      output: { codeSplitting: { groups: [{ name: 'common', priority: 1, test: shell }, parts] } },
    },
  },
  server: { proxy: { '/api': server, '/live': server } },
})
