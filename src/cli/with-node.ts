// What commands have in common that work on a database beside a running server.
import { httpSettings } from '#server/http/settings'
import { type Node, openNode } from '#server/main'
import { product } from '#server/wiring'
import { openServerDatabase } from './database.ts'
import { dataHome } from './home.ts'
import { refused } from './refused.ts'

/** Does `work` on a node that serves nobody and ends with it; the exit code is that of `work`, 1 where there is no database to use. */
export async function withNode(work: (node: Node) => Promise<number>): Promise<number> {
  const database = await openServerDatabase(() => undefined)
  if (typeof database === 'string') return refused(database)
  try {
    const settings = httpSettings({}, null)
    const options = { url: database.url, home: dataHome(), product, settings, logger: null, roles: [] }
    const node = await openNode(options)
    try {
      return await work(node)
    } finally {
      await node.stop()
    }
  } finally {
    await database.stop()
  }
}
