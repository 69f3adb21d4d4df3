// One field of a record in a list of terms: what it is called, and what it holds.
import type { ComponentProps } from 'react'
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { Show } from '../fields/index.tsx'

/** A pair of a `dl`; `children` stand in place of the value. */
export function FactPair({
  field,
  row,
  children = <Show field={field} value={row[field.name]} row={row} />,
  ...frame
}: { readonly field: FieldMetadata; readonly row: Row } & ComponentProps<'div'>) {
  const label = useLabel()
  return (
    <div {...frame}>
      <dt>{label(field.label)}</dt>
      <dd>{children}</dd>
    </div>
  )
}
