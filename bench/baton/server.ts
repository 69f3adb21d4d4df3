// Baton as `baton start` runs it: the real HTTP server with every module and its background work, in a process of its own.
import { httpSettings } from '#server/http/settings'
import { openLog } from '#server/log'
import { openNode } from '#server/main'
import { product } from '#server/wiring'

const node = await openNode({
  url: process.env.DATABASE_URL ?? '',
  home: process.env.BATON_HOME ?? '',
  product: {
    modules: product.modules,
    initials: product.initials,
    ...(product.startWork ? { startWork: product.startWork } : {}),
  },
  settings: httpSettings(process.env, null),
  logger: openLog('warn'),
})
process.once('SIGTERM', () => void node.stop().then(() => process.exit(0)))
await node.app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
console.log('ready')
