// Server-sent events as text (WHATWG HTML, "Server-sent events").

/** One change as a page is told of it: never values, only names of fields that the viewer may read. */
export type WireChange = {
  readonly seq: string
  readonly object: string
  readonly id: string
  readonly kind: 'create' | 'update' | 'remove'
  readonly version: number
  readonly fields: readonly string[]
}

/** Opens a stream: how long to wait before coming back, and the place to resume after. */
export const opening = (seq: string): string => `retry: 2000\nid: ${seq}\n\n`

export const changeFrame = (change: WireChange): string =>
  `id: ${change.seq}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`

export const definitionFrame = (version: number): string =>
  `event: definition\ndata: ${JSON.stringify({ version })}\n\n`

/** Something was left out: read again what is on the page. */
export const gapFrame = (seq: string): string => `id: ${seq}\nevent: gap\ndata: {}\n\n`

/** Keeps proxies from closing a quiet stream, and moves the place to resume after over what the viewer may not see. */
export const beat = (seq: string): string => `: beat\nid: ${seq}\n\n`

/** A place in the log as a browser sends it back; null for anything else. */
export const placeIn = (text: string | undefined): bigint | null =>
  text !== undefined && /^\d{1,18}$/.test(text) ? BigInt(text) : null
