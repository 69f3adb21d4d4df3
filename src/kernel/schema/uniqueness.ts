// What may not be repeated: one field or several together. A record in which one of them is blank repeats nothing.
import { columnName, constraintName } from './names.ts'
import type { ResolvedObject } from './schema.ts'

export type Uniqueness = {
  readonly object: string
  readonly table: string
  /** Of the index that keeps it. */
  readonly name: string
  readonly fields: readonly string[]
  readonly columns: readonly string[]
  /** Where it is declared. */
  readonly path: readonly string[]
}

/** All that an object declares, its numbers included. */
export function uniquenessOf(object: ResolvedObject): readonly Uniqueness[] {
  const { name, table, fields, unique = [] } = object
  const one = (names: readonly string[], path: readonly string[]): Uniqueness => {
    const columns = names.map(columnName)
    return {
      object: name,
      table,
      name: constraintName('uq', table, ...columns),
      fields: names,
      columns,
      path,
    }
  }
  return [
    ...fields
      .filter((field) => field.column !== null && (field.unique === true || field.type === 'autoNumber'))
      .map((field) => one([field.name], [name, field.name])),
    ...unique.map((each) => one(each.fields, [name, 'unique', each.name])),
  ]
}
