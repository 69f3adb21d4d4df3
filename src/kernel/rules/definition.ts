// Automation as data: when something happens or is found, if a condition holds, do things.
import type { FormulaText, Label } from '#kernel/schema'

export type Trigger =
  | { readonly on: 'create' | 'update' | 'remove'; readonly fields?: readonly string[] }
  | { readonly everyMinutes: number }

export type RuleAction =
  | { readonly do: 'create'; readonly object: string; readonly values: Readonly<Record<string, FormulaText>> }
  | {
      readonly do: 'update'
      readonly record?: FormulaText
      readonly object?: string
      readonly values: Readonly<Record<string, FormulaText>>
    }
  | { readonly do: 'act'; readonly action: string; readonly input?: Readonly<Record<string, FormulaText>> }
  | {
      readonly do: 'notify'
      readonly people?: FormulaText
      readonly role?: string
      readonly headOf?: FormulaText
      readonly text: Label
    }

/** What the log gives as the reason of a change that a rule made. */
export const reasonOfRule = (name: string): string => `rule:${name}`

export type Rule = {
  readonly name: string
  readonly label: Label
  readonly object: string
  readonly when: Trigger
  /** A formula over the record (and `before` for updates). For timed rules: which records; each is acted on once per `once` value. */
  readonly if?: FormulaText
  /** For timed rules: a formula whose value makes acting again on the same record possible; absent means once for ever. */
  readonly once?: FormulaText
  readonly then: readonly RuleAction[]
}
