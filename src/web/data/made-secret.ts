// A secret that the server has just made and will not tell again: kept in memory until the person says they have it.
import { useSyncExternalStore } from 'react'
import type { Written } from '#kernel/records'

let made: string | null = null
const listeners = new Set<() => void>()

function set(next: string | null): void {
  made = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The secret among the answers of a write; null when none was made. */
export function secretIn({ outputs }: Pick<Written, 'outputs'>): string | null {
  for (const output of outputs)
    if (typeof output === 'object' && output !== null && 'secret' in output)
      // A share link may have a password beside it.
      return [output.secret, ...('password' in output ? [output.password] : [])].filter(Boolean).join('\n')
  return null
}

/** Shows the secret of a write, when one was made. */
export function showSecretOf(written: Written): void {
  const secret = secretIn(written)
  if (secret !== null) set(secret)
}

export const forgetSecret = (): void => set(null)

export const useMadeSecret = (): string | null => useSyncExternalStore(subscribe, () => made)
