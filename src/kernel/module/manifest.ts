// A business module as data and verbs: what it brings, what it needs, what it touches.
import type { Policy, Role } from '#kernel/access'
import type { FlowDefinition } from '#kernel/flow'
import type { MetricDefinition, Tile } from '#kernel/metrics'
import type { Action, Reaction } from '#kernel/records'
import type { Rule } from '#kernel/rules'
import type { Extension, FormulaText, Label, ObjectDefinition } from '#kernel/schema'

/** Offered to whom some policy lets do `needs` (read when absent) on the object. */
export type MenuItem = { readonly object: string; readonly group: string; readonly needs?: string }

export type Without = {
  /** Computed fields that count on it, and how they are computed instead; nobody sees them. */
  readonly fields: readonly {
    readonly object: string
    readonly field: string
    readonly formula: FormulaText
  }[]
  /** Steps of the module's flows that are then passed, and not drawn. */
  readonly steps?: readonly string[]
}

export type Module = {
  readonly name: string
  readonly label: Label
  readonly dependsOn: readonly string[]
  /** Those of `dependsOn` that may be switched off beside it: what it does with them is then left out. */
  readonly optional?: readonly string[]
  /** What differs while an optional module is off. */
  readonly without?: Readonly<Record<string, Without>>
  readonly objects: readonly ObjectDefinition[]
  readonly extend?: readonly Extension[]
  readonly actions?: readonly Action[]
  readonly reactions?: readonly Reaction[]
  readonly flows?: readonly FlowDefinition[]
  readonly rules?: readonly Rule[]
  readonly metrics?: readonly MetricDefinition[]
  /** What the module shows on the big screen. */
  readonly tiles?: readonly Tile[]
  readonly roles?: readonly Role[]
  readonly policies?: readonly Policy[]
  /** Objects offered in the navigation, in order. */
  readonly menu?: readonly MenuItem[]
  /** Groups of the menu that are no module. */
  readonly menuGroups?: Readonly<Record<string, Label>>
  readonly messages?: {
    readonly 'zh-CN': Readonly<Record<string, string>>
    readonly en: Readonly<Record<string, string>>
  }
}

/** Identity at run time; it exists so that a manifest is checked where it is written. */
export const defineModule = (module: Module): Module => module
