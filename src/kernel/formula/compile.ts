// One text, one meaning, two interpreters.
import { ok, type Result } from '#base/result'
import type { Json } from '#kernel/schema'
import type { Node } from './ast.ts'
import { check, type Meant } from './check.ts'
import type { CompileFormula, Formula, KindOf, Paths } from './contract.ts'
import { evaluator } from './evaluate.ts'
import { functionNamed } from './functions/index.ts'
import { parseFormula } from './parse.ts'
import { conditionSql, valueSql } from './to-sql.ts'

/** See `CompileFormula` for what is promised. */
export const compileFormula: CompileFormula = (text, scope, expected): Result<Formula> => {
  const parsed = parseFormula(text)
  if (!parsed.ok) return parsed
  const checked = check(text, parsed.value, scope, expected)
  return checked.ok ? ok(formulaOf(text, checked.value)) : checked
}

const formulaOf = (text: string, { node, tax }: Meant): Formula => ({
  text,
  tax,
  ...evaluator(node),
  result: resultOf(node),
  reads: readsOf(node),
  calendar: asksCalendar(node),
  ast: node as unknown as Json,
  toSql: (host) => valueSql(node, host),
  toCondition: (host) => conditionSql(node, host),
})

function resultOf(node: Node): KindOf {
  const kind = node.kind === 'blank' ? 'text' : node.kind
  return 'object' in node && node.object !== undefined ? { kind, object: node.object } : { kind }
}

const asksCalendar = (node: Node): boolean =>
  (node.op === 'cast' && asksCalendar(node.arg)) ||
  (node.op === 'call' && (functionNamed(node.name)?.calendar === true || node.args.some(asksCalendar)))

/** Each field path once, in the order of reading. */
function readsOf(node: Node): Paths {
  const paths = new Map<string, readonly string[]>()
  const visit = (each: Node): void => {
    if (each.op === 'read' && each.from === 'row') paths.set(each.path.join('.'), each.path)
    if (each.op === 'cast') visit(each.arg)
    if (each.op === 'call') each.args.forEach(visit)
  }
  visit(node)
  return [...paths.values()]
}
