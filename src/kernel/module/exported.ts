// What is asked of an export, and what comes of it.
import type { Query } from '#kernel/records'
import type { Label, ResolvedField, Row } from '#kernel/schema'

export type ExportWish = {
  readonly query: Pick<Query, 'object' | 'fields' | 'filter' | 'sort' | 'search'>
  readonly format: string
  readonly language: keyof Label
}

/** A path with what people call it; `field` is null for what every record has, such as `createdAt`. */
export type ExportColumn = {
  readonly path: string
  readonly label: string
  readonly field: ResolvedField | null
}

export type Exported = {
  /** What people call the records. */
  readonly title: string
  readonly columns: readonly ExportColumn[]
  /** Page by page, as fast as they are taken; names of what is referred to beside them as `<path>$title`. */
  readonly rows: AsyncIterable<readonly Row[]>
}
