// Packs a dump from its input: without comments and what only psql understands.
import { stdin, stdout } from 'node:process'
import { brotliCompressSync, constants } from 'node:zlib'

const parts = []
for await (const part of stdin) parts.push(part)
const text = Buffer.concat(parts)
  .toString('utf8')
  .split('\n')
  .filter(
    (line) => line !== '' && !line.startsWith('-- ') && line !== '--' && !/^\\(un)?restrict /.test(line),
  )
  .join('\n')
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 }
stdout.write(brotliCompressSync(Buffer.from(text), { params }))
