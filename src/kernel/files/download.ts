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
])

export const isShownInBrowser = (mediaType: string): boolean => shown.has(mediaType)

/** Header names in lower case. The file's name is sent as RFC 6266 asks, with a plain form for what cannot read it. */
export function downloadHeaders(
  file: Pick<FileEntry, 'name' | 'mediaType' | 'size' | 'sha256'>,
): Readonly<Record<string, string>> {
  const { name, mediaType, size, sha256 } = file
  const isShown = isShownInBrowser(mediaType)
  return {
    'content-type': isShown ? mediaType : 'application/octet-stream',
    'content-length': String(size),
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${plain(name)}"; filename*=UTF-8''${encoded(name)}`,
    'x-content-type-options': 'nosniff',
    // A sandbox would keep the browser's own PDF viewer from starting.
    'content-security-policy':
      mediaType === 'application/pdf'
        ? "default-src 'none'; frame-ancestors 'self'"
        : "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=0, must-revalidate',
    etag: `"${sha256}"`,
  }
}

const plain = (name: string): string => name.replace(/[^\x20-\x7e]|["\\%]/g, '_')

// attr-char of RFC 8187 leaves out what encodeURIComponent lets through. Halves of characters cannot be encoded at all.
const encoded = (name: string): string =>
  encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
