// Values that this browser remembers. A full or forbidden storage forgets; it never breaks the page.

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function readStored(store: Store | undefined, key: string): unknown {
  try {
    return JSON.parse(store?.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** False when it could not be kept. */
export function keepStored(store: Store | undefined, key: string, value: unknown): boolean {
  try {
    if (value === null || value === undefined) store?.removeItem(key)
    else store?.setItem(key, JSON.stringify(value))
    return store !== undefined
  } catch {
    return false
  }
}

/** The browser's own storage, where there is one. */
export const browserStore = (): Storage | undefined => {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}
