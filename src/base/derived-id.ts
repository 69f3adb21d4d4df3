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
  const hash = sha1([...bytesOfHex(namespace.replaceAll('-', '')), ...utf8(name)])
  const byte = (at: number): number => ((hash[at >> 2] ?? 0) >>> (24 - 8 * (at & 3))) & 0xff
  let text = ''
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-'
    const marked = at === 6 ? 0x50 | (byte(6) & 0x0f) : at === 8 ? 0x80 | (byte(8) & 0x3f) : byte(at)
    text += hexTexts[marked] ?? ''
  }
  return text
}

const hexTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

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

/**
 * SHA-1 (FIPS 180-4 §6.1) as five words: chosen because RFC 9562 asks for it; nothing here relies on it as a secret. Loops over
 * words, because every event that a rule looks at is hashed.
 */
function sha1(message: readonly number[]): Int32Array {
  const blocks = padded(message)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  const words = new Int32Array(80)
  for (let start = 0; start < blocks.length; start += 16) {
    words.set(blocks.subarray(start, start + 16))
    digestBlock(state, words)
  }
  return state
}

/** The message in words of four bytes, closed by its length in bits. */
function padded(message: readonly number[]): Int32Array {
  const words = new Int32Array(16 * Math.ceil((message.length + 9) / 64))
  for (let at = 0; at <= message.length; at++)
    words[at >> 2] = (words[at >> 2] ?? 0) | ((message[at] ?? 0x80) << (24 - 8 * (at & 3)))
  words[words.length - 2] = Math.floor(message.length / 2 ** 29)
  words[words.length - 1] = message.length << 3
  return words
}

/** The first sixteen of the words are the block. */
function digestBlock(state: Int32Array, words: Int32Array): void {
  const word = (at: number): number => words[at] ?? 0
  for (let at = 16; at < 80; at++)
    words[at] = rotate(word(at - 3) ^ word(at - 8) ^ word(at - 14) ^ word(at - 16), 1)
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (let at = 0; at < 80; at++) {
    const next = (rotate(a, 5) + mixed(at, b, c, d) + e + word(at)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  for (const [at, value] of [a, b, c, d, e].entries()) state[at] = (state[at] ?? 0) + value
}

/** The four functions and constants of FIPS 180-4 §4.1.1 and §4.2.1, twenty rounds each. */
function mixed(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}
