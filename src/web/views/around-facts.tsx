// What is worth knowing of a record told around another: its fields by name, blank ones left out.
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { Show } from '../fields/index.tsx'

export function AroundFacts({ facts, row }: { readonly facts: ObjectMetadata['fields']; readonly row: Row }) {
  const label = useLabel()
  const told = facts.filter(({ name }) => (row[name] ?? '') !== '')
  if (told.length === 0) return null
  return (
    <dl className="around-facts">
      {told.map((field) => (
        <div key={field.name}>
          <dt className={field.type === 'select' ? 'sr-only' : ''}>{label(field.label)}</dt>
          <dd>
            <Show field={field} value={row[field.name]} row={row} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
