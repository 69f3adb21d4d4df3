// What a form knows of its record and lines at every keystroke: what they come to, and what their own sentences say of them.
import { useMemo, useRef } from 'react'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { hasConditions, type LinesField, type Row } from '#kernel/schema'
import type { Draft } from '../data/drafts.ts'
import { useCatalog } from '../data/metadata.ts'
import { linesOf } from '../data/records.ts'
import type { Failing, Judgement, Judging } from './judging.ts'
import { canType, type DrawnLine, drawnLines } from './line-grid-state.ts'
import { isBlankLine } from './line-start.ts'
import type { Around, OwnLines, Reckoned } from './reckoning.ts'
import { useFound, type Wanted } from './use-found.ts'
import { isJudged, unjudged } from './use-judgement.ts'
import { type Language, useLanguage, useMoment } from './use-language.ts'

export type LiveLine = { readonly reckoned: Reckoned; readonly judgement: Judgement }

/** A line that stands against saving, by its place in the form. */
export type FailingLine = Failing & { readonly line: string; readonly place: number }

export type Live = {
  readonly reckoned: Reckoned
  readonly judgement: Judgement
  /** True while records that formulas follow are on their way. */
  readonly isAsking: boolean
  /** A line of one of its lines fields. */
  readonly line: (field: LinesField, line: DrawnLine) => LiveLine
  /** What the sentences of lines say against saving them: of those that were typed into. */
  readonly failing: readonly FailingLine[]
  /** Fields of lines that a condition wants filled in, by line. */
  readonly missing: Readonly<Record<string, readonly FieldMetadata[]>>
}

type Lines = FieldMetadata & LinesField

/** A lines field with the object of its lines, their drawing, and how they are judged and what stands around them. */
type Part = {
  readonly field: Lines
  readonly object: ObjectMetadata
  readonly drawn: readonly DrawnLine[]
  readonly judging: Judging | null
  readonly around: Around | null
}

const isComputed = ({ type }: FieldMetadata): boolean => type === 'formula' || type === 'rollup'

/** `lineOf` answers a line as it was seen last; undefined for a new one. */
export function useLive(
  object: ObjectMetadata,
  draft: Draft,
  shown: Row,
  stored: Row | null,
  lineOf: (id: string) => Row | undefined,
): Live {
  const catalog = useCatalog()
  const { objects } = catalog.metadata
  const moment = useMoment()
  const fields = useMemo(
    () =>
      object.fields.flatMap((field) => {
        const of = field.type === 'lines' ? catalog.object(field.object) : undefined
        return field.type === 'lines' && of ? [{ field, object: of }] : []
      }),
    [object, catalog],
  )
  const all = [object, ...fields.map((part) => part.object)]
  const language = useLanguage(all.some((one) => isJudged(one) || one.fields.some(isComputed)))
  const found = useFound(wantedBy(language, objects, object, fields, draft, shown, stored), language)
  const around = useMemo(() => ({ moment, found: found.records }), [moment, found.records])
  const head = language?.judgingOf(objects, object) ?? null
  const beginning =
    language && head ? language.begun(head.reckoning, shown, stored, around) : { row: shown, unknown: none }
  const arounds = useArounds(around)
  const parts = fields.map(({ field, object: of }): Part => {
    const judging = language?.judgingOf(objects, of, { by: field.by, object }) ?? null
    const read = (judging && language?.readOfWhole(judging)) ?? []
    return {
      ...{ field, object: of, judging },
      drawn: drawnLines(linesOf(shown, field.name), draft.lines[field.name] ?? []),
      around: language && arounds(field.name, beginning, stored, read),
    }
  })
  const line = (part: Part, one: DrawnLine): LiveLine => liveLine(language, part, one, lineOf(one.id) ?? null)
  const counted = new Map(
    parts.map((part) => [
      part.field.name,
      {
        rows: part.drawn.filter((one) => !isBlankLine(one)).map((one) => line(part, one).reckoned),
        isTouched: (draft.lines[part.field.name] ?? []).some((one) => !isBlankLine(one)),
      },
    ]),
  )
  const own: OwnLines = (name) => counted.get(name) ?? noLines
  const reckoned =
    language && head
      ? language.reckon(head.reckoning, shown, stored, around, own)
      : { row: shown, unknown: none }
  const judgement =
    language && head ? language.judge(head, reckoned, stored, around) : unjudged(object, stored)
  const touched = parts.flatMap((part) =>
    part.judging !== null && isJudged(part.object)
      ? part.drawn.flatMap((one, index) =>
          isTouched(one) ? [{ part, one, place: index + 1, ...line(part, one) }] : [],
        )
      : [],
  )
  return {
    ...{ reckoned, judgement },
    isAsking: found.isAsking,
    line: (field, one) => {
      const part = parts.find((known) => known.field.name === field.name)
      return part
        ? line(part, one)
        : { reckoned: { row: one.shown, unknown: none }, judgement: unjudged(object, null) }
    },
    failing: touched.flatMap(({ one, place, judgement: of }) =>
      of.failing
        .filter(({ reads }) => reads.some((name) => name in one.values))
        .map((failing) => ({ ...failing, line: one.id, place })),
    ),
    missing: Object.fromEntries(
      touched.flatMap(({ part, one, judgement: of, reckoned: { row, unknown } }) => {
        const missing = part.object.fields.filter(
          (field) =>
            hasConditions(field) &&
            canType(field, of) &&
            of.isRequired(field) &&
            !unknown.has(field.name) &&
            (row[field.name] ?? one.shown[field.name] ?? '') === '',
        )
        return missing.length > 0 ? [[one.id, missing]] : []
      }),
    ),
  }
}

const none: ReadonlySet<string> = new Set()
const noLines: ReturnType<OwnLines> = { rows: [], isTouched: false }

/** Whether it would be written. */
const isTouched = (line: DrawnLine): boolean => !isBlankLine(line) && Object.keys(line.values).length > 0

const lines = new WeakMap<DrawnLine, { readonly around: Around; readonly live: LiveLine }>()

/** Worked out once for as long as nothing is typed into the line and nothing changes around it. */
function liveLine(
  language: Language | null,
  { object, judging, around }: Part,
  line: DrawnLine,
  stored: Row | null,
): LiveLine {
  if (language === null || judging === null || around === null)
    return { reckoned: { row: line.shown, unknown: none }, judgement: unjudged(object, stored) }
  const before = lines.get(line)
  if (before !== undefined && before.around === around) return before.live
  const reckoned = language.reckon(judging.reckoning, line.shown, stored, around)
  const live = { reckoned, judgement: language.judge(judging, reckoned, stored, around) }
  lines.set(line, { around, live })
  return live
}

/** What stands around the lines of each field; the same object until something of it changes that they look at. */
function useArounds(base: Around) {
  const known = useRef(
    new Map<string, { readonly key: string; readonly base: Around; readonly around: Around }>(),
  )
  return (field: string, whole: Reckoned, stored: Row | null, read: readonly string[]): Around => {
    const picked = (row: Row): Row =>
      Object.fromEntries(['id', ...read].map((name) => [name, row[name] ?? null]))
    const given = { row: picked(whole.row), stored: stored && picked(stored) }
    const unknown = read.filter((name) => whole.unknown.has(name))
    const key = JSON.stringify([given, unknown])
    const before = known.current.get(field)
    if (before !== undefined && before.key === key && before.base === base) return before.around
    const around = { ...base, whole: { ...given, unknown: new Set(unknown) } }
    known.current.set(field, { key, base, around })
    return around
  }
}

/** The records that formulas of the form follow: those that what was typed refers to. */
function wantedBy(
  language: Language | null,
  objects: readonly ObjectMetadata[],
  object: ObjectMetadata,
  fields: readonly { readonly field: Lines; readonly object: ObjectMetadata }[],
  draft: Draft,
  shown: Row,
  stored: Row | null,
): readonly Wanted[] {
  if (language === null) return []
  const isTyped = stored === null || Object.keys(draft.values).length > 0
  const own = isTyped ? language.asksOf(language.judgingOf(objects, object).reckoning) : []
  return [
    ...own.map((ask) => ({ ask, rows: [shown] })),
    ...fields.flatMap(({ field, object: of }) => {
      const typed = new Set((draft.lines[field.name] ?? []).map(({ id }) => id))
      const drawn = drawnLines(linesOf(shown, field.name), draft.lines[field.name] ?? [])
      const rows = drawn.filter(({ id }) => typed.has(id)).map((one) => one.shown)
      const { reckoning } = language.judgingOf(objects, of, { by: field.by, object })
      return rows.length === 0 ? [] : language.asksOf(reckoning).map((ask) => ({ ask, rows }))
    }),
  ]
}
