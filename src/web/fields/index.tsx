// One table from field type to how it is shown and edited.
import { memo } from 'react'
import type { Field, FieldType } from '#kernel/schema'
import { anyReferenceView } from './any-reference.tsx'
import { autoNumberView } from './auto-number.tsx'
import { booleanView } from './boolean.tsx'
import { formulaView, isNumericResult, rollupView } from './computed.tsx'
import { datetimeView, dateView } from './date.tsx'
import { departmentView } from './department.tsx'
import type { EditProps, FieldView, ShowProps } from './field-view.ts'
import { fileView } from './file.tsx'
import { jsonView } from './json.tsx'
import { linesView } from './lines.tsx'
import { longTextView } from './long-text.tsx'
import { moneyView } from './money.tsx'
import { decimalView, numberView } from './number.tsx'
import { percentView } from './percent.tsx'
import { personView } from './person.tsx'
import { referenceView } from './reference.tsx'
import { richTextView } from './rich-text.tsx'
import { multiSelectView, selectView } from './select.tsx'
import { severalView } from './several.tsx'
import { tagsView } from './tags.tsx'
import { textView } from './text.tsx'
import './values.css'

type Views = { readonly [T in FieldType]: FieldView<Extract<Field, { readonly type: T }>> }

const views: Views = {
  text: textView,
  longText: longTextView,
  richText: richTextView,
  number: numberView,
  decimal: decimalView,
  money: moneyView,
  percent: percentView,
  boolean: booleanView,
  date: dateView,
  datetime: datetimeView,
  select: selectView,
  multiSelect: multiSelectView,
  person: personView,
  department: departmentView,
  reference: referenceView,
  persons: severalView(200),
  departments: severalView(200),
  references: severalView(220),
  anyReference: anyReferenceView,
  tags: tagsView,
  lines: linesView,
  autoNumber: autoNumberView,
  file: fileView,
  json: jsonView,
  formula: formulaView,
  rollup: rollupView,
}

// The table pairs every type with the view of that very type, which the compiler cannot follow through an index.
const viewOf = (field: Field): FieldView => views[field.type] as unknown as FieldView

export function Show(props: ShowProps) {
  const { Show: Inner } = viewOf(props.field)
  return <Inner {...props} />
}

export function ShowWhole(props: ShowProps) {
  const { Show: Usual, ShowWhole: Inner = Usual } = viewOf(props.field)
  return <Inner {...props} />
}

/** What an input is drawn from: nothing of the record but what its view says that it reads. */
function seenBy({ field, row, ...props }: EditProps): EditProps {
  const seen = (viewOf(field).reads?.(field) ?? []).flatMap((name) => {
    const value = row[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...props, field, row: Object.fromEntries(seen) }
}

/** An input. It is drawn anew when something of its own changes, not when its neighbour is typed into. */
export const Edit = memo(
  (props: EditProps) => {
    const { Edit: Inner } = viewOf(props.field)
    return <Inner {...seenBy(props)} />
  },
  (before, after) => {
    const { row: was, ...others } = seenBy(before)
    const { row: is, ...now } = seenBy(after)
    return isSame(others, now) && isSame(was, is)
  },
)

function isSame<T extends object>(one: T, other: T): boolean {
  const names = Object.keys(one) as (keyof T)[]
  return (
    names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
  )
}

export const columnWidth = (field: Field): number => viewOf(field).width

export const isNumeric = (field: Field): boolean =>
  field.type === 'formula' || field.type === 'rollup'
    ? isNumericResult(field.result)
    : viewOf(field).isNumeric === true

export { isTyped } from './typed.ts'
