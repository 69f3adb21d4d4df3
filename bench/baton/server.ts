// Baton as it runs in production: the real HTTP server with every module, in a process of its own.
import { pinyin } from 'pinyin-pro'
import { modules } from '#modules'
import { httpSettings } from '#server/http/settings'
import { openLog } from '#server/log'
import { openNode } from '#server/main'
import { kernelModule } from '../../src/kernel/module/kernel-module.ts'
import { kernelReactions } from '../../src/kernel/module/wiring.ts'

const url = process.env.DATABASE_URL ?? ''
const node = await openNode({
  url,
  home: process.env.BATON_HOME ?? '',
  product: {
    modules: [kernelModule(modules.map(({ name }) => name)), ...modules],
    reactions: kernelReactions,
    initials: (chinese) => pinyin(chinese, { pattern: 'first', toneType: 'none', separator: '' }),
  },
  settings: httpSettings(process.env, null),
  logger: openLog('warn'),
})
process.once('SIGTERM', () => void node.stop().then(() => process.exit(0)))
await node.app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
console.log('ready')
