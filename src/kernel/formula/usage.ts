// How a function is written: `ROUND(value, digits?)`, `left + right`.
import type { FunctionEntry, Parameter } from './function.ts'
import { operators } from './operators.ts'

/** One line that shows where each argument goes; `?` may be left out, `…` repeats. */
export function usageOf({ name, group, fixed, repeat = [], optional = [] }: FunctionEntry): string {
  const operator = operators.find((each) => each.name === name)
  const [left, right] = fixed.map((each) => each.name)
  if (group === 'operator' && operator) {
    if (operator.position === 'infix') return `${left} ${operator.sign} ${right}`
    return operator.position === 'prefix' ? `${operator.sign}${left}` : `${left}${operator.sign}`
  }
  return `${name}(${[...fixed.map(nameOf), ...repeated(repeat), ...optional.map((each) => `${each.name}?`)].join(', ')})`
}

const nameOf = ({ name }: Parameter): string => name

const repeated = (repeat: readonly Parameter[]): readonly string[] =>
  repeat.length === 0 ? [] : [...repeat.map((each) => `${each.name}?`), '…']
