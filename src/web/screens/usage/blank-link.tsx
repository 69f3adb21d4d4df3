import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import { filterText } from '../../views/filter-tree.ts'

/** Leads to the records in which the field is blank. */
export function BlankLink({
  object,
  field,
  children,
}: {
  readonly object: ObjectMetadata
  readonly field: string
  readonly children: ReactNode
}) {
  const where = filterText({ join: 'and', of: [{ field, is: 'blank', values: [] }] })
  return (
    <Link to="/o/$object" params={{ object: object.name }} search={{ where }}>
      {children}
    </Link>
  )
}
