// A folder of texts as one archive to be kept or sent, and back, within bounds.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Folder } from './configuration.ts'

/** The same folder gives the same bytes. */
export function zipped(folder: Folder): Blob {
  const entries = Object.entries(folder).map(([path, text]) => [path, strToU8(text)])
  const bytes = zipSync(Object.fromEntries(entries), { mtime: new Date(2000, 0, 1) })
  return new Blob([bytes.slice()], { type: 'application/zip' })
}

const most = { archive: 8_000_000, file: 1_000_000, files: 2000, all: 8_000_000 }

/**
 * The texts of an archive, a folder around them taken off and what the desk left in it (`__MACOSX`, hidden files) left out; null for what is no
 * archive, or is too large. What the texts say is the server's to judge.
 */
export async function unzipped(archive: Blob): Promise<Folder | null> {
  if (archive.size > most.archive) return null
  let [files, all, isTooMuch] = [0, 0, false]
  try {
    const bytes = new Uint8Array(await archive.arrayBuffer())
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/') || isLitter(name)) return false
        files += 1
        all += originalSize
        isTooMuch ||= originalSize > most.file || files > most.files || all > most.all
        return !isTooMuch
      },
    })
    if (isTooMuch) return null
    return withoutOuter(
      Object.fromEntries(Object.entries(found).map(([path, text]) => [path, strFromU8(text)])),
    )
  } catch {
    return null
  }
}

const isLitter = (path: string): boolean =>
  path.split('/').some((part) => part === '__MACOSX' || part === 'Thumbs.db' || /^\.[^.]/.test(part))

/** People pack the folder itself as often as what is in it. */
function withoutOuter(folder: Folder): Folder {
  const paths = Object.keys(folder)
  const outer = `${paths[0]?.split('/')[0]}/`
  if ('baton.json' in folder || !(`${outer}baton.json` in folder)) return folder
  if (!paths.every((path) => path.startsWith(outer))) return folder
  return Object.fromEntries(Object.entries(folder).map(([path, text]) => [path.slice(outer.length), text]))
}
