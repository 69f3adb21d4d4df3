// What a room draws around its steps: what the definition says, and what its fields suggest where it says nothing. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Happening, Label, RoomLayout } from '#kernel/schema'
import { isNumeric } from '../fields/index.tsx'

export type DrawnRoom = {
  readonly facts: readonly FieldMetadata[]
  readonly promised: FieldMetadata | undefined
  readonly expected: FieldMetadata | undefined
  readonly reason: FieldMetadata | undefined
  readonly late: FieldMetadata | undefined
  readonly totals: readonly FieldMetadata[]
  readonly lines: DrawnLines | null
  readonly notice: FieldMetadata | undefined
  /** Names of actions that are always at hand. */
  readonly actions: readonly string[]
  readonly waiting: readonly Happening[]
}
export type DrawnLines = {
  readonly field: Extract<FieldMetadata, { readonly type: 'lines' }>
  readonly object: ObjectMetadata
  readonly name: readonly FieldMetadata[]
  readonly whole: FieldMetadata | undefined
  readonly parts: readonly FieldMetadata[]
  readonly columns: readonly FieldMetadata[]
  /** Drawn as soon as one line has any. */
  readonly rare: readonly FieldMetadata[]
  /** The field that holds how the expected date came about, and the words for its parts. */
  readonly basis: { readonly field: string; readonly says: Readonly<Record<string, Label>> } | undefined
  readonly expected: FieldMetadata | undefined
  readonly reason: FieldMetadata | undefined
}

// Where a definition has no room of its own these field names, used by convention, are looked for.
const usual = { promised: 'promisedDate', expected: 'expectedDate', reason: 'expectedReason' } as const

const finder =
  (object: ObjectMetadata) =>
  (name: string | undefined): FieldMetadata | undefined =>
    object.fields.find((field) => field.name === name)

const listed = (object: ObjectMetadata, names: readonly string[]): readonly FieldMetadata[] =>
  names.flatMap((name) => finder(object)(name) ?? [])

/** `lineObject` gives the definition of the lines' object. */
export function roomOf(
  object: ObjectMetadata,
  lineObject: (name: string) => ObjectMetadata | undefined,
): DrawnRoom {
  const room: RoomLayout = object.room ?? {}
  const find = finder(object)
  const dates = {
    promised: find(room.promised ?? usual.promised),
    expected: find(room.expected ?? usual.expected),
    reason: find(room.reason ?? usual.reason),
  }
  const special = new Set(Object.values(dates))
  const facts =
    room.facts === undefined
      ? listed(object, object.list?.columns ?? [])
          .filter((field) => !special.has(field) && field.name !== object.title)
          .slice(0, 6)
      : listed(object, room.facts)
  const totals =
    room.totals === undefined
      ? object.fields.filter(({ type, hidden }) => type === 'rollup' && !hidden).slice(0, 5)
      : listed(object, room.totals)
  return {
    ...dates,
    late: find(room.late),
    facts,
    totals,
    lines: linesOf(object, room, lineObject),
    notice: find(room.notice),
    actions: room.actions ?? [],
    waiting: room.waiting ?? [],
  }
}

function linesOf(
  object: ObjectMetadata,
  room: RoomLayout,
  lineObject: (name: string) => ObjectMetadata | undefined,
): DrawnLines | null {
  const field = object.fields.find(
    (candidate) =>
      candidate.type === 'lines' && (room.lines === undefined || candidate.name === room.lines.field),
  )
  const inner = field?.type === 'lines' ? lineObject(field.object) : undefined
  if (field?.type !== 'lines' || inner === undefined) return null
  const find = finder(inner)
  const named = room.lines
  const drawn = inner.fields.filter(({ name, hidden }) => !hidden && name !== field.by)
  const references = drawn.filter(({ type }) => type === 'reference').slice(0, 1)
  const whole = named ? find(named.whole) : drawn.find(({ type }) => type === 'decimal')
  const numbers = drawn.filter((candidate) => isNumeric(candidate) && candidate !== whole)
  return {
    field,
    object: inner,
    name: named
      ? listed(inner, named.name)
      : references.length > 0
        ? references
        : listed(inner, [inner.title]),
    whole,
    parts: named ? listed(inner, named.parts ?? []) : [],
    columns: named ? listed(inner, named.columns ?? []) : numbers.slice(0, 6),
    rare: named ? listed(inner, named.rare ?? []) : [],
    basis: named?.basis,
    expected: find(named?.expected ?? usual.expected),
    reason: find(named?.reason ?? usual.reason),
  }
}
