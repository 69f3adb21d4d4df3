// Who acts: a signed-in person or a named part of the system.
import type { Me } from '#kernel/formula'

export type Source = 'form' | 'api' | 'import' | 'rule' | 'flow' | 'assistant' | 'offline' | 'system' | 'demo'

export type Actor = Me & {
  readonly kind: 'person' | 'system'
  /** For people their id (uuid); for system actors a fixed uuid derived from their name. */
  readonly id: string
  /** Person's name, or the system actor's name as policies name it. */
  readonly name: string
  readonly locale: 'zh-CN' | 'en'
}

/** Everything a write remembers about where it came from. */
export type Origin = {
  readonly source: Source
  readonly ip?: string
  /** The person for whom a delegate acts. */
  readonly onBehalfOf?: string
  /** The log event that made this write happen. */
  readonly cause?: string
  readonly reason?: string
}
