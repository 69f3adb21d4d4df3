// Identifiers that follow from names, so that doing something again makes the same record instead of a second one.

/** The namespace of every identifier this product derives; itself a version 4 identifier drawn once. */
export const derivedNamespace = '5d3b8a5e-0f4c-4a53-9b61-6f0d8e6a7c21'

/**
 * The identifier of a list of names: UUID version 5 (RFC 9562 §5.5) over their JSON, so that ['a', 'b'] and ['ab'] differ.
 * The same names give the same identifier on every machine.
 */
export const derivedId = (...names: readonly string[]): string =>
  uuidV5(derivedNamespace, JSON.stringify(names))

/** UUID version 5 of a name within a namespace. */
export function uuidV5(namespace: string, name: string): string {
  const hash = sha1([...bytesOfHex(namespace.replaceAll('-', '')), ...utf8(name)]).slice(0, 16)
  const marked = hash.map((byte, at) =>
    at === 6 ? 0x50 | (byte & 0x0f) : at === 8 ? 0x80 | (byte & 0x3f) : byte,
  )
  const text = marked.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

const bytesOfHex = (text: string): readonly number[] =>
  Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16))

function utf8(text: string): readonly number[] {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return bytes
}

const tail = (code: number): number => 0x80 | (code & 0x3f)

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

/** The four functions and constants of FIPS 180-4 §4.1.1 and §4.2.1, twenty rounds each. */
const phases = [
  { mix: (b: number, c: number, d: number) => (b & c) | (~b & d), add: 0x5a827999 },
  { mix: (b: number, c: number, d: number) => b ^ c ^ d, add: 0x6ed9eba1 },
  { mix: (b: number, c: number, d: number) => (b & c) | (b & d) | (c & d), add: 0x8f1bbcdc },
  { mix: (b: number, c: number, d: number) => b ^ c ^ d, add: 0xca62c1d6 },
] as const

/** SHA-1 (FIPS 180-4 §6.1): chosen because RFC 9562 asks for it; nothing here relies on it as a secret. */
function sha1(message: readonly number[]): readonly number[] {
  const blocks = padded(message)
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let start = 0; start < blocks.length; start += 64) {
    const after = digestBlock(state, blocks.slice(start, start + 64))
    after.forEach((word, at) => {
      state[at] = ((state[at] ?? 0) + word) | 0
    })
  }
  return state.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff))
}

function padded(message: readonly number[]): readonly number[] {
  const zeros = (119 - (message.length % 64)) % 64
  const length = [56, 48, 40, 32, 24, 16, 8, 0].map(
    (bits) => Math.floor((message.length * 8) / 2 ** bits) & 0xff,
  )
  return [...message, 0x80, ...Array.from({ length: zeros }, () => 0), ...length]
}

function digestBlock(state: readonly number[], block: readonly number[]): readonly number[] {
  const words: number[] = []
  for (let at = 0; at < 80; at++) words.push(at < 16 ? wordAt(block, at) : scheduled(words, at))
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  words.forEach((word, at) => {
    const { mix, add } = phases[Math.floor(at / 20)] ?? phases[0]
    const next = (rotate(a, 5) + mix(b, c, d) + e + add + word) | 0
    ;[e, d, c, b, a] = [d, c, rotate(b, 30), a, next]
  })
  return [a, b, c, d, e]
}

const wordAt = (block: readonly number[], at: number): number =>
  [0, 1, 2, 3].reduce((word, offset) => (word << 8) | (block[at * 4 + offset] ?? 0), 0)

const scheduled = (words: readonly number[], at: number): number =>
  rotate(
    [3, 8, 14, 16].reduce((all, back) => all ^ (words[at - back] ?? 0), 0),
    1,
  )
