// A secret that the server has just made and will not tell again: kept in memory until the person says they have it.
import { useSyncExternalStore } from 'react'
import type { Written } from '#kernel/records'

/** `kind` says what it opens: a webhook's signature where nothing is said. */
export type MadeSecret = { readonly secret: string; readonly kind: SecretKind; readonly login: string }
const kinds = ['webhook', 'password', 'token'] as const
type SecretKind = (typeof kinds)[number]

let made: MadeSecret | null = null
const listeners = new Set<() => void>()

function set(next: MadeSecret | null): void {
  made = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The secret among the answers of a write; null when none was made. */
export function secretIn({ outputs }: Pick<Written, 'outputs'>): MadeSecret | null {
  for (const output of outputs)
    if (typeof output === 'object' && output !== null && 'secret' in output) {
      // A share link may have a password beside it.
      const parts = [output.secret, ...('password' in output ? [output.password] : [])]
      const kind = kinds.find((one) => 'kind' in output && output.kind === one) ?? 'webhook'
      const login = 'login' in output ? String(output.login) : ''
      return { secret: parts.filter(Boolean).join('\n'), kind, login }
    }
  return null
}

/** Shows the secret of a write, when one was made. */
export function showSecretOf(written: Written): void {
  const secret = secretIn(written)
  if (secret !== null) set(secret)
}

export const forgetSecret = (): void => set(null)

export const useMadeSecret = (): MadeSecret | null => useSyncExternalStore(subscribe, () => made)
