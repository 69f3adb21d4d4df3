// Who may start and stop the cluster of a data home: the one process whose number is in the `owner` file.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginning, isAlive } from './process.ts'

/**
 * Claims the cluster for this process. False when another live process holds it: that one keeps it running, and the
 * caller may use it but not stop it. A claim left by a process that is gone is taken over.
 */
export function claim(folder: string): boolean {
  const file = join(folder, 'owner')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, `${process.pid} ${beginning(process.pid)}`, { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (isHeld(file)) return false
    rmSync(file, { force: true })
  }
  return false
}

/** Gives the claim up; nothing happens when it is not ours. */
export function release(folder: string): void {
  const file = join(folder, 'owner')
  if (holder(file)?.pid === process.pid) rmSync(file, { force: true })
}

function isHeld(file: string): boolean {
  const held = holder(file)
  return held !== null && isAlive(held.pid) && beginning(held.pid) === held.began
}

function holder(file: string): { pid: number; began: string } | null {
  try {
    const [pid = '', ...began] = readFileSync(file, 'utf8').split(' ')
    return Number(pid) > 0 ? { pid: Number(pid), began: began.join(' ') } : null
  } catch {
    return null
  }
}
