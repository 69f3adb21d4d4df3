// An archive written while its parts are made (APPNOTE 4.3): what a part comes to is said behind it.
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type Part = { readonly name: string; readonly content: Iterable<Buffer> | AsyncIterable<Buffer> }

const deflated = 8
/** Sizes stand behind the part; names are UTF-8. */
const flags = 0x808
/** 1980-01-01: nothing tells when it was made but its own record in the log. */
const day = 0x21

export async function* zipOf(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let at = 0
  for await (const { name, content } of parts) {
    const title = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    writeKind(head, 4, title.length)
    yield Buffer.concat([head, title])
    let crc = 0
    let size = 0
    let packed = 0
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of content) {
        crc = crc32(piece, crc)
        size += piece.length
        yield piece
      }
    }
    const source = Readable.from(counted(), { highWaterMark: 2 })
    const deflate = createDeflateRaw({ level: 4, chunkSize: 64 * 1024 })
    source.on('error', (error) => deflate.destroy(error))
    try {
      for await (const piece of source.pipe(deflate) as AsyncIterable<Buffer>) {
        packed += piece.length
        yield piece
      }
    } finally {
      source.destroy()
      deflate.destroy()
    }
    const behind = Buffer.alloc(16)
    behind.writeUInt32LE(0x08074b50, 0)
    writeSizes(behind, 4, crc, packed, size)
    yield behind
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    writeKind(central, 6, title.length)
    writeSizes(central, 16, crc, packed, size)
    central.writeUInt32LE(at, 42)
    directory.push(Buffer.concat([central, title]))
    at += head.length + title.length + packed + behind.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([listed, end])
}

/** Version, flags, method, time and day; then, behind the sizes, the length of the name. */
function writeKind(header: Buffer, at: number, nameLength: number): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(flags, at + 2)
  header.writeUInt16LE(deflated, at + 4)
  header.writeUInt16LE(day, at + 8)
  header.writeUInt16LE(nameLength, at + 22)
}

function writeSizes(header: Buffer, at: number, crc: number, packed: number, size: number): void {
  header.writeUInt32LE(crc, at)
  header.writeUInt32LE(packed, at + 4)
  header.writeUInt32LE(size, at + 8)
}
