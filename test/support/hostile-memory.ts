// What the lab of hostile definitions knows: every value that was acknowledged, and what conversions said that they would lose.
import type { Configuration } from '#kernel/module'
import { type Field, isOtherwiseStored, type Row, type Value } from '#kernel/schema'
import { isComputed } from './hostile-edits.ts'

/** What a field held while it was of another type, and whether that is known for certain; the newest last. */
type Past = { readonly key: string; readonly value: Value; readonly isSure: boolean }

/** One record as those who wrote it know it. */
export type Kept = {
  readonly object: string
  readonly id: string
  readonly values: Map<string, Value>
  readonly past: Map<string, Past[]>
  /** When each value was written, in writes of all clients. */
  readonly writtenAt: Map<string, number>
  /** Fields that were written while definitions were published. */
  readonly shaken: Set<string>
  /** As it was last seen: the log must tell of as many changes. */
  version: number
  isRemoved: boolean
  /** What happened to it last but writing. */
  lastly: string
}

export const keptOf = (object: string, id: string): Kept => ({
  ...{ object, id, values: new Map(), past: new Map(), writtenAt: new Map(), shaken: new Set() },
  version: 0,
  isRemoved: false,
  lastly: 'made',
})

/** The fields that were added to each object, are in use, and lead to no module that is off. */
export type Standing = ReadonlyMap<string, ReadonlyMap<string, Field>>

export function standingOf({ objects, extensions, aside, off = [] }: Known): Standing {
  const isOff = (field: Field): boolean =>
    'to' in field && [field.to].flat().every((to) => off.some((module) => to.startsWith(`${module}.`)))
  const isAside = (object: string, name?: string): boolean =>
    aside.some(
      (one) =>
        one.object === object && (one.kind === 'object' || (one.kind === 'field' && one.name === name)),
    )
  const used = (object: string, fields: readonly Field[] = []) =>
    new Map(
      fields
        .filter((field) => field.retired !== true && !isOff(field) && !isAside(object, field.name))
        .map((field) => [field.name, field]),
    )
  return new Map([
    ...objects
      .filter(({ name, retired }) => retired !== true && !isAside(name))
      .map(({ name, fields }) => [name, used(name, fields)] as const),
    ...extensions.map(({ object, fields }) => [object, used(object, fields)] as const),
  ])
}

/** What administrators are told of the definitions. */
export type Known = Configuration & {
  readonly version: number
  readonly aside: readonly { readonly kind: string; readonly object: string; readonly name: string }[]
  readonly filling: readonly unknown[]
}

/** Fields whose values are none of anybody's writing, or are not the same when they are read. */
export const isWatched = (field: Field): boolean => !isComputed(field) && field.type !== 'autoNumber'

export const same = (left: Value | undefined, right: Value | undefined): boolean =>
  canonical(left ?? null) === canonical(right ?? null)

/** jsonb keeps no order of keys. */
const canonical = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(canonical).join()}]`
    : typeof value === 'object' && value !== null
      ? `{${Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
          .join()}}`
      : JSON.stringify(value)

export const isBlank = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Everything of a field that decides how a value looks. */
const keyOf = ({ type, ...field }: Field): string => {
  const { maxLength, format, scale, min, max, options, to, shownAs } = field as Record<string, unknown>
  return canonical({ type, maxLength, format, scale, min, max, options, to, shownAs })
}

export type Converted = { readonly object: string; readonly from: Field; readonly to: Field }

/** Fields that hold values of another kind now. */
export const conversionsBetween = (
  known: ReadonlyMap<string, Field>,
  object: string,
  fields: ReadonlyMap<string, Field>,
): readonly Converted[] =>
  [...fields.values()].flatMap((to) => {
    const from = known.get(to.name)
    return from && isWatched(from) && isOtherwiseStored(from, to) ? [{ object, from, to }] : []
  })

/**
 * Takes what a record holds after one of its fields took another type. Answers what is wrong with it: the way back must find what was
 * there unless somebody wrote meanwhile. Where nothing was there, something may be made of what is there by now.
 */
export function takeConverted(
  kept: Kept,
  { from, to }: Converted,
  now: Value,
): { lost: boolean; fault: string | null } {
  const name = to.name
  const was = kept.values.get(name) ?? null
  const past = kept.past.get(name) ?? []
  const earlier = [...past].reverse().find(({ key }) => key === keyOf(to))
  const isShaken = kept.shaken.delete(name)
  kept.past.set(name, [...past, { key: keyOf(from), value: was, isSure: !isShaken }])
  kept.values.set(name, now)
  const isMade = isBlank(earlier?.value) && !isBlank(was)
  const fault =
    earlier?.isSure === true && !isShaken && !isMade && !same(earlier.value, now)
      ? `${kept.object} ${kept.id} ${name}: was ${JSON.stringify(earlier.value)} as ${to.type}, came back as ${JSON.stringify(now)}`
      : null
  return { lost: !isShaken && !isBlank(was) && isBlank(now), fault }
}

/** Notes a value that was acknowledged. */
export function takeWritten(kept: Kept, name: string, value: Value, at: number): void {
  kept.values.set(name, value)
  kept.past.delete(name)
  kept.writtenAt.set(name, at)
}

/** What is wrong with a value that nobody wrote. */
export const changedByNobody = (kept: Kept, row: Row, name: string, when: string): string =>
  `${kept.object} ${kept.id} ${name}: held ${JSON.stringify(kept.values.get(name))}, reads ${JSON.stringify(row[name])} though nobody wrote it (${kept.lastly}; ${when})`

/** Fields of a row that are other than what is known of them. */
export const differing = (kept: Kept, row: Row, names: Iterable<string>): readonly string[] =>
  [...names].filter((name) => name in row && !same(kept.values.get(name), row[name]))
