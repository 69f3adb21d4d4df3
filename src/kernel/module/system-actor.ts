// Named parts of the system as actors, with ids that are the same everywhere.
import type { Actor } from '#kernel/access'

/** The actor of a part of the system: its id is a function of its name (RFC 9562 version 8, our own hash). */
export const systemActor = (name: string): Actor => ({
  kind: 'system',
  id: idOf(name),
  name,
  locale: 'zh-CN',
  department: null,
  departments: [],
  headed: [],
  roles: [],
})

function idOf(name: string): string {
  const words = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => hash(`${seed} ${name}`, seed))
  const hex = words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** FNV-1a over UTF-16 units. */
function hash(text: string, seed: number): number {
  let value = seed
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value
}
