// The folder of a configuration on a disk: written so that what is gone is gone there too, read within bounds.
import { type Dirent, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { longestFile, mostFiles } from '../http/definition-shapes.ts'
import { type Files, isBeside } from './folder.ts'

const deepest = 2

/** Writes the files and takes out those of an earlier configuration. Problem: configuration.otherFolder, when it holds something else. */
export async function writeFolder(place: string, files: Files): Promise<Result<{ readonly gone: number }>> {
  const found = existsSync(place) ? await readFolder(place) : ok<Files>({})
  if (!found.ok) return found
  const known = Object.keys(found.value)
  if (known.length > 0 && !known.includes('baton.json'))
    return failed(problem('configuration.otherFolder', [], { folder: place }))
  const gone = known.filter((path) => files[path] === undefined && !isBeside(path))
  for (const path of gone) await rm(join(place, path))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(place, path)), { recursive: true })
    await writeFile(join(place, path), text)
  }
  return ok({ gone: gone.length })
}

/**
 * The texts of a folder, what stands beside a configuration left out. Links are not followed. Problems: configuration.noFolder,
 * configuration.tooMuch, configuration.strangeFile.
 */
export async function readFolder(place: string): Promise<Result<Files>> {
  const isFolder = await stat(place)
    .then((found) => found.isDirectory())
    .catch(() => false)
  if (!isFolder) return failed(problem('configuration.noFolder', [], { folder: place }))
  const paths: string[] = []
  const refused = await collect(place, '', paths)
  if (refused !== null) return failed(refused)
  const files: [string, string][] = []
  for (const path of paths) {
    const { size } = await stat(join(place, path))
    if (size > longestFile) return failed(problem('configuration.tooMuch', [path], { most: mostFiles }))
    files.push([path, await readFile(join(place, path), 'utf8')])
  }
  return ok(Object.fromEntries(files))
}

async function collect(place: string, within: string, paths: string[]): Promise<Problem | null> {
  for (const entry of await readdir(join(place, within), { withFileTypes: true })) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`
    if (isBeside(path)) continue
    if (entry.isDirectory() && path.split('/').length < deepest) {
      const refused = await collect(place, path, paths)
      if (refused !== null) return refused
    } else if (!isPlain(entry)) return problem('configuration.strangeFile', [path], { file: path })
    else if (paths.push(path) > mostFiles)
      return problem('configuration.tooMuch', [path], { most: mostFiles })
  }
  return null
}

const isPlain = (entry: Dirent): boolean => entry.isFile() && !entry.isSymbolicLink()

/** What a folder would change file by file, for whoever reads it at a terminal; git tells the lines. */
export function fileDifferences(now: Files, then: Files): readonly string[] {
  const paths = [...new Set([...Object.keys(now), ...Object.keys(then)])].sort()
  return paths.flatMap((path) => {
    if (isBeside(path) || now[path] === then[path]) return []
    return [
      `${now[path] === undefined ? 'new' : then[path] === undefined ? 'not named' : 'changed'}  ${path}`,
    ]
  })
}
