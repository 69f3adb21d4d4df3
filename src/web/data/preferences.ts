// How one person likes the screens: applied before the first paint from this browser's copy, kept on the server for all others.
import { useSyncExternalStore } from 'react'
import type { Language } from '../ui/format.ts'
import type { Density } from '../ui/theme.ts'
import { browserStore, keepStored, readStored } from './stored.ts'

/** How one person has arranged the list of an object; what is left out is as usual. */
export type ListLayout = {
  /** Names of fields in order. */
  readonly columns?: readonly string[]
  /** Pixels by field. */
  readonly widths?: Readonly<Record<string, number>>
  /** Names of fields that stay where they are while the others scroll. */
  readonly pinned?: readonly string[]
  /** The saved view that the list begins with. */
  readonly view?: string
  /** The fields that columns of imported files last filled, by the column's name. */
  readonly imports?: Readonly<Record<string, string>>
}

export type Preferences = {
  readonly language: Language | 'account'
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: Density
  readonly lists: Readonly<Record<string, ListLayout>>
  /** Kinds of messages that are neither counted nor shown as new. */
  readonly quiet: readonly string[]
  /** Whether the browser tells of new messages while the page is out of sight. */
  readonly isTold: boolean
  /** Whether they have been shown around. */
  readonly toured: boolean
}

/** The browser's copy: whose it is, and whether the server still has to be told. */
type Copy = { readonly choices: Preferences; readonly person: string | null; readonly isUntold: boolean }

const key = 'baton.preferences'
const standard: Preferences = {
  language: 'account',
  theme: 'system',
  density: 'normal',
  lists: {},
  quiet: [],
  isTold: false,
  toured: false,
}
const listeners = new Set<() => void>()

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const oneOf = <T extends string>(value: unknown, all: readonly T[], usual: T): T =>
  all.find((one) => one === value) ?? usual

/** What was stored, by this version or another: what is not understood is as usual. */
export function readPreferences(value: unknown): Preferences {
  const found: Partial<Record<keyof Preferences, unknown>> = asObject(value)
  return {
    language: oneOf(found.language, ['account', 'zh-CN', 'en'], 'account'),
    theme: oneOf(found.theme, ['system', 'light', 'dark'], 'system'),
    density: oneOf(found.density, ['compact', 'normal', 'roomy'], 'normal'),
    toured: found.toured === true,
    lists: Object.fromEntries(
      Object.entries(asObject(found.lists)).map(([object, layout]) => [object, readLayout(layout)]),
    ),
    quiet: textsIn(found.quiet) ?? [],
    isTold: found.isTold === true,
  }
}

const textsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined

function readLayout(value: unknown): ListLayout {
  const found: Partial<Record<keyof ListLayout, unknown>> = asObject(value)
  const [columns, pinned] = [textsIn(found.columns), textsIn(found.pinned)]
  const widths = Object.entries(asObject(found.widths)).filter(([, width]) => typeof width === 'number')
  const imports = Object.entries(asObject(found.imports)).filter(([, field]) => typeof field === 'string')
  return {
    ...(columns ? { columns } : {}),
    ...(pinned ? { pinned } : {}),
    ...(widths.length > 0 ? { widths: Object.fromEntries(widths) } : {}),
    ...(typeof found.view === 'string' ? { view: found.view } : {}),
    ...(imports.length > 0 ? { imports: Object.fromEntries(imports) } : {}),
  }
}

function readCopy(value: unknown): Copy {
  const found: { choices?: unknown; person?: unknown; isUntold?: unknown } = asObject(value)
  return {
    choices: readPreferences(found.choices),
    person: typeof found.person === 'string' ? found.person : null,
    isUntold: found.isUntold === true,
  }
}

/** Whose choices the server has told this page; null until it has. */
let adopted: string | null = null
let copy: Copy = readCopy(readStored(browserStore(), key))

const prefersDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)')

export const isDark = (theme: Preferences['theme']): boolean =>
  theme === 'dark' || (theme === 'system' && prefersDark().matches)

function keep(next: Copy): void {
  copy = next
  keepStored(browserStore(), key, copy)
  apply()
}

export const setPreferences = (changed: Partial<Preferences>): void =>
  keep({ ...copy, choices: { ...copy.choices, ...changed }, isUntold: true })

/** Changes the layout of one object's list. */
export const setListLayout = (object: string, changed: ListLayout): void =>
  setPreferences({
    lists: { ...copy.choices.lists, [object]: { ...copy.choices.lists[object], ...changed } },
  })

/**
 * Takes over what the server knows of a person, null when that is nothing. What was chosen in this browser and not told yet
 * goes before; what another person chose in it does not.
 */
export function adoptPreferences(person: string, known: unknown): void {
  const isOther = copy.person !== null && copy.person !== person
  adopted = person
  if (copy.isUntold && !isOther) keep({ ...copy, person })
  else if (known !== null || isOther) keep({ choices: readPreferences(known), person, isUntold: false })
  else keep({ ...copy, person })
}

/** What the server has to be told of this person; null when it knows everything. */
export const untoldPreferences = (person: string): Preferences | null =>
  copy.isUntold && copy.person === person ? copy.choices : null

/** The server knows these choices now; later ones remain to be told. */
export function preferencesTold(told: Preferences): void {
  if (copy.choices === told) keep({ ...copy, isUntold: false })
}

function apply(): void {
  const { choices } = copy
  document.documentElement.dataset.theme = isDark(choices.theme) ? 'dark' : 'light'
  document.documentElement.dataset.density = choices.density
  snapshot = { ...choices, dark: isDark(choices.theme), adopted }
  for (const listener of listeners) listener()
}

type Shown = Preferences & { readonly dark: boolean; readonly adopted: string | null }

let snapshot: Shown = { ...standard, ...copy.choices, dark: false, adopted: null }

/** Writes the choices onto the page and follows the system's theme. Called once. */
export function startPreferences(): void {
  // What was chosen in another window of this browser holds in this one too.
  window.addEventListener('storage', ({ key: changed }) => {
    if (changed !== key) return
    copy = readCopy(readStored(browserStore(), key))
    apply()
  })
  prefersDark().addEventListener('change', apply)
  apply()
}

export const subscribeToPreferences = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreferences = (): Shown => useSyncExternalStore(subscribeToPreferences, () => snapshot)

const usual: ListLayout = {}

export const useListLayout = (object: string): ListLayout => usePreferences().lists[object] ?? usual
