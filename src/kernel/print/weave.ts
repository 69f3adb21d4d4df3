// Words with values in them: `{formula}` stands for what the formula gives, `{{` for a brace.
import type { FormulaText } from '#kernel/schema'

export type Piece = string | { readonly formula: FormulaText }

/** The pieces of a text, in order; null when a formula in it is not closed. Braces within quotes belong to the formula. */
export function piecesOf(text: string): readonly Piece[] | null {
  const pieces: Piece[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const letter = text.charAt(at)
    if (letter !== '{' || text.charAt(at + 1) === '{') {
      plain += letter
      at += letter === '{' ? 2 : 1
      continue
    }
    const end = closing(text, at + 1)
    if (end < 0) return null
    if (plain !== '') pieces.push(plain)
    plain = ''
    pieces.push({ formula: text.slice(at + 1, end).trim() })
    at = end + 1
  }
  return plain === '' ? pieces : [...pieces, plain]
}

function closing(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === "'" || letter === '"') quote = letter
    else if (letter === '[') quote = ']'
    else if (letter === '}') return at
  }
  return -1
}

/** The text that these pieces are of. */
export const wovenOf = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => (typeof piece === 'string' ? piece.replaceAll('{', '{{') : `{${piece.formula}}`))
    .join('')

/** Each line of a text as its own pieces. */
export function paragraphsOf<P>(pieces: readonly (string | P)[]): readonly (readonly (string | P)[])[] {
  const paragraphs: (string | P)[][] = [[]]
  for (const piece of pieces) {
    const [first, ...rest] = typeof piece === 'string' ? piece.split('\n') : [piece]
    if (first !== undefined && first !== '') paragraphs.at(-1)?.push(first)
    for (const line of rest) paragraphs.push(line === '' ? [] : [line])
  }
  return paragraphs
}
