// Whether a workbook is what it claims to be and unpacks to a bearable size, found out before anything reads it.
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'

const most = { entries: 2000, bytes: 1024 ** 3, sharedText: 192 * 1024 ** 2, directory: 4 * 1024 ** 2 }

const tooLarge = (file: string): ImportFailure => new ImportFailure(problem('import.tooLarge', [], { file }))
const unreadable = (file: string): ImportFailure =>
  new ImportFailure(problem('import.unreadable', [], { file }))

type Entry = {
  readonly name: string
  readonly at: number
  readonly packed: number
  readonly isDeflated: boolean
}

/** Unpacks every entry and counts, because what an archive says about sizes may be a lie. Throws ImportFailure: import.tooLarge, import.unreadable. */
export async function checkWorkbook(path: string, file: string): Promise<void> {
  const handle = await open(path)
  try {
    const entries = await directoryOf(handle, file)
    let total = 0
    for (const entry of entries) {
      const bound = entry.name.endsWith('sharedStrings.xml') ? most.sharedText : most.bytes - total
      total += await unpackedSize(path, await bodyOf(handle, entry, file), entry, bound, file)
      if (total > most.bytes) throw tooLarge(file)
    }
  } finally {
    await handle.close()
  }
}

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** The central directory (APPNOTE 4.3.12, 4.3.16). Archives of more than 4 GiB have another one and are too large anyhow. */
async function directoryOf(handle: FileHandle, file: string): Promise<readonly Entry[]> {
  const { size } = await handle.stat()
  const tail = await bytesAt(handle, Math.max(0, size - 66_000), Math.min(size, 66_000))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || tail.length < end + 22) throw unreadable(file)
  const [count, length, from] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ]
  if (count > most.entries || length > most.directory) throw tooLarge(file)
  const directory = await bytesAt(handle, from, length)
  const entries: Entry[] = []
  for (let at = 0; entries.length < count; ) {
    if (directory.length < at + 46 || directory.readUInt32LE(at) !== 0x02014b50) throw unreadable(file)
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      at: directory.readUInt32LE(at + 42),
      packed: directory.readUInt32LE(at + 20),
      isDeflated: directory.readUInt16LE(at + 10) === 8,
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Where the bytes of an entry begin, behind its own header. */
async function bodyOf(handle: FileHandle, { at }: Entry, file: string): Promise<number> {
  const header = await bytesAt(handle, at, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw unreadable(file)
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function unpackedSize(
  path: string,
  start: number,
  { packed, isDeflated }: Entry,
  bound: number,
  file: string,
): Promise<number> {
  if (!isDeflated || packed === 0) return packed
  const source = createReadStream(path, { start, end: start + packed - 1 })
  const inflate = createInflateRaw()
  source.on('error', (error) => inflate.destroy(error))
  let size = 0
  try {
    for await (const chunk of source.pipe(inflate) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > bound) throw tooLarge(file)
    }
  } catch (error) {
    throw error instanceof ImportFailure ? error : unreadable(file)
  } finally {
    source.destroy()
    inflate.destroy()
  }
  return size
}
