// SQL statements as values: text with $1, $2 … and the values beside it, so that nothing from outside enters the text.

/** A statement ready for the driver. With a `name` it is prepared once per connection and reused. */
export type Statement = {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string
}

/** A piece of SQL that can be put into another: `strings` stand around `values`, one more than those. */
export class Sql implements Statement {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }

  get text(): string {
    return this.strings.reduce((text, part, index) => `${text}$${index}${part}`)
  }
}

/** Template tag. A value becomes a parameter; a piece of SQL is put in with its parameters. */
export function sql(parts: TemplateStringsArray, ...inserted: readonly unknown[]): Sql {
  const strings = [parts[0] ?? '']
  const values: unknown[] = []
  inserted.forEach((value, index) => {
    const [first = '', ...rest] = value instanceof Sql ? value.strings : ['', '']
    extendLast(strings, first)
    strings.push(...rest)
    values.push(...(value instanceof Sql ? value.values : [value]))
    extendLast(strings, parts[index + 1] ?? '')
  })
  return new Sql(strings, values)
}

function extendLast(strings: string[], text: string): void {
  strings.push((strings.pop() ?? '') + text)
}

/** SQL written by us, put in as it is. Never for anything that comes from outside. */
export const raw = (text: string): Sql => new Sql([text], [])

export const empty: Sql = raw('')

/** A name, or a dotted path of names, quoted so that any text is only ever a name. At most 63 bytes each (PostgreSQL). */
export const ident = (...names: readonly string[]): Sql => raw(names.map(quoteName).join('.'))

function quoteName(name: string): string {
  if (name === '' || name.includes('\0'))
    throw new Error('A name in SQL is neither empty nor holds a zero byte')
  return `"${name.replaceAll('"', '""')}"`
}

/** The pieces with a separator between them; `empty` for none. Plain values become parameters. */
export function join(pieces: readonly unknown[], separator = ', '): Sql {
  return pieces.reduce<Sql>(
    (joined, piece, index) => (index === 0 ? sql`${piece}` : sql`${joined}${raw(separator)}${piece}`),
    empty,
  )
}

/** The same statement under a name, to be prepared once per connection. The text must be the same at each use. */
export const named = (name: string, { text, values }: Statement): Statement => ({ name, text, values })
