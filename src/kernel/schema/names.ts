// Physical names: what an object, a field and a constraint are called in PostgreSQL. Pure functions of stable ids, so never renamed.

/** Object names are `module.noun`: the module in lower case, the noun in camelCase. */
export const objectNamePattern = /^[a-z][a-z0-9]{0,19}\.[a-z][a-zA-Z0-9]{0,29}$/
export const fieldNamePattern = /^[a-z][a-zA-Z0-9]{0,39}$/

/** PostgreSQL cuts longer identifiers off, so that two could become one. */
export const longestIdentifier = 63

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const tableName = (object: string): string => snake(object).replace('.', '_')

export const columnName = (field: string): string => snake(field)

/**
 * `<kind>_<table>__<part>__<part>`, the double underscore in no column so that no two lists of parts give one name, at most 50 characters, never ending in an underscore and digits (a cluster appends such a
 * suffix to the copies it makes of a constraint).
 */
export function constraintName(
  kind: 'pk' | 'fk' | 'uq' | 'ck' | 'ix',
  table: string,
  ...parts: readonly string[]
): string {
  const full = `${kind}_${[table, ...parts].join('__')}`
  const short = full.length > 48 ? `${full.slice(0, 38)}_h${hash(full)}` : full
  return /_\d+$/.test(short) ? `${short}x` : short
}

export const listIndexName = (table: string, index: string): string =>
  constraintName('ix', table, 'list', columnName(index))

/** FNV-1a, 32 bits, as letters only. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, 0x01000193)
  }
  return Array.from({ length: 7 }, (_, index) =>
    String.fromCharCode(97 + ((value >>> (index * 4)) & 15)),
  ).join('')
}
