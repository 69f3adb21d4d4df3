// A call that stands inside itself many times over: what shows that no function writes out an argument twice.
import type { Kind } from './contract.ts'
import type { FunctionEntry, Parameter } from './function.ts'

/** No entry has more places than these, a repeated group counted once. */
export const mostPlaces = 6

const fields: Partial<Record<Kind, string>> = {
  text: 'name',
  number: 'quantity',
  boolean: 'rush',
  date: 'promised',
  datetime: 'shippedAt',
  list: 'tags',
  record: 'customer',
  json: 'extra',
}

/** Something of one kind made into another kind. */
const made: Partial<Record<Kind, (from: string, kind: Kind) => string>> = {
  number: (from, kind) => numbers[kind]?.(from) ?? `LEN('' & ${from})`,
  text: (from, kind) => (kind === 'boolean' ? `IF(${from}, 'a', 'b')` : `'' & ${from}`),
  date: (from, kind) => `ADDDAYS(promised, ${made.number?.(from, kind)})`,
  datetime: (from, kind) => `ADDMINUTES(shippedAt, ${made.number?.(from, kind)})`,
  boolean: (from, kind) => `${made.number?.(from, kind)} > 1`,
}
const numbers: Partial<Record<Kind, (from: string) => string>> = {
  number: (from) => from,
  list: (from) => `COUNT(${from})`,
  boolean: (from) => `IF(${from}, 1, 2)`,
}

/** A call whose argument at one place is made of the same call, so many deep; undefined where no value fits the place. */
export function nestedCall(entry: FunctionEntry, place: number, levels: number): string | undefined {
  const { name, spelling = name, fixed, repeat = [], optional = [], result } = entry
  const places = [...fixed, ...repeat, ...optional]
  const kindOf = ({ kinds, like }: Parameter): Kind =>
    (like ? fixed.find((each) => each.like === like)?.kinds[0] : kinds[0]) ?? 'text'
  const asked = places[place]
  const model = fixed.find(({ like }) => like === result)
  const given = result === 'T' || result === 'U' || result === 'blank' ? kindOf(model ?? noPlace) : result
  const kind = kindOf(asked ?? noPlace)
  const convert = given === kind ? (from: string) => from : made[kind]
  if (entry.gather || !asked || asked.whole || asked.oneOf || !convert || !/^[A-Z]/.test(spelling))
    return undefined
  const others = places.map((each) =>
    each.whole ? String(each.whole[0]) : each.oneOf ? `'${each.oneOf[0]}'` : (fields[kindOf(each)] ?? 'name'),
  )
  let text = ''
  for (let level = 0; level < levels; level++) {
    const inner = level === 0 ? (fields[kind] ?? 'name') : convert(text, given)
    text = `${spelling}(${others.with(place, inner).join(', ')})`
  }
  return text
}

const noPlace: Parameter = { name: '', kinds: ['text'] }
