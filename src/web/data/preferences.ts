// How one person likes the screens: kept in this browser, applied before the first paint.
import { useSyncExternalStore } from 'react'
import type { Language } from '../ui/format.ts'
import type { Density } from '../ui/theme.ts'
import { browserStore, keepStored, readStored } from './stored.ts'

export type Preferences = {
  readonly language: Language | 'account'
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: Density
}

const key = 'baton.preferences'
const standard: Preferences = { language: 'account', theme: 'system', density: 'normal' }
const listeners = new Set<() => void>()
let current: Preferences = { ...standard, ...asObject(readStored(browserStore(), key)) }

function asObject(value: unknown): Partial<Preferences> {
  return typeof value === 'object' && value !== null ? value : {}
}

const prefersDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)')

export const isDark = (theme: Preferences['theme']): boolean =>
  theme === 'dark' || (theme === 'system' && prefersDark().matches)

export function setPreferences(changed: Partial<Preferences>): void {
  current = { ...current, ...changed }
  keepStored(browserStore(), key, current)
  apply()
}

function apply(): void {
  document.documentElement.dataset.theme = isDark(current.theme) ? 'dark' : 'light'
  document.documentElement.dataset.density = current.density
  snapshot = { ...current, dark: isDark(current.theme) }
  for (const listener of listeners) listener()
}

let snapshot: Preferences & { readonly dark: boolean } = { ...current, dark: false }

/** Writes the choices onto the page and follows the system's theme. Called once. */
export function startPreferences(): void {
  prefersDark().addEventListener('change', apply)
  apply()
}

export const usePreferences = (): Preferences & { readonly dark: boolean } =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
