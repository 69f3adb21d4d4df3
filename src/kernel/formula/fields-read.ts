// Every field that a formula looks at, wherever its reading begins: on its record, on the actor or on a variable.
import type { Node } from './ast.ts'
import type { Formula } from './contract.ts'

export type FieldPlace = { readonly object: string; readonly field: string }

/** The fields of any object that a formula over a record of `object` reads, each step of a path included; some may come twice. */
export function fieldsRead({ ast }: Formula, object: string): readonly FieldPlace[] {
  const found: FieldPlace[] = []
  const visit = (node: Node): void => {
    if (node.op === 'cast') visit(node.arg)
    if (node.op === 'call') node.args.forEach(visit)
    if (node.op !== 'read') return
    const { from, path, through } = node
    path.forEach((field, at) => {
      const of = at === 0 ? (from === 'row' ? object : undefined) : through[at - 1]
      if (of !== undefined) found.push({ object: of, field })
    })
  }
  // The tree is what this part has put there; it is data for everybody else.
  visit(ast as unknown as Node)
  return found
}
