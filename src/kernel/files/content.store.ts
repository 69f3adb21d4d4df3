// Contents on disk: one folder per workspace, one file per hash.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { isWorkspaceId } from '#kernel/workspace'
import { isContentHash, sizeLimit } from './file.ts'

/** Where a workspace's contents lie. */
export type Contents = {
  /** `BATON_HOME/files`. */
  readonly folder: string
  readonly workspace: string
}

export type StoredContent = { readonly sha256: string; readonly size: number }

/** The folder of a workspace; throws for an id that is none, so that no other text becomes a path. */
export function folderOf({ folder, workspace }: Contents): string {
  if (!isWorkspaceId(workspace)) throw new Error('Not the id of a workspace')
  return join(folder, workspace)
}

export function pathOf(contents: Contents, sha256: string): string {
  if (!isContentHash(sha256)) throw new Error('Not a SHA-256')
  return join(folderOf(contents), sha256.slice(0, 2), sha256)
}

/**
 * Stores a stream of bytes and answers what it was. Nothing is kept of a stream that breaks off (its error is thrown) or is too large.
 * Problems: files.tooLarge, files.empty.
 */
export async function storeContent(
  contents: Contents,
  source: AsyncIterable<Uint8Array>,
  limit: number = sizeLimit,
): Promise<Result<StoredContent>> {
  const incoming = join(folderOf(contents), 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const temporary = join(incoming, randomBytes(16).toString('hex'))
  try {
    const stored = await receive(temporary, source, limit)
    if (stored === null)
      return failed(problem('files.tooLarge', [], { megabytes: Math.floor(limit / 1024 / 1024) }))
    if (stored.size === 0) return failed(problem('files.empty'))
    const path = pathOf(contents, stored.sha256)
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    // Also where the same bytes lie already: that makes them young again, so that a sweep leaves them.
    await rename(temporary, path)
    return ok(stored)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function receive(
  path: string,
  source: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<StoredContent | null> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    let size = 0
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > limit) return null
      hash.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
    return { sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}

/** The bytes of a hash, or undefined where they are gone. */
export async function readContent(contents: Contents, sha256: string): Promise<ReadStream | undefined> {
  const path = pathOf(contents, sha256)
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? createReadStream(path) : undefined
}

/** Removes everything of a workspace that was removed. */
export const removeContents = (contents: Contents): Promise<void> =>
  rm(folderOf(contents), { recursive: true, force: true })
