// SQL as a value: text with $n parameters, composed without ever joining user input into text.

/** A fragment or a whole statement. `texts` has one more element than `values`; nested fragments are already flattened. */
export type Sql = { readonly texts: readonly string[]; readonly values: readonly unknown[] }

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'texts' in value && 'values' in value

/** Tag: plain values become parameters, fragments are spliced in. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const texts: string[] = [strings[0] ?? '']
  const values: unknown[] = []
  parts.forEach((part, index) => {
    const tail = strings[index + 1] ?? ''
    if (isSql(part)) splice(texts, values, part)
    else {
      values.push(part)
      texts.push('')
    }
    texts[texts.length - 1] += tail
  })
  return { texts, values }
}

function splice(texts: string[], values: unknown[], part: Sql): void {
  texts[texts.length - 1] += part.texts[0] ?? ''
  part.values.forEach((value, index) => {
    values.push(value)
    texts.push(part.texts[index + 1] ?? '')
  })
}

/** Constant SQL text written by us, never by a user. */
export const raw = (text: string): Sql => ({ texts: [text], values: [] })

/** A quoted identifier, parts joined by a dot. */
export const ident = (...parts: readonly string[]): Sql =>
  raw(parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'))

export const empty: Sql = raw('')

export function join(parts: readonly Sql[], separator = ', '): Sql {
  return parts.reduce((all, part, index) => (index === 0 ? part : sql`${all}${raw(separator)}${part}`), empty)
}

/** The statement as drivers want it. */
export const toStatement = (
  fragment: Sql,
): { readonly text: string; readonly values: readonly unknown[] } => ({
  text: fragment.texts.reduce((text, part, index) => (index === 0 ? part : `${text}$${index}${part}`), ''),
  values: fragment.values,
})
