// The fields that columns of a table may fill, those of lines among them, by what people call them.
import { lineField, madeFields, type ObjectMetadata } from '#kernel/module'
import { isAlwaysAsked } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'

export type Choice = {
  /** `lines.quantity` for a field of lines. */
  readonly name: string
  readonly label: string
  readonly isNeeded: boolean
}

/** In the order of their objects; then what says who made a record elsewhere, and when. */
export function useChoices(object: ObjectMetadata): readonly Choice[] {
  const catalog = useCatalog()
  const label = useLabel()
  const fields = object.fields.flatMap((field): readonly Choice[] => {
    const own = { name: field.name, label: label(field.label), isNeeded: isAlwaysAsked(field) }
    if (field.type !== 'lines') return [own]
    return (catalog.object(field.object)?.fields ?? []).map((line) => ({
      name: `${field.name}.${line.name}`,
      label: `${own.label} · ${label(line.label)}`,
      isNeeded: isAlwaysAsked(line),
    }))
  })
  return [
    ...fields,
    ...madeFields.map((made) => ({ name: made.name, label: label(made.label), isNeeded: false })),
  ]
}

/** The field of lines that these columns fill; undefined when they tell of records alone. */
export const filledLines = (columns: Readonly<Record<string, string>>): string | undefined =>
  Object.values(columns).flatMap((name) => lineField(name)?.lines ?? [])[0]
