// What each person adds to a goal: targets and the metric's cells, put side by side. Pure.
import type { MetricCell, Tile } from '#kernel/metrics'
import type { Row } from '#kernel/schema'
import type { Span } from './period.ts'

type Fields = NonNullable<Tile['goal']>['fields']

export type Share = {
  readonly person: string
  readonly value: number
  /** Of the whole goal, 0–1 and more; of what there is where no goal was set. */
  readonly share: number
  /** What they set out to reach; null where nobody said. */
  readonly target: number | null
}

export type Goal = {
  readonly span: Span
  readonly people: ReadonlyMap<string, number>
  /** Everybody's target; the sum of the people's where there is none. */
  readonly whole: number
}

/** The targets that hold today; of several spans the shortest. Null where there are none. */
export function goalOf(
  targets: readonly Row[],
  fields: Fields,
  nextDay: (day: string) => string,
): Goal | null {
  const text = (row: Row, name: string): string => String(row[name] ?? '')
  const length = (row: Row): number => Date.parse(text(row, fields.to)) - Date.parse(text(row, fields.from))
  const whose = targets.filter((row) => row[fields.person] !== null || isEverybodys(row, fields))
  const [first] = whose.toSorted((a, b) => length(a) - length(b))
  if (first === undefined) return null
  const [from, to] = [text(first, fields.from), text(first, fields.to)]
  const those = whose.filter((row) => text(row, fields.from) === from && text(row, fields.to) === to)
  const people = new Map<string, number>()
  for (const row of those)
    if (row[fields.person] !== null) people.set(text(row, fields.person), Number(row[fields.value] ?? 0))
  const common = those.find((row) => row[fields.person] === null)
  const sum = [...people.values()].reduce((all, one) => all + one, 0)
  return {
    span: { from, to: nextDay(to) },
    people,
    whole: common === undefined ? sum : Number(common[fields.value] ?? 0),
  }
}

const isEverybodys = (row: Row, { others = [] }: Fields): boolean =>
  others.every((name) => (row[name] ?? null) === null)

/** Everybody who has a target or adds something, who adds most first. */
export function sharesOf({ people, whole }: Goal, cells: readonly MetricCell[]): readonly Share[] {
  const values = new Map(
    cells.flatMap(({ key: [key], value }) => (key == null ? [] : [[key, Number(value ?? 0)]])),
  )
  const total = [...values.values()].reduce((all, one) => all + one, 0)
  const base = whole > 0 ? whole : total
  return [...new Set([...people.keys(), ...values.keys()])]
    .map((person) => {
      const value = values.get(person) ?? 0
      return { person, value, share: base > 0 ? value / base : 0, target: people.get(person) ?? null }
    })
    .toSorted((a, b) => b.value - a.value || (a.person < b.person ? -1 : 1))
}
