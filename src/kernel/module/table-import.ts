// What a browser and the server say to each other about bringing a table into an object.
import type { Value } from '#kernel/schema'

/** What cells look like. */
export type CellKind = 'number' | 'date' | 'boolean' | 'text' | 'blank'

export type ImportWish = {
  readonly object: string
  /** Id of the uploaded file. */
  readonly file: string
  /** Name of the worksheet; null for files without sheets. */
  readonly sheet: string | null
  /** The line that names the columns, from 1. */
  readonly heading: number
  /** Fields by the name of the column that fills them; `lines.quantity` is a field of the object's lines. */
  readonly columns: Readonly<Record<string, string>>
  /** With fields of lines: rows with the same cell in this column are one record and its lines. */
  readonly joins?: string
  /** The unique field by which stored records are found; null takes every different row for a record of its own. */
  readonly identity: string | null
  /** What becomes of stored records that are found. */
  readonly found: 'update' | 'leave'
  /** Judges everything and stores nothing. */
  readonly isDry: boolean
  /** How many rows there are, where an earlier look has counted them. */
  readonly rows?: number
  /** The trial, or the import with rows left over, whose conflicts the person has decided: what was not decided there is not overwritten. */
  readonly decided?: string
}

/** What columns may say of records that were made elsewhere, to those who are granted `asOf`: as fields, and by what a create calls it. */
export const madeFields = [
  { name: 'createdBy', type: 'person', label: { 'zh-CN': '创建人', en: 'Created by' }, says: 'by' },
  { name: 'createdAt', type: 'datetime', label: { 'zh-CN': '创建时间', en: 'Created at' }, says: 'at' },
] as const

/** What the server sees in an uploaded file. */
export type ImportLook = {
  /** Names of worksheets; none for text files. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly heading: number
  readonly columns: readonly {
    readonly name: string
    readonly kind: CellKind
    readonly samples: readonly string[]
  }[]
  /** Fields by column. */
  readonly guess: Readonly<Record<string, string>>
  /** The column that probably joins the rows of one record. */
  readonly joins: string | null
  /** Fields that a column can fill, and those of them by which stored records can be found. */
  readonly fields: readonly string[]
  readonly identities: readonly string[]
}

/** What rows can come to. */
export const importFates = ['created', 'changed', 'unchanged', 'refused'] as const
export type ImportFate = (typeof importFates)[number]

/** A row shown as an example of what becomes of rows. */
export type ImportSample = {
  readonly line: number
  readonly cells: readonly string[]
  /** Sentences in the person's language; the name of the field where it is one field's fault. */
  readonly problems: readonly { readonly field: string | null; readonly message: string }[]
}

export type ImportSamples = { readonly [fate in ImportFate]?: readonly ImportSample[] }

/** A row that differs from the record it stands for: field by field what the file says, what is stored, and which of them is taken. */
export type ImportConflict = {
  /** From 0, in the order of the file. */
  readonly number: number
  readonly line: number
  readonly object: string
  readonly record: string
  readonly title: string
  /** Id of who changed the record last, and the instant. */
  readonly by: string | null
  readonly at: string | null
  readonly fields: readonly {
    readonly field: string
    readonly file: Value
    readonly live: Value
    readonly take: boolean
  }[]
}

/** What is decided at once: of these records or of all, of this field or of all; a blank cell of the file is taken only where `blanks` says so. */
export type ConflictDecision = {
  readonly take: boolean
  readonly records?: readonly string[]
  readonly field?: string
  readonly blanks?: boolean
}

/** How many conflicts there are, how many of them are listed, and of how many something is taken: as the wish says, and as decided. */
export type ConflictCounts = {
  readonly met: number
  readonly listed: number
  readonly byWish: number
  readonly taking: number
}

/** What would follow from the rows: records of an object that something else than the file makes or changes. */
export type ImportEffect = {
  readonly object: string
  readonly kind: 'create' | 'update'
  /** What the rule is called that does it; null for what belongs to the write itself. */
  readonly rule: string | null
  readonly count: number
  /** Values of the object's title, of the first few that the person may read. */
  readonly examples: readonly Value[]
}

/** An import as its person sees it. */
export type ImportView = {
  readonly id: string
  readonly object: string
  readonly fileName: string
  readonly wish: ImportWish
  readonly state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  /** Rows, by what they came to. */
  readonly counts: Readonly<Record<ImportFate, number>>
  /** Names of the columns of the samples, in order. */
  readonly heads: readonly string[]
  readonly samples: ImportSamples
  readonly conflicts: ConflictCounts
  readonly effects: readonly ImportEffect[]
  readonly error: string | null
  readonly createdAt: string
  readonly updatedAt: string
  /** What the person is called who imports, where that is somebody else. */
  readonly by: string | null
}

/** The right to take back what others imported. */
export const undoingImports = 'undoImport'

/** Records that were removed, set back, needed nothing any more, and stay as they are. */
export type UndoCounts = {
  readonly removed: number
  readonly restored: number
  readonly gone: number
  readonly kept: number
}

/** A record that stays as it is, with the reason in the person's language, and who changed it since where that is the reason. */
export type UndoKept = {
  readonly object: string
  readonly record: string
  readonly title: string
  /** What the import did to it. */
  readonly kind: 'create' | 'update'
  readonly message: string
  readonly by: string | null
  readonly at: string | null
}

/** An import being taken back, or what would become of that. */
export type UndoView = {
  readonly id: string
  readonly isDry: boolean
  readonly state: ImportView['state']
  readonly done: number
  readonly total: number | null
  readonly counts: UndoCounts
  readonly error: string | null
  readonly updatedAt: string
}

const lineFieldPattern = /^([^.]+)\.([^.]+)$/

/** The lines and the field in them that `lines.quantity` names; null for a field of the object itself. */
export function lineField(name: string): { readonly lines: string; readonly field: string } | null {
  const [, lines, field] = lineFieldPattern.exec(name) ?? []
  return lines === undefined || field === undefined ? null : { lines, field }
}
