// Random well-kinded formulas, made from the function table itself: what the parity test feeds to both interpreters.
import type { Kind } from './contract.ts'
import { anything, type FunctionEntry, type Parameter } from './function.ts'
import { functionTable } from './functions/index.ts'
import { operators } from './operators.ts'

/** A number in [0, 1). */
export type Random = () => number

/** The same numbers for the same seed (mulberry32, public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <T>(random: Random, from: readonly [T, ...T[]]): T =>
  from[Math.floor(random() * from.length)] ?? from[0]

/** What may stand where nothing is called: fields, variables and literals of each kind. */
export type Leaves = Readonly<Record<Kind, readonly [string, ...string[]]>> & {
  /** What may stand inside what gathers from related records, theirs first; without it nothing gathers. */
  readonly inside?: Leaves
}

const printable = ['text', 'number', 'date', 'datetime'] as const

/** A formula that gives the kind, with calls nested at most `depth` deep. */
export function randomFormula(random: Random, kind: Kind, leaves: Leaves, depth: number): string {
  if (depth === 0 || random() < 0.15) return random() < 0.06 ? 'blank' : pick(random, leaves[kind])
  const [first, ...rest] = functionTable.filter(
    (entry) => gives(entry, kind) && (!entry.gather || leaves.inside),
  )
  if (!first) return pick(random, leaves[kind])
  return call(random, pick(random, [first, ...rest]), kind, leaves, depth - 1)
}

/** A call of one entry of the table, whatever it gives, with calls nested at most `depth` deep. */
export function randomCall(random: Random, entry: FunctionEntry, leaves: Leaves, depth: number): string {
  const { fixed, result } = entry
  const kinds = fixed.find((place) => place.like !== undefined && place.like === result)?.kinds ?? anything
  return call(random, entry, kinds[Math.floor(random() * kinds.length)] ?? 'text', leaves, depth - 1)
}

function gives(entry: FunctionEntry, kind: Kind): boolean {
  if (entry.result !== 'T' && entry.result !== 'U') return entry.result === kind
  const places = [...entry.fixed, ...(entry.optional ?? [])]
  return places.some(({ like, kinds }) => like === entry.result && kinds.includes(kind))
}

function call(random: Random, entry: FunctionEntry, kind: Kind, leaves: Leaves, depth: number): string {
  const { fixed, repeat = [], optional = [] } = entry
  const groups = repeat.length === 0 ? 0 : Math.floor(random() * 3)
  const places = [...fixed, ...Array.from({ length: groups }, () => repeat).flat()]
  if (random() < 0.5) places.push(...optional)
  const letters = { T: letterKind(random, entry, 'T', kind), U: letterKind(random, entry, 'U', kind) }
  const [inner, deep] = entry.gather && leaves.inside ? [leaves.inside, Math.min(depth, 2)] : [leaves, depth]
  const args = places.map((place, at) =>
    // Without the first there might be no related record at all.
    inner !== leaves && at === 0
      ? inner[place.like ? letters[place.like] : (place.kinds[0] ?? 'text')][0]
      : argument(random, place, letters, inner, deep),
  )
  return spelled(entry, args)
}

function letterKind(random: Random, entry: FunctionEntry, letter: 'T' | 'U', kind: Kind): Kind {
  if (entry.result === letter) return kind
  const kinds = entry.fixed.find((place) => place.like === letter)?.kinds ?? anything
  return kinds[Math.floor(random() * kinds.length)] ?? 'text'
}

function argument(
  random: Random,
  { kinds, like, whole, oneOf, prints }: Parameter,
  letters: Readonly<Record<'T' | 'U', Kind>>,
  leaves: Leaves,
  depth: number,
): string {
  if (whole) return String(whole[0] + Math.floor(random() * (whole[1] - whole[0] + 1)))
  if (oneOf) return `'${oneOf[Math.floor(random() * oneOf.length)]}'`
  if (prints) return randomFormula(random, pick(random, printable), leaves, depth)
  const kind = like ? letters[like] : (kinds[Math.floor(random() * kinds.length)] ?? 'text')
  // An instant stands for its date wherever a date is asked for.
  return randomFormula(random, kind === 'date' && random() < 0.2 ? 'datetime' : kind, leaves, depth)
}

function spelled({ name, spelling, group }: FunctionEntry, args: readonly string[]): string {
  const operator = operators.find((each) => each.name === name)
  if (group !== 'operator' || !operator) return `${spelling ?? name}(${args.join(', ')})`
  const [left, right] = args
  if (operator.position === 'infix') return `((${left}) ${operator.sign} (${right}))`
  return operator.position === 'prefix' ? `(${operator.sign}(${left}))` : `((${left})${operator.sign})`
}
