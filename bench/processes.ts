// What processes used, read from Linux's /proc.
import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc are hundredths of a second on every Linux that Node supports. */
const tickMs = 10

type Stat = {
  readonly parent: number
  readonly cpuMs: number
  /** Of children that have ended. */
  readonly endedMs: number
}

function statOf(pid: string | number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name, in brackets, may hold spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = (...at: readonly number[]): number =>
      at.reduce((total, index) => total + Number(fields[index]), 0) * tickMs
    return { parent: Number(fields[1]), cpuMs: ticks(11, 12), endedMs: ticks(13, 14) }
  } catch {
    return null
  }
}

/** CPU milliseconds of a process since it began. */
export const cpuOf = (pid: number): number => statOf(pid)?.cpuMs ?? 0

/** CPU milliseconds of all processes that a process has started, those that have ended included. */
export function cpuOfChildren(pid: number): number {
  let total = statOf(pid)?.endedMs ?? 0
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : null
    if (stat?.parent === pid) total += stat.cpuMs
  }
  return total
}

/** Resident megabytes now, and the most there ever were. */
export function residentOf(pid: number): { readonly now: number; readonly most: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1024
  return { now: Math.round(read('VmRSS')), most: Math.round(read('VmHWM')) }
}
