// Finding a source file, plain or compressed, and reading its bytes as text in whatever encoding it has.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import iconv from 'iconv-lite'
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'

const endings = ['', '.gz', '.xlsx']

/** The path of a profile's file in the folder, or the single file given instead of a folder. */
export function locate(place: string, file: string): string {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
  const stem = file.replace(/\.(csv|xlsx)$/, '')
  const names = [...endings.map((ending) => file + ending), `${stem}.xlsx`]
  const paths = isFolder ? names.map((name) => join(place, name)) : [place]
  const found = paths.find((path) => existsSync(path))
  if (found === undefined) throw new ImportFailure(problem('import.noFile', [], { file, place }))
  return found
}

/** A file that has grown or changed has another stamp. */
export function stampOf(path: string): string {
  const { size, mtimeMs } = statSync(path)
  return `${basename(path)} ${size} ${Math.round(mtimeMs)}`
}

/** Largest file that is read, after decompression: a bound against files made to fill the machine. */
const maximumBytes = 8 * 1024 ** 3

function bytesOf(path: string): Readable {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  if (!path.endsWith('.gz')) return file
  const gunzip = createGunzip()
  pipeline(file, gunzip, () => {})
  return gunzip
}

async function* bounded(path: string): AsyncGenerator<Buffer> {
  let total = 0
  for await (const chunk of bytesOf(path) as AsyncIterable<Buffer>) {
    total += chunk.length
    if (total > maximumBytes)
      throw new ImportFailure(problem('import.tooLarge', [], { file: basename(path) }))
    yield chunk
  }
}

/** UTF-8 or UTF-16 by their marks; else UTF-8 when every byte agrees, else GB18030, which covers GBK and GB 2312. */
export async function encodingOf(path: string): Promise<string> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  for await (const chunk of bounded(path)) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
    isFirst = false
    try {
      strict.decode(chunk, { stream: true })
    } catch {
      return 'gb18030'
    }
  }
  return 'utf-8'
}

/** The decoded text, without a byte order mark. */
export async function textOf(path: string, encoding?: string): Promise<Readable> {
  const name = encoding ?? (await encodingOf(path))
  if (!iconv.encodingExists(name))
    throw new ImportFailure(problem('import.noEncoding', [], { encoding: name, file: basename(path) }))
  const decoder = iconv.decodeStream(name) as unknown as Transform
  pipeline(Readable.from(bounded(path)), decoder, () => {})
  return decoder
}
