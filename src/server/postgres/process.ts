// Whether a process is alive, and whether it is still the one we knew: numbers are given again after a restart.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Whether some process has this number, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// A process whose parent has not collected it holds a number but nothing else. Seen in containers without an init.
function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z'
}

/** When the process began, in the system's own notation; empty where it cannot be told. Equal only for the same process. */
export function beginning(pid: number): string {
  const fields = statFields(pid)
  return fields === null ? ps(pid, 'lstart=') : (fields[19] ?? '')
}

/** The command line of a process; empty where it cannot be told. */
export function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : ps(pid, 'command=')
  } catch {
    return ''
  }
}

// Fields of proc(5) stat from the third (state) on; the second, the name, may hold blanks and brackets.
function statFields(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

function ps(pid: number, column: string): string {
  if (process.platform === 'win32' || process.platform === 'linux') return ''
  try {
    return execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
