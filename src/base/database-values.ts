// How values come out of PostgreSQL: exact and plain, never as a float or in the machine's time zone.

/** One parser per PostgreSQL type number (pg_type.dat); types not listed come as the driver gives them. */
export const valueParsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: (text) => text, // int8
  1700: (text) => text, // numeric
  1082: (text) => text, // date
  1083: (text) => text, // time
  1186: (text) => text, // interval
  1114: (text) => text, // timestamp
  1184: isoInstant, // timestamptz
  1185: (text) => parseArray(text).map((item) => (item === null ? null : isoInstant(item))),
  1009: parseArray, // text[]
  1015: parseArray, // varchar[]
  2951: parseArray, // uuid[]
  1016: parseArray, // int8[]
  1231: parseArray, // numeric[]
  1182: parseArray, // date[]
  114: (text) => JSON.parse(text), // json
  3802: (text) => JSON.parse(text), // jsonb
}

const inUtc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/

/**
 * A timestamptz as the server writes it (ISO style, session zone UTC) as `2026-01-31T08:00:00.000Z`, cut to
 * milliseconds. `infinity`, years before Christ and after 9999 come unchanged: they never leave the database as dates.
 */
export function isoInstant(text: string): string {
  const match = inUtc.exec(text)
  if (match === null) return text
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`
}

/** A one-dimensional array in PostgreSQL's text form; unquoted NULL is null. */
export function parseArray(text: string): (string | null)[] {
  const items: (string | null)[] = []
  const item = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gsy
  for (let at = 1; at < text.length - 1; at = item.lastIndex + 1) {
    item.lastIndex = at
    const match = item.exec(text)
    if (match === null) throw new Error(`Not a one-dimensional array: ${text.slice(0, 80)}`)
    items.push(match[1]?.replace(/\\(.)/gs, '$1') ?? (match[2] === 'NULL' ? null : (match[2] ?? '')))
  }
  return items
}
