// The templates that come with the product: a configuration folder each, with the records that a company begins with.
import type { Label, Row } from '#kernel/schema'
import type { Files } from '../configuration/folder.ts'
import title from './erp/baton.json' with { type: 'json' }
import records from './erp/records.json' with { type: 'json' }
import erp from './erp/template.json' with { type: 'json' }

/** A record to begin with; one whose `by` is there already stays as it is. A text `@object:value` refers to another of them. */
export type StartingRecord = { readonly object: string; readonly by: string; readonly values: Row }

export type Template = {
  readonly name: string
  readonly label: Label
  readonly note: Label
  /** Modules that are switched on with it. */
  readonly modules: readonly string[]
  /** Objects of which there may be no record yet: it is for a workspace that nobody works in. */
  readonly empty: readonly string[]
  readonly files: Files
  readonly records: readonly StartingRecord[]
}

export const templates: readonly Template[] = [
  {
    ...erp,
    files: { 'baton.json': JSON.stringify(title) },
    records: records.map(({ values, ...record }) => ({ ...record, values: { ...values } as Row })),
  },
]
