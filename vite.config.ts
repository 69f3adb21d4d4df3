// Builds the browser's part (src/web) into dist/web; while developing, passes what is the server's on to it.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = { target: 'http://127.0.0.1:3900', ws: true }

// The kernel's doors are pure: importing one name brings along nothing that the name does not need.
const pure = /src[\\/](kernel|base)[\\/]/

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: pure, sideEffects: false }] },
      // What every screen asks and tells comes once, with the shell.
      output: { codeSplitting: { groups: [{ name: 'data', test: /src[\\/]web[\\/]data[\\/]/ }] } },
    },
  },
  server: { proxy: { '/api': server, '/live': server } },
})
