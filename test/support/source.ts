// Reads TypeScript just far enough to tell code from text: what a file imports, and what its code mentions.

/** One file of the tree: its path from the repository's root, with forward slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string }

// A slash after one of these begins a regular expression, not a division.
const beforeRegex = /(?:^|[([{,;:=!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|yield))\s*$/

/**
 * The same text with comments and the contents of strings, templates and regular expressions blanked, so that every
 * position stays. Code inside `${…}` is kept.
 */
export function codeOnly(text: string): string {
  const out: string[] = []
  let at = 0
  const blankTo = (end: number): void => {
    out.push(text.slice(at, end).replace(/[^\n'"`]/g, ' '))
    at = end
  }
  const template = (): void => {
    blankTo(at + 1)
    while (at < text.length && text[at] !== '`') {
      if (text.startsWith('${', at)) code('}')
      else blankTo(at + (text[at] === '\\' ? 2 : 1))
    }
    blankTo(at + 1)
  }
  const code = (until: string | null): void => {
    let depth = 0
    while (at < text.length) {
      const end = textEnd(text, at, out)
      if (end !== null) blankTo(end)
      else if (text[at] === '`') template()
      else {
        if (text[at] === '{') depth++
        if (text[at] === '}') depth--
        out.push(text[at++] ?? '')
        if (until !== null && depth === 0 && text[at - 1] === until) return
      }
    }
  }
  code(null)
  return out.join('')
}

// Where the comment, string or regular expression that begins here ends; null when none begins.
function textEnd(text: string, at: number, before: readonly string[]): number | null {
  const rest = text.slice(at, at + 2)
  if (rest === '//') return endOf(text, at, /\n|$/g)
  if (rest === '/*') return endOf(text, at + 2, /\*\//g)
  if (rest[0] === "'" || rest[0] === '"') return endOf(text, at, /(['"])(?:\\[\s\S]|(?!\1)[^\\\n])*\1/gy)
  if (rest[0] === '/' && beforeRegex.test(before.slice(-12).join('')))
    return endOf(text, at, /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/gy)
  return null
}

function endOf(text: string, from: number, pattern: RegExp): number | null {
  pattern.lastIndex = from
  const match = pattern.exec(text)
  return match === null ? null : match.index + match[0].length
}

/** The names in import and export declarations and in `import('…')`, in order. */
export function importsOf(text: string): readonly string[] {
  const code = codeOnly(text)
  const found = code.matchAll(/\b(?:from\s*|import\s*\(?\s*)(['"])/g)
  return [...found].map((match) => {
    const start = match.index + match[0].length
    return text.slice(start, text.indexOf(match[1] ?? "'", start))
  })
}

/** The ids that the titles of tests begin with: `'[F3] [LEAD-07] a title'` cites both. Skipped tests prove nothing. */
export function citationsOf(text: string): readonly string[] {
  const titles = text.matchAll(/(\.(?:skip|todo|fails)\s*\(\s*)?(['"`])((?:\[[A-Z]+-?\d+\]\s*)+)/g)
  return [...titles]
    .filter((match) => match[1] === undefined)
    .flatMap((match) => [...(match[3] ?? '').matchAll(/\[([^\]]+)\]/g)].map((id) => id[1] ?? ''))
}
