// A value where nothing may be followed, as on a card that is itself a link: references are text, a person a small chip.
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { NamedTitle } from '../fields/any-reference.tsx'
import { Show } from '../fields/index.tsx'
import { HolderChip } from '../ui/avatar.tsx'

export function Fact({ field, row }: { readonly field: FieldMetadata; readonly row: Row }) {
  const title = String(row[`${field.name}$title`] ?? '')
  if (field.type === 'person') return <HolderChip id={String(row[field.name])} name={title} size={16} />
  if (field.type === 'reference' || field.type === 'department') return title
  if (field.type === 'anyReference' && row[field.name]) return <NamedTitle value={row[field.name]} />
  return <Show field={field} value={row[field.name]} row={row} />
}
