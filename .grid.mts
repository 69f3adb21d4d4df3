import chromium from '@sparticuz/chromium'
import { chromium as pw } from 'playwright-core'
const [out, suffix, ...names] = process.argv.slice(2)
const b = await pw.launch({ args: chromium.args.filter((a) => a !== '--single-process'), executablePath: await chromium.executablePath(), headless: true })
const [w, h] = suffix!.startsWith('375') ? [375, 812] : [960, 600]
const p = await b.newPage({ viewport: { width: Math.min(names.length, suffix!.startsWith('375') ? 4 : 2) * (w! + 10), height: Math.ceil(names.length / (suffix!.startsWith('375') ? 4 : 2)) * (h! + 10) } })
const { readFileSync } = await import('node:fs')
await p.setContent(`<body style="margin:0;background:#888;display:flex;flex-wrap:wrap;gap:10px">${names.map((n) => `<img width=${w} height=${h} src="data:image/png;base64,${readFileSync(`/tmp/baton-mock/${n}-${suffix}.png`).toString('base64')}">`).join('')}`)
await p.screenshot({ path: out! })
await b.close()
