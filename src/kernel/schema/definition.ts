// Objects and fields as data: the nouns of the language. Shipped modules and run-time designers write the same structures.

import type { FormLayout, SectionCondition } from './form-layout.ts'
import type { Happening, Overview } from './overview.ts'
import type { PrintLayout } from './print-layout.ts'
import type { FileShape, FormulaShape, NumberShape, PercentShape } from './shapes.ts'
import type { StagePath } from './stage-path.ts'
import type { TextFormat } from './text-formats.ts'

/** A text in every language of the product. */
export type Label = { readonly 'zh-CN': string; readonly en: string }

/** A formula as a person writes it; see kernel/formula. */
export type FormulaText = string

/**
 * One stored value, as it travels over the wire, through formulas and into the log.
 * text, select, ids: string · number, decimal, money, percent: canonical decimal string ("12.50", percent 13 % = "0.13")
 * boolean: boolean · date: "YYYY-MM-DD" · datetime: ISO instant in UTC with milliseconds
 * multiSelect, tags, file, persons, departments, references: string[]
 * richText: `{ text, doc }` · json: any JSON · blank: null. `version` alone is a JavaScript number.
 */
export type Value = string | number | boolean | null | readonly string[] | Json
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A record's values by field name, `id` and `version` included once it is stored. */
export type Row = { readonly [field: string]: Value }

export type Option = {
  readonly key: string
  readonly label: Label
  readonly color?: string
  readonly retired?: boolean
}

type Common = {
  /** Stable id of the field within its object: camelCase ASCII. Renaming changes the label, never this. */
  readonly name: string
  readonly label: Label
  readonly help?: Label
  readonly required?: boolean
  readonly unique?: boolean
  /** Written only by actions, reactions and the system; never by a person's own create or update. */
  readonly readOnly?: boolean
  /** Value when a create leaves it blank: a formula over the new record, `me` and `now`. */
  readonly default?: FormulaText
  /** Drawn and asked for only where this is true of the record; what it holds is kept. */
  readonly shownWhen?: FormulaText
  /** Required also where this is true of the record, unless it is not shown then. */
  readonly requiredWhen?: FormulaText
  /** Not changed by a person where this is true of the record, as it stands or as it would become. */
  readonly fixedWhen?: FormulaText
  /** Worked out from the sections that hold it when definitions are resolved, and never published; see form-layout.ts. */
  readonly shownWithin?: readonly SectionCondition[]
  /** Kept on the wire but not drawn on generic forms and lists. */
  readonly hidden?: boolean
  /** Out of use: the field is not there, its column and values are, and it finds them when it is taken back. */
  readonly retired?: boolean
}

export type TextField = Common & {
  readonly type: 'text'
  readonly maxLength?: number
  readonly format?: TextFormat
  /** A file field of this object whose files' names this text holds, one a line: the engine writes them. */
  readonly namesOf?: string
  /** The text is the name of a role: people choose and read what the workspace calls it. */
  readonly names?: 'role'
}
/** Words with headings, lists, quotations and links, as a tree of few kinds; see rich-text.ts. Formulas see its words. */
export type RichTextField = Common & { readonly type: 'richText' }
export type LongTextField = Common & { readonly type: 'longText'; readonly maxLength?: number }
/** Any decimal, up to 20 digits before and 10 after the point. */
export type NumberField = Common & {
  readonly type: 'number'
  readonly min?: string
  readonly max?: string
  /** Stars from 0 to `max`, 5 when absent, or minutes in days, hours and minutes; whole numbers alone. */
  readonly shownAs?: NumberShape
}
/** A decimal with exactly `scale` fraction digits; quantities use it. */
export type DecimalField = Common & {
  readonly type: 'decimal'
  readonly scale: number
  readonly min?: string
  readonly max?: string
}
export type MoneyField = Common & {
  readonly type: 'money'
  /** Fraction digits, 2 when absent. */
  readonly scale?: number
  /** ISO 4217 code, or the name of the field of this object that holds it. */
  readonly currency: string | { readonly field: string }
  /** What the amount says about tax; amounts of different kinds are never summed together. */
  readonly tax: 'inclusive' | 'exclusive' | 'none'
  readonly min?: string
  readonly max?: string
}
/** A ratio: 13 % is "0.13". `scale` counts digits of the ratio, 4 when absent. */
export type PercentField = Common & {
  readonly type: 'percent'
  readonly scale?: number
  readonly min?: string
  readonly max?: string
  readonly shownAs?: PercentShape
}
export type BooleanField = Common & { readonly type: 'boolean' }
export type DateField = Common & { readonly type: 'date' }
export type DatetimeField = Common & { readonly type: 'datetime' }
export type SelectField = Common & { readonly type: 'select'; readonly options: readonly Option[] }
export type MultiSelectField = Common & { readonly type: 'multiSelect'; readonly options: readonly Option[] }
/** A reference to identity.person. */
export type PersonField = Common & { readonly type: 'person' }
/** A reference to identity.department. */
export type DepartmentField = Common & { readonly type: 'department' }
export type ReferenceField = Common & {
  readonly type: 'reference'
  readonly to: string
  /** The record is a part of the one it refers to (an order line of its order): removed with it, edited inside it. */
  readonly owner?: boolean
}
/** Several colleagues, in the order chosen. */
export type PersonsField = Common & { readonly type: 'persons' }
/** Several departments, in the order chosen. */
export type DepartmentsField = Common & { readonly type: 'departments' }
/** Several records of one object, in the order chosen. */
export type ReferencesField = Common & { readonly type: 'references'; readonly to: string }
/** One record of any of these objects. */
export type AnyReferenceField = Common & { readonly type: 'anyReference'; readonly to: readonly string[] }
/** Short words that people make up as they go. */
export type TagsField = Common & { readonly type: 'tags' }
/** The records of `object` whose owner field `by` names this record. Holds no column. */
export type LinesField = Common & { readonly type: 'lines'; readonly object: string; readonly by: string }
/** A human-readable number: {YYYY} {YY} {MM} {DD} and one {0000} whose zeros are the width; the counter restarts with its date parts. */
export type AutoNumberField = Common & { readonly type: 'autoNumber'; readonly pattern: string }
/** Ids of files in kernel/files. */
export type FileField = Common & {
  readonly type: 'file'
  /** Pictures alone, drawn in place; a signature is one of them, drawn by hand. */
  readonly shownAs?: FileShape
}
export type JsonField = Common & { readonly type: 'json' }
export type ResultType = 'text' | 'decimal' | 'money' | 'percent' | 'boolean' | 'date' | 'datetime'
/** A stored value computed from this record and the records it refers to, whenever any of them is written. */
export type FormulaField = Common & {
  readonly type: 'formula'
  readonly result: ResultType
  readonly formula: FormulaText
  /** A look-up is nothing but the way to a field of another record, and shown as that field is; see look-up.ts. */
  readonly shownAs?: FormulaShape
  /** That of the field which a look-up takes; not written down. */
  readonly format?: TextFormat
  readonly scale?: number
  readonly currency?: string | { readonly field: string }
  readonly tax?: 'inclusive' | 'exclusive' | 'none'
  readonly options?: readonly Option[]
}
/** A stored value over the records of `object` whose reference `by` names this record, kept exact inside every write. */
export type RollupField = Common & {
  readonly type: 'rollup'
  readonly object: string
  readonly by: string
  readonly take: 'sum' | 'count' | 'min' | 'max'
  /** The field taken; absent for count. */
  readonly field?: string
  /** Which of them count: a formula over the child's own columns. */
  readonly where?: FormulaText
  readonly result: 'decimal' | 'money' | 'percent' | 'date' | 'datetime'
  readonly scale?: number
  readonly currency?: string | { readonly field: string }
  readonly tax?: 'inclusive' | 'exclusive' | 'none'
}

/** The conditions that a field may carry. */
export const conditionNames = ['shownWhen', 'requiredWhen', 'fixedWhen'] as const

export const hasConditions = (field: Field): boolean =>
  isConditional(field) || conditionNames.some((name) => field[name] !== undefined)

/** Whether it depends on the record if the field is shown. */
export const isConditional = ({ shownWhen, shownWithin }: Field): boolean =>
  shownWhen !== undefined || shownWithin !== undefined

export type Field =
  | TextField
  | LongTextField
  | RichTextField
  | NumberField
  | DecimalField
  | MoneyField
  | PercentField
  | BooleanField
  | DateField
  | DatetimeField
  | SelectField
  | MultiSelectField
  | PersonField
  | DepartmentField
  | ReferenceField
  | PersonsField
  | DepartmentsField
  | ReferencesField
  | AnyReferenceField
  | TagsField
  | LinesField
  | AutoNumberField
  | FileField
  | JsonField
  | FormulaField
  | RollupField
export type FieldType = Field['type']

/** Whether every new record must bring a value of it, whatever else it holds. */
export const isAlwaysAsked = (field: Field): boolean =>
  field.required === true && field.default === undefined && !isConditional(field)

/** A sentence that must be true of every stored record; blocks the write and names the fix at `field`. */
export type Check = {
  readonly name: string
  readonly formula: FormulaText
  readonly message: Label
  readonly field?: string
  /** Out of use: nothing is held to it until it is taken back. */
  readonly retired?: boolean
}

/**
 * What a ledger's row adds to a balance: the balance record whose fields equal `by` (balance field ← ledger field) gains
 * `add` (balance field ← formula over the ledger row). A blank key adds nothing.
 */
export type Posting = {
  readonly balance: string
  readonly by: Readonly<Record<string, string>>
  readonly add: Readonly<Record<string, FormulaText>>
}

/**
 * A made-up record that shows what a list looks like once it is filled; it is drawn as an example and never stored. A reference or a
 * person is told by its name, a date as so many days from today.
 */
export type ExampleRecord = Readonly<Record<string, string | boolean | number | Label>>

export type ObjectDefinition = {
  /** `module.noun`, e.g. `sales.order`; objects made at run time live in `x.`. */
  readonly name: string
  readonly label: Label
  /** What several of them are called, where English does more than add an s. */
  readonly many?: Label
  readonly help?: Label
  /**
   * record: ordinary · ledger: create only, corrected by a counter-entry · balance: kept by a ledger's postings, never written
   * directly; its checks are constraints of the database.
   */
  readonly kind: 'record' | 'ledger' | 'balance'
  /** The field by which people name a record. */
  readonly title: string
  readonly fields: readonly Field[]
  /** Fields whose values together are not repeated; a record in which one of them is blank, or that was removed, repeats nothing. */
  readonly unique?: readonly { readonly name: string; readonly fields: readonly string[] }[]
  /** Access paths for lists; a leading "-" means descending. The id is always appended. */
  readonly indexes?: readonly { readonly name: string; readonly fields: readonly string[] }[]
  readonly checks?: readonly Check[]
  /** Text fields found by search, pinyin initials included. */
  readonly search?: readonly string[]
  readonly postings?: readonly Posting[]
  /** Default columns of the generic list and sections of the generic form. */
  readonly list?: {
    readonly columns: readonly string[]
    readonly sort?: readonly string[]
    readonly board?: string
    /** Put in order by hand: the action that moves a record, whose input `before` names the one that it comes to stand before. */
    readonly byHand?: string
  }
  readonly form?: readonly { readonly label: Label; readonly fields: readonly string[] }[]
  /** How its fields stand, in place of `form`; see form-layout.ts. */
  readonly layouts?: readonly FormLayout[]
  /** Without any, examples are made from the fields. */
  readonly examples?: readonly ExampleRecord[]
  readonly room?: RoomLayout
  readonly overview?: Overview
  /** The group of the navigation under which an object made at run time is offered; one of its own when absent. */
  readonly menu?: string
  /** Out of use, with its table and records kept, until it is taken back. */
  readonly retired?: boolean
  readonly board?: BoardLayout
  readonly path?: StagePath
  /** What a record begun from an earlier one takes over of it, its lines included; see copies.ts. */
  readonly copies?: readonly string[]
  /** The sheets that a record is printed on; see print-layout.ts. */
  readonly prints?: readonly PrintLayout[]
}

/** Records as cards in columns. Names are fields of the record; everything may be left out. */
export type BoardLayout = {
  /**
   * Fields by whose values columns are offered, the first as long as nobody chooses another. When absent: `list.board`, then every select, person,
   * department and date field that is drawn.
   */
  readonly by?: readonly string[]
  /** Which records stand on it; all when absent. */
  readonly where?: FormulaText
  /** Numbers added up under each column; the first amount among the list's columns when absent. */
  readonly sums?: readonly string[]
  /** How many cards a column should hold at the most, by its key. */
  readonly limits?: Readonly<Record<string, number>>
  /** What a card shows under its title. */
  readonly card?: readonly string[]
}

/**
 * What the room of a record with a main line shows around its steps. Names are fields of the record; names inside `lines` are
 * fields of the line's object. Everything may be left out: the room then draws what the object's list and form name.
 */
export type RoomLayout = {
  /** Shown under the title, in order. */
  readonly facts?: readonly string[]
  /** The date that was promised. */
  readonly promised?: string
  /** The date that is expected now; later than `promised` is drawn as late. */
  readonly expected?: string
  /** A text saying why the expected date is what it is. */
  readonly reason?: string
  /** A field that is true while the record will be late; without it every record expected after its promised date counts. */
  readonly late?: string
  /** A field that says what the record waits for, blank while it waits for nothing. */
  readonly blocked?: string
  /** Sums shown under the lines, in order. */
  readonly totals?: readonly string[]
  /** A text that nobody who works on the record may miss. */
  readonly notice?: string
  /** Actions of the record that are always at hand, whatever the step, in order. */
  readonly actions?: readonly string[]
  /** Records around it that wait for somebody: shown with who holds them, until when, and what their step asks for. */
  readonly waiting?: readonly Happening[]
  readonly lines?: {
    /** The lines field of the record. */
    readonly field: string
    /** What names a line: the first is drawn strong, the others small. */
    readonly name: readonly string[]
    /** The quantity that the bar is a hundred per cent of. */
    readonly whole?: string
    /** Quantities drawn as parts of the bar, the furthest along first; each is contained in the next. */
    readonly parts?: readonly string[]
    /** Further columns. */
    readonly columns?: readonly string[]
    /** Further numbers, drawn as soon as one line has any. */
    readonly rare?: readonly string[]
    readonly expected?: string
    readonly reason?: string
    /**
     * How the expected date came about, as parts: a json field with `[{ source, … }]`. Each part is said in the words of its source, in
     * which `{name}` stands for a value of the part.
     */
    readonly basis?: { readonly field: string; readonly says: Readonly<Record<string, Label>> }
  }
}

/** Fields that a module or a customer adds to an object that is not theirs. */
export type Extension = {
  readonly object: string
  readonly fields?: readonly Field[]
  /** Conditions of fields that stand already, where what they hang on is added here; they replace the earlier. */
  readonly conditions?: Readonly<Record<string, Pick<Field, (typeof conditionNames)[number]>>>
  readonly unique?: ObjectDefinition['unique']
  readonly indexes?: ObjectDefinition['indexes']
  readonly checks?: readonly Check[]
  readonly search?: readonly string[]
  /** Entries replace those of the object's own room and of earlier extensions. */
  readonly room?: RoomLayout
  /** Entries replace those of the object's own board and of earlier extensions. */
  readonly board?: BoardLayout
  /** Entries stand after those of the object's own overview and of earlier extensions. */
  readonly overview?: Overview
  /** What is said about stages replaces the earlier; what they need is added. */
  readonly path?: StagePath
  /** A layout of the same name replaces the earlier one, or takes it out where it is retired. */
  readonly prints?: readonly PrintLayout[]
  /** A layout of the same name replaces the earlier one, or takes it back where it has no sections. */
  readonly layouts?: readonly FormLayout[]
}

/** Where a definition comes from: what we ship, or what the customer changed on top. */
export type Layer = 'system' | 'overlay'

/** Fields every stored record has, written by the engine alone. */
export const systemFields = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'] as const

/** Names that no field may take: the engine's own, and what every object of JavaScript answers to whether it holds it or not. */
export const reservedFields: readonly string[] = [
  ...systemFields,
  'searchTokens',
  'prototype',
  ...Object.getOwnPropertyNames(Object.prototype),
]
