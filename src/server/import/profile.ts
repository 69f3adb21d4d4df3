// A mapping profile: how rows of files become records, as data. Its published JSON schema is profile.schema.json.
import type { Json } from '#kernel/schema'

/** A column by its name, or one small declarative step. Blank cells are null everywhere. */
export type Expression =
  | string
  | { readonly column: string }
  /** A column of the main row, inside a part. */
  | { readonly parent: string }
  | { readonly constant: Json }
  /** Who imports, or the place of the row among the rows of its part (from 1). */
  | { readonly context: 'person' | 'position' }
  /** The identifier of the record that this profile makes of that key. */
  | { readonly id: string; readonly key: Expression }
  /** The identifier of a stored record by the value of one of its unique fields. */
  | {
      readonly find: string
      readonly by: string
      /** Fields tried in this order for what `by` does not find; they need not be unique, two records found are a problem. */
      readonly orBy?: readonly string[]
      readonly value: Expression
    }
  /** The same among several objects, the first that has one; answers `object/id`. Fields are tried in their order. */
  | {
      readonly findAny: readonly { readonly object: string; readonly by: readonly string[] }[]
      readonly value: Expression
    }
  /** A cell of a lookup table, blank when the key is not there. */
  | { readonly table: string; readonly key: Expression; readonly column: string }
  | { readonly concat: readonly Expression[]; readonly separator?: string }
  /** The first that is not blank. */
  | { readonly first: readonly Expression[] }
  /** Reads 1,234.50, (12), ¥12, 12 % and rounds to `scale`; `percent` divides by one hundred; `comma` reads 1.234,50. */
  | {
      readonly number: Expression
      readonly scale?: number
      readonly percent?: boolean
      readonly comma?: boolean
    }
  | { readonly product: readonly Expression[]; readonly scale?: number }
  /** `format` of YYYY YY MM M DD D; without one ISO dates, a time after them left out. */
  | { readonly date: Expression; readonly format?: string; readonly addDays?: number }
  /** An instant; a local time is taken at `offset`, Z when absent. */
  | { readonly datetime: Expression; readonly format?: string; readonly offset?: string }
  | { readonly boolean: Expression }
  /** Minutes out of 90, 1h30 or 1小时30分; a day has 24 hours. */
  | { readonly minutes: Expression }
  | {
      readonly map: Expression
      readonly to: { readonly [from: string]: Json }
      readonly else?: Expression
    }
  | { readonly if: Condition; readonly then: Expression; readonly else?: Expression }
  /** Each of the things that a cell lists (between commas, 、, semicolons, bars or lines), made into a value by itself. */
  | { readonly several: Expression; readonly each: Expression }
  /** The one that `each` is about. */
  | { readonly item: true }
  /** One of the pieces between the separators, counted from 0, or from the end when negative. */
  | { readonly split: Expression; readonly by: string; readonly take: number }
  | { readonly replace: Expression; readonly from: string; readonly with: string }
  | { readonly difference: readonly [Expression, Expression] }
  /** At most so many characters. */
  | { readonly cut: Expression; readonly most: number }

export type Condition =
  | { readonly blank: Expression }
  | { readonly equals: readonly [Expression, Expression] }
  | { readonly oneOf: Expression; readonly values: readonly string[] }
  | { readonly above: readonly [Expression, Expression] }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }

export type RecordMapping = {
  readonly object: string
  /** What the record is called where it comes from; the same key is the same record for ever. */
  readonly key: Expression
  readonly when?: Condition
  /** Several rows make the same record; the first one does. */
  readonly once?: boolean
  /** A stored record with the same value in this unique field is taken for this one. */
  readonly match?: string
  /** What becomes of a stored record that is found: it is left as it is when absent. */
  readonly found?: 'update'
  /** The field of the main record that these are lines of: problems name their fields behind it. */
  readonly within?: string
  /** Who made the record elsewhere and when, for records that the import makes; what is blank is who imports, now. */
  readonly made?: { readonly by?: Expression; readonly at?: Expression }
  readonly values: { readonly [field: string]: Expression }
}

/** Rows of another file that belong to a main row. Both files are sorted by the key, unless `sorted` is false. */
export type Part = {
  readonly file: string
  /** The column here that names the main row. */
  readonly by: string
  /** The column of the main row that is named. */
  readonly of: string
  readonly sorted?: boolean
  readonly when?: Condition
  readonly records: readonly RecordMapping[]
}

/** Rows of one file that belong together: the first makes the step's records, each of them makes these. */
export type RowGroup = {
  /** The column whose cell they share; a row where it is blank goes on with the row above. */
  readonly by: string
  /** Columns by field that the rows may not contradict each other in. */
  readonly same: { readonly [field: string]: string }
  readonly records: readonly RecordMapping[]
}

/** A sum that must be the same in the source and in what is stored. */
export type Total = {
  readonly name: string
  /** Summed over the main rows, or over the rows of this part file. */
  readonly part?: string
  readonly of: Expression
  readonly when?: Condition
  readonly object: string
  /** Summed over the stored records; `$count` counts them. */
  readonly field: string
}

export type Step = {
  readonly name: string
  readonly file: string
  readonly when?: Condition
  /** A main row without parts is passed over. */
  readonly needsParts?: boolean
  readonly records: readonly RecordMapping[]
  readonly parts?: readonly Part[]
  /** In place of parts. */
  readonly group?: RowGroup
  readonly totals?: readonly Total[]
}

export type LookupTable = {
  readonly file: string
  readonly key: string
  readonly columns: readonly string[]
}

export type FileFormat = {
  readonly encoding?: string
  readonly delimiter?: string
  /** The line that names the columns; the first when absent. With it, nameless and repeated columns get names of their own. */
  readonly heading?: number
  /** Name of the worksheet; the first one when absent. */
  readonly sheet?: string
}

export type Profile = {
  readonly $schema?: string
  readonly name: string
  readonly title: { readonly 'zh-CN': string; readonly en: string }
  /** Where the data comes from and under which licence. */
  readonly source?: string
  /** What was decided about the mapping, for whoever reads it. */
  readonly notes?: readonly string[]
  readonly formats?: { readonly [file: string]: FileFormat }
  readonly tables?: { readonly [name: string]: LookupTable }
  readonly steps: readonly Step[]
}
