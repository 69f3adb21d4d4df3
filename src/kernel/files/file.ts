// An attachment as the workspace knows it; its contents are found by their hash.

export type FileEntry = {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** SHA-256 of the contents in hexadecimal. */
  readonly sha256: string
  readonly createdBy: string
  readonly createdAt: string
  /** The record and field it hangs on; all null until a write names it. */
  readonly object: string | null
  readonly record: string | null
  readonly field: string | null
}

/** Contents of a file: 50 MB. */
export const sizeLimit = 50 * 1024 * 1024

const hashPattern = /^[0-9a-f]{64}$/
const mediaTypePattern = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/

export const isContentHash = (text: string): boolean => hashPattern.test(text)

/** A name that is only a name: without folders, control characters and direction marks, which can disguise an ending. Never empty. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  return [...clean].slice(0, 200).join('') || 'file'
}

/** The media type without parameters; `application/octet-stream` for what is none. */
export function cleanMediaType(text: string): string {
  const type = (text.split(';')[0] ?? '').trim().toLowerCase()
  return mediaTypePattern.test(type) ? type : 'application/octet-stream'
}
