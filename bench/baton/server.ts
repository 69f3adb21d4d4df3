// Baton as it runs in production: the real HTTP server with every module, in a process of its own. WEB names the built pages.
import { httpSettings } from '#server/http/settings'
import { openLog } from '#server/log'
import { openNode } from '#server/main'
import { product } from '#server/wiring'

const url = process.env.DATABASE_URL ?? ''
const node = await openNode({
  url,
  home: process.env.BATON_HOME ?? '',
  product,
  settings: httpSettings(process.env, process.env.WEB || null),
  logger: openLog('warn'),
})
process.once('SIGTERM', () => void node.stop().then(() => process.exit(0)))
await node.app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
console.log('ready')
