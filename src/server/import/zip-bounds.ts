// The parts of a workbook; and whether it is what it claims to be and unpacks to a bearable size, found out before anything reads it.
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw, type InflateRaw } from 'node:zlib'
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
  readonly method: number
}

const stored = 0
const deflated = 8

/**
 * Unpacks every entry and counts, because what an archive says about sizes may be a lie. Entries lie one behind the other and nothing
 * between them, so that whoever reads the archive from its beginning comes upon the very ones that are counted here.
 * Throws ImportFailure: import.tooLarge, import.unreadable.
 */
export async function checkWorkbook(path: string, file: string): Promise<void> {
  const handle = await open(path)
  try {
    const { entries, from } = await directoryOf(handle, file)
    let total = 0
    let end = 0
    for (const entry of [...entries].sort((left, right) => left.at - right.at)) {
      if (!isNextTo(end, entry.at)) throw unreadable(file)
      const start = await bodyOf(handle, entry, file)
      end = start + entry.packed
      if (end > from) throw unreadable(file)
      const bound = entry.name.endsWith('sharedStrings.xml') ? most.sharedText : most.bytes - total
      total += await unpackedSize(path, start, entry, bound, file)
      if (total > most.bytes) throw tooLarge(file)
    }
    if (!isNextTo(end, from)) throw unreadable(file)
  } finally {
    await handle.close()
  }
}

/** The parts of an archive that was checked, by name, each to be read from where the directory says it is. */
export async function partsOf(path: string, file: string): Promise<ReadonlyMap<string, () => Readable>> {
  const handle = await open(path)
  try {
    const { entries } = await directoryOf(handle, file)
    const parts = new Map<string, () => Readable>()
    for (const entry of entries) {
      const start = await bodyOf(handle, entry, file)
      parts.set(entry.name, () => contentOf(path, start, entry))
    }
    return parts
  } finally {
    await handle.close()
  }
}

function contentOf(path: string, start: number, { packed, method }: Entry): Readable {
  if (packed === 0) return Readable.from([])
  const source = createReadStream(path, { start, end: start + packed - 1 })
  return method === stored
    ? source
    : pipeline(source, createInflateRaw({ chunkSize: 64 * 1024 }), () => undefined)
}

/** Between two entries there may be the sizes of the first (APPNOTE 4.3.9), and no room for a third one. */
const isNextTo = (end: number, at: number): boolean => at >= end && at - end <= 24

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** The central directory (APPNOTE 4.3.12, 4.3.16). Archives of more than 4 GiB have another one and are too large anyhow. */
async function directoryOf(
  handle: FileHandle,
  file: string,
): Promise<{ readonly entries: readonly Entry[]; readonly from: number }> {
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
  if (from + length !== size - tail.length + end) throw unreadable(file)
  const directory = await bytesAt(handle, from, length)
  const entries: Entry[] = []
  for (let at = 0; entries.length < count; ) {
    if (directory.length < at + 46 || directory.readUInt32LE(at) !== 0x02014b50) throw unreadable(file)
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      at: directory.readUInt32LE(at + 42),
      packed: directory.readUInt32LE(at + 20),
      method: directory.readUInt16LE(at + 10),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return { entries, from }
}

/** Where the bytes of an entry begin, behind its own header, which must say the same as the directory. */
async function bodyOf(handle: FileHandle, { at, packed, method }: Entry, file: string): Promise<number> {
  const header = await bytesAt(handle, at, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw unreadable(file)
  const [flags, ownMethod, ownPacked] = [
    header.readUInt16LE(6),
    header.readUInt16LE(8),
    header.readUInt32LE(18),
  ]
  const isSaidBehind = (flags & 8) !== 0 && method === deflated && ownPacked === 0
  if (ownMethod !== method || !(method === stored || method === deflated)) throw unreadable(file)
  if (ownPacked !== packed && !isSaidBehind) throw unreadable(file)
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function unpackedSize(
  path: string,
  start: number,
  { packed, method }: Entry,
  bound: number,
  file: string,
): Promise<number> {
  if (method === stored || packed === 0) return packed
  const source = createReadStream(path, { start, end: start + packed - 1 })
  const inflate = createInflateRaw()
  let size = 0
  try {
    for await (const chunk of inflated(source, inflate)) {
      size += chunk.length
      if (size > bound) throw tooLarge(file)
    }
    // What lies behind the end was not looked at.
    if (inflate.bytesWritten !== packed) throw unreadable(file)
  } catch (error) {
    throw error instanceof ImportFailure ? error : unreadable(file)
  } finally {
    source.destroy()
    inflate.destroy()
  }
  return size
}

function inflated(source: Readable, inflate: InflateRaw): AsyncIterable<Buffer> {
  pipeline(Readable.from(withoutMark(source)), inflate, () => {})
  return inflate as AsyncIterable<Buffer>
}

/** What says that an entry ends here (APPNOTE 4.3.9.3): readers that do not know its size stop at the first they meet. */
const endMark = Buffer.from([0x50, 0x4b, 7, 8])

async function* withoutMark(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let last: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    if (Buffer.concat([last, chunk]).includes(endMark)) throw new RangeError('An end within an entry')
    last = chunk.subarray(-3)
    yield chunk
  }
}
