// The headers a file is answered with, so that nothing a user put there can act in the browser.
import type { FileEntry } from './file.ts'

// SVG and HTML can hold script and are not among them.
const shown = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'application/pdf',
  'text/plain',
])

const shownPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/**
 * Header names in lower case. Only what no browser runs as a page of ours is shown in place, in pages of ours too; all else is
 * saved. The file's name is sent as RFC 6266 asks.
 */
export function downloadHeaders({
  name,
  mediaType,
  size,
}: Pick<FileEntry, 'name' | 'mediaType' | 'size'>): Readonly<Record<string, string>> {
  const isShown = shown.has(mediaType)
  const common = {
    'content-length': String(size),
    'content-disposition': disposition(isShown ? 'inline' : 'attachment', name),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  }
  if (!isShown)
    return {
      ...common,
      'content-type': 'application/octet-stream',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'x-frame-options': 'DENY',
    }
  return {
    ...common,
    'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
    // In a sandbox the browser's own viewer of PDF does not start.
    'content-security-policy': mediaType === 'application/pdf' ? shownPolicy : `${shownPolicy}; sandbox`,
    'x-frame-options': 'SAMEORIGIN',
  }
}

/** The value of content-disposition for a file of this name, as RFC 6266 asks. */
export const disposition = (kind: 'inline' | 'attachment', name: string): string =>
  `${kind}; filename*=UTF-8''${encoded(name)}`

// attr-char of RFC 8187 leaves out what encodeURIComponent lets through. Halves of characters cannot be encoded at all.
const encoded = (name: string): string =>
  encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
