// How the browser's half is built and served while it is being written.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', manifest: true },
  server: { proxy: { '/api': { target: process.env.BATON_API ?? 'http://127.0.0.1:3900' } } },
})
