import type { Option } from '#kernel/schema'
import type { Node, Span } from './ast.ts'
import type { Tax } from './tax.ts'

/** A node with the place it was written at, and the options its value is one of. */
export type Checked = {
  readonly node: Node
  readonly at: Span
  readonly options: readonly Option[] | undefined
  /** Whether tax is in it, where it is an amount. */
  readonly tax: Tax
}
