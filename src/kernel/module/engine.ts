// One opened workspace: the whole of what doors (HTTP, command line, workers, MCP) may ask of the kernel.

import type { Result } from '#base/result'
import type { Actor, Origin, Policy, Role } from '#kernel/access'
import type { FlowChange, FlowDefinition } from '#kernel/flow'
import type { FieldPlace } from '#kernel/formula'
import type { LogPage, LogQuestion, SealedEvent } from '#kernel/log'
import type { MetricCell, MetricDefinition, MetricQuestion, Tile } from '#kernel/metrics'
import type { PrintedDocument } from '#kernel/print'
import type { Change, Group, Page, Query, Summary, Written } from '#kernel/records'
import type {
  Extension,
  Field,
  Label,
  ObjectDefinition,
  PrintLayout,
  Row,
  Schema,
  SetAside,
} from '#kernel/schema'
import type { Exported, ExportWish } from './exported.ts'
import type { FieldUse } from './field-use.ts'
import type { Abilities, Metadata } from './metadata.ts'

/** A record to be printed by one of its layouts: in which language, and the address under which it is found. */
export type PrintWish = {
  readonly object: string
  readonly id: string
  readonly layout: string
  readonly language: keyof Label
  readonly address: string
  /** The same again is the same print, and noted once. */
  readonly as?: string
}

/** A layout that is being designed, over a record or, without one, the newest there is. */
export type DraftWish = Omit<PrintWish, 'id' | 'layout'> & {
  readonly id?: string
  readonly layout: PrintLayout
}

/** What a run-time designer publishes: whole objects of the `x.` module, fields on any object, policies that grant them, and numbers of `x.` with tiles that show them. */
export type Publication = {
  readonly objects?: readonly ObjectDefinition[]
  readonly extensions?: readonly Extension[]
  /** A policy without operations is taken out. */
  readonly policies?: readonly Policy[]
  readonly metrics?: readonly MetricDefinition[]
  readonly tiles?: readonly Tile[]
  /** What differs of shipped flows, all of it for each that is named; a flow without steps is as shipped again. */
  readonly flows?: readonly FlowChange[]
  /** Added fields that take another type with their values: those are made anew, and what was there is kept for the way back. */
  readonly conversions?: readonly FieldPlace[]
  /** All modules that are to be switched off from now on. */
  readonly off?: readonly string[]
  /** The version that was looked at; when another has been published since, this is refused. */
  readonly version?: number
}

/** All that a customer has made of the product: what publications leave, and what is moved from one workspace to another. */
export type Configuration = {
  readonly objects: readonly ObjectDefinition[]
  readonly extensions: readonly Extension[]
  readonly policies: readonly Policy[]
  readonly metrics: readonly MetricDefinition[]
  readonly tiles: readonly Tile[]
  readonly flows: readonly FlowChange[]
  /** Modules that are switched off; none when absent. */
  readonly off?: readonly string[]
}

/** A module as administrators switch it. */
export type ModuleState = {
  readonly name: string
  readonly label: Label
  readonly isOn: boolean
  /** What it cannot be without, and what it works with where that is on. */
  readonly needs: readonly string[]
  readonly worksWith: readonly string[]
  readonly objects: readonly { readonly name: string; readonly label: Label }[]
  /** Records of its objects, 10,000 at the most, and hand-overs that are open on them. */
  readonly records: number
  readonly openTasks: number
}

/** What a customer has published up to a version, as it was published. */
export type PublishedContent = Configuration & { readonly version: number }

/** A whole configuration brought from elsewhere: people by their login, departments by their code. */
export type ConfigurationWish = {
  readonly content: Configuration
  /** whole: what it does not name is retired, its values kept · added: what it does not name stays as it is. */
  readonly way: 'whole' | 'added'
  /** The version that was looked at; when another has been published since, this is refused. */
  readonly version?: number
  /** Judged whole and rolled back. */
  readonly isTrial?: boolean
}

/** The version that was published, or judged against; and the content in the words of this workspace. */
export type Configured = { readonly version: number; readonly content: Configuration }

/** A publication in the list of them. `by` is the person, null for what stood before publications were noted. */
export type PublicationNote = {
  readonly version: number
  /** ISO instant. */
  readonly at: string
  readonly by: string | null
  readonly byName: string
  /** The version whose content it brought back. */
  readonly restores: number | null
}

/** A published field as it would become. */
export type ConversionQuestion = { readonly object: string; readonly field: Field }

/** One value that does not come through whole, as people read it; blank where nothing is left. */
export type ConversionExample = {
  readonly id: string
  readonly title: string
  readonly from: string
  readonly to: string | null
}

/** What taking another type would come to. */
export type ConversionOutlook = {
  /** Whether values are made anew at all. */
  readonly isNeeded: boolean
  /** Records that hold a value, those whose value would be lost, and those of whose value a part would be. */
  readonly filled: number
  readonly lost: number
  readonly cut: number
  /** The first few of either that the asking person may read. */
  readonly examples: readonly ConversionExample[]
  /** What would no longer hold, with the reasons: it has to be changed in the same publication. */
  readonly broken: readonly SetAside[]
}

/** What happened to a field, when (ISO instant) and by whom. */
export type FieldEvent = { readonly field: string; readonly at: string; readonly byName: string }

/** The fields of an object that are out of use, and those that were of another type before. */
export type FieldPasts = {
  readonly retired: readonly FieldEvent[]
  readonly former: readonly (FieldEvent & { readonly was: Field })[]
}

/** What somebody with one role is told of an object and of its lines: which fields they see and which they fill in. */
export type RoleRights = Readonly<
  Record<
    string,
    {
      readonly operations: readonly string[]
      readonly read: readonly string[]
      readonly write: readonly string[]
    }
  >
>

/** A shipped policy as it holds on one object while nothing narrows it, the fields that it covers there named one by one. */
export type ShippedRight = {
  readonly policy: Policy
  readonly read: readonly string[]
  readonly write: readonly string[]
  /** The object whose record a `via` leads to. */
  readonly owner?: string
  /** It is what administrators do everything by. */
  readonly isKept: boolean
}

/** What has been published so far, and what of it is set aside now. */
export type PublishedDefinitions = PublishedContent & {
  readonly roles: readonly Role[]
  readonly aside: readonly SetAside[]
  /** Records that are still being brought up to date behind publications. */
  readonly filling: readonly Filling[]
}

/** How far stored records have come towards what was published. */
export type Filling = {
  /** Objects still to be gone through. */
  readonly objects: readonly string[]
  /** Records, of which there may turn out to be more. */
  readonly done: number
  readonly total: number
}

/** Of which object, over how many days back (1–400, 90 when absent). */
export type UsageWish = { readonly object: string; readonly days?: number }

/** `filled` of the records now; the rest since then, to the day: changes by people, those that replaced a value, and of these those after the record's month and those of many records at once. */
export type FieldUsage = {
  readonly field: string
  readonly filled: number
  readonly changed: number
  readonly corrected: number
  readonly late: number
  readonly bulk: number
  /** Answers that showed a value of it because it was asked for by name (lists, exports, the API), and those of whole records. */
  readonly listed: number
  readonly opened: number
  /** Milliseconds that people spent in it in forms. */
  readonly spentMs: number
}

/** How long somebody was in a field of a form, milliseconds. */
export type FieldTime = { readonly object: string; readonly field: string; readonly ms: number }

export type Usage = {
  readonly records: number
  /** Days on which somebody wrote records of the object, counted for each person. */
  readonly personDays: number
  /** ISO instant. */
  readonly since: string
  readonly fields: readonly FieldUsage[]
}

/** Of which object, over how many days back (1–400, 30 when absent); of one person, and what is told by day and person of one field. */
export type QualityWish = {
  readonly object: string
  readonly days?: number
  readonly person?: string
  readonly field?: string
}

/** Values that should be there, that are, and of these the ones that still hold; values that were entered, and writes refused at the field. */
export type QualityCounts = {
  readonly should: number
  readonly filled: number
  readonly valid: number
  readonly entered: number
  readonly refused: number
}

export type Quality = {
  /** The last day that was looked at; null before the first. */
  readonly day: string | null
  readonly fields: readonly (QualityCounts & { readonly field: string })[]
  /** Newest first. */
  readonly days: readonly (QualityCounts & { readonly day: string })[]
  readonly people: readonly (QualityCounts & { readonly person: string; readonly name: string })[]
}

/** Newest days first; of `fields` fields a record each. */
export type UsageByPerson = {
  readonly fields: number
  readonly isMore: boolean
  readonly rows: readonly {
    readonly person: string
    readonly name: string
    readonly day: string
    readonly records: number
    readonly filled: number
    readonly corrected: number
  }[]
}

export type HistoryEvent = Omit<SealedEvent, 'seq' | 'hash'> & {
  readonly seq: string | null
  readonly actorName: string
  /** A part of the system did it, not a person; `actorName` is then its name in the program. */
  readonly isSystem: boolean
  /** What the action that caused it is called, also for those who may not run it; null when no action did. */
  readonly actionLabel: Label | null
  /** The automation that did it, by the name people know; null where none did, or none of that name is at work any more. */
  readonly ruleLabel: Label | null
  /** Who is said to have made the record, and when, where whoever brought it here said so; null where it was made here. */
  readonly made: { readonly name: string; readonly at: string } | null
}

export type Engine = {
  readonly workspace: {
    readonly id: string
    readonly name: string
    readonly namespace: string
    readonly zone: string
  }
  schema(): Schema
  /** The person as an actor, roles and departments resolved; undefined when they do not exist or are disabled. */
  actor(personId: string): Promise<Actor | undefined>
  systemActor(name: string): Actor
  metadata(actor: Actor): Promise<Metadata>
  read(actor: Actor, query: Query): Promise<Result<Page<Row>>>
  /** The same of the records that the actor may read and share: what a share link shows of its sharer's. */
  readShared(actor: Actor, query: Query): Promise<Result<Page<Row>>>
  /** How many records a question finds and how much they add up to, all of them and by the values of fields. Problems: those of `read`. */
  summary(actor: Actor, question: Summary): Promise<Result<readonly Group[]>>
  write(actor: Actor, origin: Origin, changes: readonly Change[]): Promise<Result<Written>>
  /** What a write would come to: judged whole, then rolled back, so that nothing is stored, logged or told. Problems: those of `write`. */
  judge(actor: Actor, origin: Origin, changes: readonly Change[]): Promise<Result<Written>>
  /** Whether any policy grants the actor this operation on some record of the object. */
  grants(actor: Actor, object: string, operation: string): boolean
  abilities(actor: Actor, object: string, id: string): Promise<Result<Abilities>>
  /** Which of these records the actor may read: live push asks this. */
  readable(actor: Actor, object: string, ids: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * Which of these removed records, given as the log's `before` holds them (`id` included), the actor could have read: policies decided
   * over the given values alone; a policy that follows a reference does not hold. Live push of removals asks this.
   */
  wasReadable(actor: Actor, object: string, rows: readonly Row[]): Promise<ReadonlySet<string>>
  history(
    actor: Actor,
    object: string,
    id: string,
    page: { limit?: number; after?: string },
  ): Promise<Result<Page<HistoryEvent>>>
  /**
   * Events of any records that answer a question, newest first, values the actor may not read left out. For administrators and
   * auditors alone. Problems: access.denied, query.badFilter.
   */
  askLog(actor: Actor, question: LogQuestion, page: LogPage): Promise<Result<Page<HistoryEvent>>>
  metric(actor: Actor, question: MetricQuestion): Promise<Result<readonly MetricCell[]>>
  /** Counts the time that was spent in fields of forms; it is kept by field and day, never by person. */
  noteTime(actor: Actor, times: readonly FieldTime[]): void
  /** How the fields of an object are used. For administrators and auditors alone. Problems: access.denied, query.unknownObject. */
  usage(actor: Actor, wish: UsageWish): Promise<Result<Usage>>
  /** Who entered how much, how complete and how often replaced, a day at a time; 50 at a time, `page` from 0. Problems: those of `usage`. */
  usageByPerson(actor: Actor, wish: UsageWish & { readonly page?: number }): Promise<Result<UsageByPerson>>
  /** How good what is stored is, as of the end of yesterday: to administrators and auditors of everybody, to others of themselves. Problem: query.unknownObject. */
  quality(actor: Actor, wish: QualityWish): Promise<Result<Quality>>
  /** Records that the actor may read in which a value of the field no longer holds; the first 50. Problem: query.unknownField. */
  misfits(
    actor: Actor,
    wish: { readonly object: string; readonly field: string },
  ): Promise<Result<readonly { readonly id: string; readonly title: string }[]>>
  /** Words found across all objects the actor may read: at most `limit` records, best first. */
  search(
    actor: Actor,
    words: string,
    limit: number,
  ): Promise<readonly { object: string; id: string; title: string }[]>
  /**
   * A record filled into a layout with what the actor may see of it, and noted. Problems: access.denied, records.missing,
   * print.unknownLayout, print.tooManyLines.
   */
  print(actor: Actor, origin: Origin, wish: PrintWish): Promise<Result<PrintedDocument>>
  /** The same by a layout that is not published, noted nowhere. For administrators alone. Problems: also those of formulas. */
  printDraft(actor: Actor, wish: DraftWish): Promise<Result<PrintedDocument>>
  /** The layouts of an object as they are shipped. For administrators alone. Problem: access.denied. */
  shippedPrints(actor: Actor, object: string): Result<readonly PrintLayout[]>
  /** The flows of the modules as they are shipped. For administrators alone. Problem: access.denied. */
  shippedFlows(actor: Actor): Result<readonly FlowDefinition[]>
  /** The records of a list, taken out page by page and noted. Problems: access.denied, those of questions. */
  export(actor: Actor, origin: Origin, wish: ExportWish): Promise<Result<Exported>>
  /** For administrators alone. Problem: access.denied. */
  definitions(actor: Actor): Promise<Result<PublishedDefinitions>>
  publish(actor: Actor, publication: Publication): Promise<Result<{ version: number }>>
  /** What was published when and by whom, newest first, 50 at a time. For administrators alone. Problem: access.denied. */
  publications(actor: Actor, before?: number): Promise<Result<readonly PublicationNote[]>>
  /** What had been published at a version, as `definitions` tells it of now. Problems: access.denied, schema.unknownVersion. */
  definitionsAt(actor: Actor, version: number): Promise<Result<PublishedContent>>
  /** Publishes once more what had been published at `to`; what was made since is retired with its values kept. */
  rollBack(
    actor: Actor,
    way: { readonly to: number; readonly version?: number },
  ): Promise<Result<{ version: number }>>
  /**
   * Every place that uses a field: definitions of all layers, saved views, personal lists, imports under way. For administrators alone.
   * Problems: access.denied, query.unknownObject, query.unknownField.
   */
  fieldUsers(actor: Actor, field: FieldPlace): Promise<Result<readonly FieldUse[]>>
  /**
   * What would become of the values of an added field that takes another type, and what would no longer hold; nothing is changed. For
   * administrators alone. Problems: access.denied, query.unknownObject, query.unknownField, schema.noConversion, and those of definitions.
   */
  judgeConversion(actor: Actor, question: ConversionQuestion): Promise<Result<ConversionOutlook>>
  /**
   * What somebody with this role and no department is told of a published object, by object; one that they do not see is left out. For
   * administrators alone. Problems: access.denied, query.unknownObject.
   */
  rightsOf(actor: Actor, role: string, object: string): Promise<Result<RoleRights>>
  /** The shipped policies that speak of people and of an object. For administrators alone. Problems: access.denied, query.unknownObject. */
  shippedRights(actor: Actor, object: string): Promise<Result<readonly ShippedRight[]>>
  /** Which fields of an object are out of use or were of another type, since when and by whom. For administrators alone. Problem: access.denied. */
  fieldPasts(actor: Actor, object: string): Promise<Result<FieldPasts>>
  /** The business modules, in order, with what switching them comes to. For administrators alone. Problem: access.denied. */
  modules(
    actor: Actor,
  ): Promise<Result<{ readonly version: number; readonly modules: readonly ModuleState[] }>>
  /** All that was published, as another workspace understands it. For administrators alone. Problem: access.denied. */
  configuration(actor: Actor): Promise<Result<PublishedContent>>
  /** Publishes a whole configuration at once, or says what does not hold. Problems: those of `publish`, schema.unknownPerson, schema.unknownDepartment. */
  configure(actor: Actor, wish: ConfigurationWish): Promise<Result<Configured>>
  /** Drop cached definitions when another node has published. */
  refresh(): Promise<void>
}
