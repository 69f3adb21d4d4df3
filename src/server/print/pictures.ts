// Pictures for a document: opened with its reader's rights, and made as small as paper needs.
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isUuid } from '#base/ids'
import type { Result } from '#base/result'
import { type PrintedDocument, picturesIn } from '#kernel/print'
import { mostPrint } from '#kernel/schema'
import type { StoredFile } from '../ports.ts'

/** A file as it is drawn: `data` is a JPEG as data URL, null for what cannot be drawn and stands by its name. */
export type Picture = { readonly name: string; readonly data: string | null }
export type Pictures = ReadonlyMap<string, Picture>

/** Problem: files.unknown, for what is not there or may not be read. */
export type OpenFile = (
  id: string,
) => Promise<Result<{ readonly file: StoredFile; readonly content: Readable }>>

const limits = { bytes: 20 * 1024 * 1024, pixels: 60_000_000, seconds: 10 }
/** Pixels of the long side: 190 to the inch on the width of a page. Where there are many, none is as wide. */
const sides = { few: 1400, many: 500 }
const mostFew = 20

/**
 * The pictures of a document by their ids. What may not be read is absent, as is all beyond `mostPrint.pictures`.
 * Null when they are not read before `until`, in milliseconds since the epoch.
 */
export async function picturesOf(
  document: PrintedDocument,
  open: OpenFile,
  until: number,
): Promise<Pictures | null> {
  const ids = picturesIn(document).filter(isUuid).slice(0, mostPrint.pictures)
  const side = ids.length > mostFew ? sides.many : sides.few
  const pictures = new Map<string, Picture>()
  for (const id of ids) {
    if (Date.now() > until) return null
    const opened = await open(id)
    if (!opened.ok) continue
    const { file, content } = opened.value
    const isRead = file.size <= limits.bytes
    if (!isRead) content.destroy()
    pictures.set(id, { name: file.name, data: isRead ? await shrunk(await buffer(content), side) : null })
  }
  return pictures
}

/** Upright on white ground, without what a camera wrote into it. Null for what is no picture, or none that can be read here. */
async function shrunk(bytes: Buffer, side: number): Promise<string | null> {
  try {
    const sharp = await library()
    const drawn = await sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error' })
      .timeout({ seconds: limits.seconds })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      // Letters and lines of a logo stay sharp in colour.
      .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
      .toBuffer()
    return `data:image/jpeg;base64,${drawn.toString('base64')}`
  } catch {
    return null
  }
}

/** Read by no more than these, whatever a file says that it is. */
const formats = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif']

type Sharp = typeof import('sharp').default

let loaded: Promise<Sharp> | undefined

/** It is heavy, and most people print no pictures. */
const library = (): Promise<Sharp> => {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}Buffer`) })
  return sharp
}
