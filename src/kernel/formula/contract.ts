// What the rest of the product may ask of the formula language.
import type { Result } from '#base/result'
import type { Sql } from '#base/sql'
import type { Json, Row, Schema, Value } from '#kernel/schema'
import type { Tax } from './tax.ts'

/** Kinds of value inside formulas. Every number is `number` (an exact decimal), whatever the field's type. */
export type Kind = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'list' | 'record' | 'json'

/** A record kind carries the object it refers to, so that `customer.region` can be followed. */
export type KindOf = { readonly kind: Kind; readonly object?: string }

/**
 * Where a formula stands: the fields of `object` are its names (by label or by name), `me.…` is the actor, and `variables`
 * are further names (an action's `input`, a change's `before`).
 */
export type Scope = {
  readonly schema: Schema
  readonly object: string
  readonly variables?: ReadonlyMap<string, KindOf>
  /** What a formula may not ask for here: the working calendar, or records that refer to the record. */
  readonly without?: readonly ('calendar' | 'related')[]
}

/** Without all that lies beyond the record, what it refers to and the actor. */
export const alone = ['calendar', 'related'] as const satisfies Scope['without']

/** What a formula reads, as field paths from its object: [['quantity'], ['customer', 'region']]; `me` and variables are left out. */
export type Paths = readonly (readonly string[])[]

/** Everything a formula may know at run time. One instant per transaction; nothing is fetched while evaluating. */
export type Environment = {
  readonly row: Row
  /** A referenced record that was loaded beforehand; undefined when it does not exist or is not loaded. */
  readonly follow: (object: string, id: string) => Row | undefined
  readonly me: Me
  /** ISO instant. */
  readonly now: string
  /** IANA zone in which dates are read. */
  readonly zone: string
  readonly variables?: Readonly<Record<string, Value>>
  /** The days that are worked; what asks for them is blank without. */
  readonly workdays?: Workdays | undefined
  /** What a call gathers from the records that refer to the row; undefined while they are not at hand, which is blank. */
  readonly gather?: (gathering: Gathering, environment: Environment) => Gathered | undefined
  /** The record that refers to the row, while what is gathered of it is computed. */
  readonly related?: Row
}

/** What has been gathered; only the gathering itself can read it. */
export type Gathered = object

/** A call that gathers from the records that refer to a record by one of their references. */
export type Gathering = {
  /** The same for the same call. */
  readonly key: string
  readonly relation: { readonly object: string; readonly by: string }
  /** Their fields it reads. */
  readonly reads: ReadonlySet<string>
  /** What it reads of the record itself, as a text: while that is the same, so is what is gathered. */
  readonly own: (environment: Environment) => string
  /** From these records. */
  readonly over: (rows: Iterable<Row>, environment: Environment) => Gathered
  /** The same inside a statement over `inner`: columns for `taken`, and which records count. */
  readonly select: (host: SqlHost, inner: RelatedHost) => { readonly columns: Sql; readonly where: Sql }
  readonly taken: (row: Row) => Gathered
  /** From two parts of the records. */
  readonly join: (left: Gathered, right: Gathered) => Gathered
}

/** Records that refer to the row of a statement, as a part of it with a table of its own. */
export type RelatedHost = {
  readonly column: (name: string) => Sql
  readonly id: Sql
  /** Read last: the columns asked for may have arranged joins. */
  readonly from: () => Sql
  /** That they refer to the row and may be seen. */
  readonly where: Sql
}

/** The days of the workspace's calendar that are worked. */
export type Workdays = {
  /** Worked days of the week, 1 for Monday to 7 for Sunday. */
  readonly week: readonly number[]
  /** Whether a date is worked of which the week does not say what is true. */
  readonly exceptions: ReadonlyMap<string, boolean>
  /** The last date whose holidays have been announced. */
  readonly knownUntil: string
}

/** The same inside a statement: an `int[]`, a table of `day` and `worked`, and a date. */
export type WorkdaysSql = { readonly [K in keyof Workdays]: Sql }

/** The actor as formulas see it. Lists hold ids. */
export type Me = {
  readonly id: string
  readonly department: string | null
  /** The actor's own department and all below it. */
  readonly departments: readonly string[]
  /** The departments the actor heads, and all below them. */
  readonly headed: readonly string[]
  readonly roles: readonly string[]
}

/** How a formula becomes SQL inside a statement that somebody else builds. */
export type SqlHost = {
  /** The SQL of a field path from the formula's object, joins arranged by the host. The result is a plain expression. */
  readonly column: (path: readonly string[]) => Sql
  readonly me: Me
  /** The instant (ISO) and the zone (IANA) of the statement; the instant is read only by what depends on it. */
  readonly moment: { readonly now: string; readonly zone: string }
  readonly variables?: Readonly<Record<string, Value>>
  /** Records that `me` and variables refer to, loaded beforehand, for paths such as `me.department.code`; absent means none. */
  readonly follow?: Environment['follow']
  /** The days that are worked; what asks for them is blank without. */
  readonly calendar?: () => WorkdaysSql
  /** The records that refer to the row; what gathers from them is blank without. */
  readonly referring?: (relation: Gathering['relation']) => RelatedHost | undefined
  /** The same while what is gathered of them is written. */
  readonly inner?: RelatedHost
  /** The record itself, where it is at hand and no row of the statement. */
  readonly record?: Environment
}

/** A checked formula: serialisable meaning plus its two interpreters. */
export type Formula = {
  readonly text: string
  readonly result: KindOf
  /** Whether tax is in the amount that it comes to. */
  readonly tax: Tax
  readonly reads: Paths
  /** Whether it asks which days are worked, so that a change of the calendar changes what it gives. */
  readonly calendar: boolean
  /** What it gathers from records that refer to the record. */
  readonly gathers: readonly Gathering[]
  /** The checked AST as data. */
  readonly ast: Json
  /** JavaScript value in the wire representation of `Value` (numbers as canonical decimal strings). Never throws. */
  readonly evaluate: (environment: Environment) => Value
  /** An expression of the matching SQL type; blank is NULL. */
  readonly toSql: (host: SqlHost) => Sql
  /** A condition for WHERE: NULL counts as false, written so that plain comparisons can use an index. */
  readonly toCondition: (host: SqlHost) => Sql
}

/**
 * Parse, resolve labels to names, and check; up to ten problems of the checking at once. Params carry `from` and `to` (UTF-16
 * units of the text) and what was expected. Problems: formula.syntax, formula.unfinished, formula.unclosed, formula.tooLong,
 * formula.tooDeep, formula.numberTooLarge, formula.unknownName, formula.ambiguousName, formula.noRecord, formula.lines,
 * formula.unknownFunction, formula.arguments, formula.wrongKind (and formula.wrongKind.<kind> where one kind is asked for),
 * formula.mixedTax, formula.differentRecords, formula.wholeNumber, formula.oneOf, formula.unknownOption, formula.notHere,
 * formula.noRelated, formula.otherRelation, formula.nested, formula.ownFields, formula.tooManyGathered.
 */
export type CompileFormula = (text: string, scope: Scope, expected?: Kind) => Result<Formula>
