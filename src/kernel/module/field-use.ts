// What a use of a field is, as people are told of it.
import type { Label } from '#kernel/schema'

/**
 * What becomes of it when the field is taken out of use: it stands in the way until it is changed; it goes on without the field; or it
 * rests until the field is back.
 */
export type UseEffect = 'blocks' | 'without' | 'rests'

const effects = {
  formula: 'blocks',
  rollup: 'blocks',
  default: 'blocks',
  conditions: 'blocks',
  check: 'blocks',
  unique: 'blocks',
  index: 'blocks',
  lines: 'blocks',
  currency: 'blocks',
  path: 'blocks',
  copies: 'blocks',
  examples: 'blocks',
  posting: 'blocks',
  policy: 'blocks',
  grant: 'without',
  title: 'without',
  search: 'without',
  list: 'without',
  form: 'without',
  layout: 'without',
  layoutWhen: 'blocks',
  board: 'without',
  room: 'without',
  overview: 'without',
  metric: 'rests',
  tile: 'rests',
  action: 'rests',
  rule: 'rests',
  flow: 'rests',
  view: 'without',
  ownLists: 'without',
  ownImports: 'without',
  import: 'rests',
} as const satisfies Readonly<Record<string, UseEffect>>

export type UseKind = keyof typeof effects

export type FieldUse = {
  readonly kind: UseKind
  readonly effect: UseEffect
  /** What it is called; what belongs to an object as a whole is called as the object. */
  readonly label: Label
  /** The object that it stands on. */
  readonly object: string
  /** Stable name within the object, or the id of a record. */
  readonly name: string
  /** How many there are, where they are not named one by one. */
  readonly count?: number
}

export const fieldUse = (
  kind: UseKind,
  { object, name, label, count }: Omit<FieldUse, 'kind' | 'effect'>,
): FieldUse => ({
  ...{ kind, effect: effects[kind], label, object, name },
  ...(count === undefined ? {} : { count }),
})
