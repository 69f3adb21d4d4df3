// Checks of balances as constraints of the database: the second belt under what the engine checks first.
import { raw } from '#base/sql'
import { compileFormula } from '#kernel/formula'
import { type CheckSql, columnName, type Schema } from '#kernel/schema'

/** SQL of a check over the object's own columns; empty where the formula needs parameters, which a constraint cannot have. */
export const checkSql =
  (schema: Schema): CheckSql =>
  (object, text) => {
    const formula = compileFormula(text, { schema, object: object.name }, 'boolean')
    if (!formula.ok || formula.value.reads.some((path) => path.length > 1)) return ''
    const me = { id: '', department: null, departments: [], headed: [], roles: [] }
    const condition = formula.value.toSql({
      column: (path) => raw(`"${columnName(path[0] ?? '')}"`),
      me,
      moment: { now: '1970-01-01T00:00:00.000Z', zone: 'UTC' },
    })
    return inlined(condition.text, condition.values)
  }

/** Numbers stand in the text of a constraint; anything else there is none of. */
function inlined(text: string, values: readonly unknown[]): string {
  if (!values.every((value) => /^-?\d+(\.\d+)?$/.test(String(value)))) return ''
  return text.replace(/\$(\d+)/g, (_, place: string) => `'${String(values[Number(place) - 1])}'`)
}
