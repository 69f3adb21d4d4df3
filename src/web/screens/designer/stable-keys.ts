// Keys of a list whose names may change while somebody works on one of them: that one stays the same to the page.
import { useRef } from 'react'

type Memory = { readonly names: readonly string[]; readonly keys: readonly string[]; readonly next: number }

/** The keys for these names: the former one of the same name, or of the same place where a name gave way to another. */
export function keysFor(names: readonly string[], before: Memory): Memory {
  let { next } = before
  const keys = names.map((name, at) => {
    const known = before.keys[before.names.indexOf(name)]
    if (known !== undefined) return known
    const former = before.names.length === names.length ? before.names[at] : undefined
    const renamed = former !== undefined && !names.includes(former) ? before.keys[at] : undefined
    return renamed ?? `k${next++}`
  })
  return { names, keys, next }
}

export function useStableKeys(names: readonly string[]): readonly string[] {
  const memory = useRef<Memory>({ names: [], keys: [], next: 0 })
  if (memory.current.names.join(' ') !== names.join(' ')) memory.current = keysFor(names, memory.current)
  return memory.current.keys
}
