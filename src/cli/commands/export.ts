// `baton export`: everything one workspace holds, as lines of JSON, into a file or to standard output.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { openDatabase } from '#base/database'
import { workspaceParts } from '#kernel/module/store'
import { exportWorkspace, openWorkspace } from '#kernel/workspace/store'
import type { Command } from '../command.ts'
import { openServerDatabase } from '../database.ts'
import { textOptions } from '../options.ts'
import { refused } from '../refused.ts'

const usage = 'baton export --workspace ID [--to FILE]   (without a file: to standard output)'

export const exportCommand: Command = {
  async run(args) {
    const options = textOptions(args, ['workspace', 'to'])
    if (typeof options === 'string' || !options.workspace) return refused(usage)
    const database = await openServerDatabase(() => undefined)
    if (typeof database === 'string') return refused(database)
    const db = openDatabase({ url: database.url, maxConnections: 2, statementTimeoutMs: 600_000 })
    try {
      const found = await openWorkspace(db, options.workspace)
      if (!found.ok) return refused(`There is no workspace "${options.workspace}".`)
      const out = options.to === undefined ? process.stdout : createWriteStream(options.to, { mode: 0o600 })
      const rows = await exportWorkspace(db, found.value, workspaceParts, async (line) => {
        if (!out.write(`${line}\n`)) await once(out, 'drain')
      })
      if (out !== process.stdout) await finished(out.end())
      console.error(`${rows} rows of ${found.value.name}`)
      return 0
    } finally {
      await db.close()
      await database.stop()
    }
  },
}
