// What a big screen shows, as data: tiles that name metrics or ask records. Modules ship some, a company adds its own.
import type { FormulaText, Label } from '#kernel/schema'

/** Seen from the day it is looked at; all there is when absent. */
export type TilePeriod = 'today' | 'week' | 'month' | 'quarter' | 'year'

/** The value of a declared metric. */
export type Measured = {
  readonly metric: string
  readonly period?: TilePeriod
  readonly filter?: FormulaText
}

/** Records counted, or one of their numbers added up, where no metric is declared. */
export type Counted = {
  readonly object: string
  readonly where?: FormulaText
  readonly sum?: string
}

export type TileNumber = (Measured | Counted) & {
  /** The metric's or the object's own label when absent. */
  readonly label?: Label
  /** A metric that this one is a part of: drawn as progress. */
  readonly of?: string
  /** Drawn in this colour while it is more than nothing. */
  readonly tone?: 'late' | 'risk'
}

export type Tile = {
  /** `module.noun`; tiles made at run time begin with `x.`. */
  readonly name: string
  readonly label: Label
  /** Cells of a grid four wide, across and down; one each when absent. */
  readonly wide?: number
  readonly tall?: number
  /** Smaller stands earlier; 100 when absent. */
  readonly place?: number
  /** No longer shown. */
  readonly retired?: boolean
  /** Stands on the first page of people with one of these roles (`*` is everybody) instead of on the big screen. */
  readonly today?: readonly string[]
  /** The first is drawn large. */
  readonly numbers?: readonly TileNumber[]
  /** A metric cut by one of its dimensions, in the order of the options; `late` is a metric contained in it. */
  readonly bars?: Measured & { readonly by: string; readonly late?: string }
  /** A metric over the last periods. */
  readonly trend?: {
    readonly metric: string
    readonly every: 'day' | 'week' | 'month'
    readonly last: number
  }
  /** Records themselves, the first few. */
  readonly rows?: {
    readonly object: string
    readonly where?: FormulaText
    readonly sort?: readonly string[]
    readonly fields: readonly string[]
    readonly tone?: 'late' | 'risk'
  }
  /**
   * What each person adds to what was set out to be reached. `targets` is an object whose records say: on which metric, from which to which day, how
   * much, and by whom; a record without a person is everybody's. `by` is the metric's dimension that names the person.
   */
  readonly goal?: {
    readonly metric: string
    readonly by: string
    readonly targets: string
    readonly fields: {
      readonly metric: string
      readonly from: string
      readonly to: string
      readonly value: string
      readonly person: string
      /** Fields that must be blank as well for a record to be everybody's. */
      readonly others?: readonly string[]
    }
  }
}
