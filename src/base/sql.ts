// SQL statements as values: text with $1, $2 … and the values beside it, so that nothing from outside enters the text.

/** A statement ready for the driver. With a `name` it is prepared once per connection and reused. */
export type Statement = {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string
  /** Rows come as arrays of values in the order of the columns, which is cheaper than by name. */
  readonly rowMode?: 'array'
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
    let text = this.strings[0] ?? ''
    for (let index = 1; index < this.strings.length; index++) text += `$${index}${this.strings[index]}`
    return text
  }
}

/** Template tag. A value becomes a parameter; a piece of SQL is put in with its parameters. */
export function sql(parts: TemplateStringsArray, ...inserted: readonly unknown[]): Sql {
  const writing = startWriting(parts[0] ?? '')
  for (let index = 0; index < inserted.length; index++) {
    put(writing, inserted[index])
    writing.last += parts[index + 1] ?? ''
  }
  return written(writing)
}

/** A statement being put together: what is complete, and the text that still grows. */
type Writing = { readonly strings: string[]; readonly values: unknown[]; last: string }

const startWriting = (text: string): Writing => ({ strings: [], values: [], last: text })

const written = ({ strings, values, last }: Writing): Sql => {
  strings.push(last)
  return new Sql(strings, values)
}

function put(writing: Writing, value: unknown): void {
  if (!(value instanceof Sql)) {
    writing.strings.push(writing.last)
    writing.values.push(value)
    writing.last = ''
    return
  }
  const { strings, values } = value
  writing.last += strings[0] ?? ''
  for (let index = 0; index < values.length; index++) {
    writing.strings.push(writing.last)
    writing.values.push(values[index])
    writing.last = strings[index + 1] ?? ''
  }
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
  const writing = startWriting('')
  for (let index = 0; index < pieces.length; index++) {
    if (index > 0) writing.last += separator
    put(writing, pieces[index])
  }
  return written(writing)
}

/** The same statement under a name, to be prepared once per connection. The text must be the same at each use. */
export const named = (name: string, { text, values }: Statement): Statement => ({ name, text, values })
