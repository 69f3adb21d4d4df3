// Who may do what, as data. No policy, no rows.
import type { FormulaText, Layer } from '#kernel/schema'

/** Empty lists match nobody; `everyone` is every signed-in person (never a system actor). */
export type Who = {
  readonly everyone?: true
  readonly roles?: readonly string[]
  readonly departments?: readonly string[]
  readonly people?: readonly string[]
  /** System actors by name, e.g. `coordination`. */
  readonly system?: readonly string[]
}

/** `read create update remove export import asOf override print copy`, or the name of an action. `*` is every one of them. */
export type Operation = string

export type FieldGrant = readonly string[] | '*' | { readonly except: readonly string[] }

export type Policy = {
  readonly name: string
  /** An object, or every object of a module (`sales.*`), or `*`. */
  readonly object: string
  readonly operations: readonly Operation[]
  readonly who: Who
  /** Which records: a formula over the record, its relations and `me`; absent means every record. */
  readonly where?: FormulaText
  /** The record is seen and changed exactly as the record named by this owner field: read with its read, write with its update. */
  readonly via?: string
  /**
   * The record is about another, named by these two text fields (the object's name, the record's id): the policy holds where the actor
   * may read that one. It does not lead further: what is itself reached only by `about` is not found this way.
   */
  readonly about?: { readonly object: string; readonly record: string }
  /**
   * Fields that may be read and written. `*` covers every field of the layers up to the policy's own, so that a field added at run
   * time stays hidden until an overlay policy grants it. Absent means `*` for both.
   */
  readonly fields?: { readonly read?: FieldGrant; readonly write?: FieldGrant }
  readonly layer?: Layer
  /**
   * Adds its fields to what is granted anyhow, and no rows: it holds on exactly those records, for those operations and people, that a
   * policy which is not on top grants. How a field added to a shipped object is opened.
   */
  readonly onTop?: boolean
  /**
   * Grants nothing: the shipped policy of this name holds on `object` (which is one, not a pattern) only as far as the policies that
   * narrow it let it through. One for nobody (`who: {}`) switches it off there.
   */
  readonly narrows?: string
  /** Was published in the workspace. Such a policy opens no ledger that is shipped: entries come from the product's own actions alone. */
  readonly byCustomer?: boolean
}

export type Role = {
  readonly name: string
  readonly label: { readonly 'zh-CN': string; readonly en: string }
}
