// Each number of the product, declared once; badges, dashboards, exports and KPIs compile from it.
import type { FormulaText, Label } from '#kernel/schema'

export type MetricDefinition = {
  readonly name: string
  readonly label: Label
  readonly help?: Label
  readonly object: string
  readonly take: 'count' | 'sum' | 'average'
  /** Formula over the record that is summed or averaged; absent for count. */
  readonly of?: FormulaText
  readonly where?: FormulaText
  /** For ratios: the share of `where` records among those of `among`; take is then 'count'. */
  readonly among?: FormulaText
  /** The date or datetime field by which periods are cut. */
  readonly by: string
  readonly dimensions: readonly string[]
  readonly format: 'number' | 'money' | 'percent' | 'minutes'
}

export type MetricQuestion = {
  readonly metric: string
  readonly from?: string
  readonly to?: string
  readonly every?: 'day' | 'week' | 'month' | 'quarter' | 'year'
  readonly dimensions?: readonly string[]
  readonly filter?: FormulaText
}

/** One cell: the dimension values and period start it belongs to, its value, and the rows behind it. */
export type MetricCell = {
  readonly at?: string
  readonly key: readonly (string | null)[]
  readonly value: string | null
  readonly rows: number
}
