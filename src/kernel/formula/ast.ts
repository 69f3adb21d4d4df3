// The two trees: what was written, with positions, and what was understood, as data.
import type { Kind, KindOf } from './contract.ts'

/** Positions in the text, in UTF-16 units: `from` is the first, `to` is one past the last. */
export type Span = { readonly from: number; readonly to: number }

export type Segment = Span & { readonly text: string }

/** What was written. Operators are calls of the function that bears their sign. */
export type Ast = Span &
  (
    | { readonly node: 'number'; readonly text: string }
    | { readonly node: 'text'; readonly value: string }
    | { readonly node: 'boolean'; readonly value: boolean }
    | { readonly node: 'blank' }
    | { readonly node: 'name'; readonly path: readonly Segment[] }
    | { readonly node: 'call'; readonly name: Segment; readonly args: readonly Ast[] }
  )

/**
 * What was understood. Names are field names, never labels; every conversion is written out as a cast.
 * A read starts at the row, the actor (`me`), the variables or a record that refers to the row; `through[i]` is the object that `path[i]` refers to and in
 * which `path[i + 1]` is read.
 */
export type Node =
  | {
      readonly op: 'literal'
      readonly kind: Kind | 'blank'
      readonly value: string | boolean | null
      readonly object?: string
    }
  | ({
      readonly op: 'read'
      readonly from: 'row' | 'me' | 'variable' | 'related'
      readonly path: readonly string[]
      readonly through: readonly string[]
      /** The records it is read of, where it starts at `related`. */
      readonly relation?: Relation
    } & KindOf)
  | ({
      readonly op: 'call'
      readonly name: string
      readonly args: readonly Node[]
      /** The records it gathers from. */
      readonly relation?: Relation
    } & KindOf)
  | ({ readonly op: 'cast'; readonly arg: Node } & KindOf)

/** Records that refer to the record by one of their references, and the name they are called by. */
export type Relation = { readonly name: string; readonly object: string; readonly by: string }

export type Read = Extract<Node, { op: 'read' }>
