// What was written into what is meant: names resolved, kinds made to fit, arguments counted.
import { type Problem, type ProblemParam, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Option } from '#kernel/schema'
import type { Ast, Node, Span } from './ast.ts'
import { closest } from './closest.ts'
import { coerce, common, type Misfit } from './coerce.ts'
import type { Kind, Scope } from './contract.ts'
import type { FunctionEntry, Parameter } from './function.ts'
import { callableNames, functionNamed } from './functions/index.ts'
import { resolve } from './names.ts'
import { readNumber, writeNumber } from './number.ts'

/** A node with the place it was written at, and the options its value is one of. */
type Checked = { readonly node: Node; readonly at: Span; readonly options: readonly Option[] | undefined }

/**
 * Checks a tree against a scope; all problems of it at once. With `expected` the whole must give that kind.
 * Problems: formula.unknownName, formula.ambiguousName, formula.noRecord, formula.lines, formula.unknownFunction,
 * formula.arguments, formula.wrongKind, formula.differentRecords, formula.wholeNumber, formula.unknownOption.
 */
export function check(ast: Ast, scope: Scope, expected?: Kind): Result<Node> {
  const problems: Problem[] = []
  const checked = checkNode(ast, scope, problems)
  if (!checked || problems.length > 0) return failed(...problems)
  const kind = expected ?? (checked.node.kind === 'blank' ? 'text' : checked.node.kind)
  const fitted = coerce(checked.node, [kind], false)
  return fitted ? ok(fitted) : failed(wrongKind(checked, [kind]))
}

const found = (at: Span, code: string, params: Readonly<Record<string, ProblemParam>>): Problem =>
  problem(code, [], { from: at.from, to: at.to, ...params })

const wrongKind = ({ node, at }: Checked, expected: readonly string[]): Problem =>
  found(at, 'formula.wrongKind', { expected, found: node.kind })

function checkNode(ast: Ast, scope: Scope, problems: Problem[]): Checked | undefined {
  if (ast.node === 'call') return checkCall(ast, scope, problems)
  if (ast.node === 'name') return checkName(ast, scope, problems)
  return { node: literalOf(ast), at: ast, options: undefined }
}

function literalOf(ast: Exclude<Ast, { node: 'call' | 'name' }>): Node {
  if (ast.node === 'number')
    return { op: 'literal', kind: 'number', value: writeNumber(readNumber(ast.text) ?? 0n) }
  if (ast.node === 'blank') return { op: 'literal', kind: 'blank', value: null }
  return { op: 'literal', kind: ast.node, value: ast.value }
}

function checkName(
  ast: Extract<Ast, { node: 'name' }>,
  scope: Scope,
  problems: Problem[],
): Checked | undefined {
  const resolved = resolve(ast.path, scope)
  if (resolved.ok) {
    const { read, of, options } = resolved.value
    return { node: { ...read, ...of }, at: ast, options }
  }
  problems.push(...resolved.problems)
  return undefined
}

function checkCall(
  ast: Extract<Ast, { node: 'call' }>,
  scope: Scope,
  problems: Problem[],
): Checked | undefined {
  const named = functionNamed(ast.name.text)
  const args = ast.args.map((arg) => checkNode(arg, scope, problems))
  if (!named) {
    const params = { name: ast.name.text, choices: closest(ast.name.text, callableNames) }
    problems.push(found(ast.name, 'formula.unknownFunction', params))
    return undefined
  }
  const known = args.filter((arg) => arg !== undefined)
  if (known.length < args.length) return undefined
  const variant = named.variant?.(known.map(({ node }) => node))
  const entry = variant === undefined ? named : (functionNamed(variant) ?? named)
  const outcome = fitted(entry, withOptions(entry, known, problems), ast)
  if (outcome.ok) return { node: outcome.value, at: ast, options: undefined }
  problems.push(...outcome.problems)
  return undefined
}

/** The parameter for each of `count` arguments; undefined when so many cannot be given. */
function placesFor(
  { fixed, repeat = [], optional = [] }: FunctionEntry,
  count: number,
): readonly Parameter[] | undefined {
  const more = count - fixed.length
  if (more < 0) return undefined
  const groups = repeat.length > 0 ? Math.floor(more / repeat.length) : 0
  const rest = more - groups * repeat.length
  if (rest > optional.length) return undefined
  return [...fixed, ...Array.from({ length: groups }, () => repeat).flat(), ...optional.slice(0, rest)]
}

function fitted(entry: FunctionEntry, args: readonly Checked[], at: Ast & { node: 'call' }): Result<Node> {
  const places = placesFor(entry, args.length)
  if (!places) return failed(found(at, 'formula.arguments', argumentParams(entry, at, args.length)))
  if (entry.result === 'blank') return ok({ op: 'literal', kind: 'blank', value: null })
  const problems: Problem[] = []
  const fits = new Map<number, Node>()
  for (const letter of ['T', 'U'] as const) fitAlike(letter, places, args, fits, problems)
  args.forEach((arg, index) => {
    const place = places[index]
    if (place && !place.like) fitOne(place, arg, index, fits, problems)
  })
  if (problems.length > 0) return failed(...problems)
  const nodes = args.map(({ node }, index) => fits.get(index) ?? node)
  const model = nodes.find((_, index) => places[index]?.like === entry.result)
  return ok(callNode(entry, nodes, model))
}

const argumentParams = (
  entry: FunctionEntry,
  { name }: Ast & { node: 'call' },
  given: number,
): Readonly<Record<string, ProblemParam>> => ({
  name: name.text,
  given,
  least: entry.fixed.length,
  expected: [...entry.fixed, ...(entry.repeat ?? []), ...(entry.optional ?? [])].map((each) => each.name),
})

function callNode(entry: FunctionEntry, args: readonly Node[], model: Node | undefined): Node {
  const call = { op: 'call', name: entry.name, args } as const
  if (entry.result !== 'T' && entry.result !== 'U' && entry.result !== 'blank')
    return { ...call, kind: entry.result }
  if (!model || model.kind === 'blank') return { ...call, kind: 'text' }
  const object = 'object' in model ? model.object : undefined
  return object === undefined ? { ...call, kind: model.kind } : { ...call, kind: model.kind, object }
}

function fitOne(
  place: Parameter,
  arg: Checked,
  index: number,
  fitted: Map<number, Node>,
  problems: Problem[],
): void {
  const node = place.whole
    ? wholeNode(place.whole, arg.node)
    : coerce(arg.node, place.kinds, place.prints === true)
  if (node) fitted.set(index, node)
  else if (!place.whole) problems.push(wrongKind(arg, place.kinds))
  else problems.push(found(arg.at, 'formula.wholeNumber', { least: place.whole[0], most: place.whole[1] }))
}

function wholeNode([least, most]: readonly [number, number], node: Node): Node | undefined {
  const value = wholeLiteral(node)
  if (value === undefined || value < least || value > most) return undefined
  return { op: 'literal', kind: 'number', value: String(value) }
}

/** The number of a literal or of a minus before one. */
function wholeLiteral(node: Node): number | undefined {
  if (node.op === 'call' && node.name === 'NEGATIVE') {
    const inner = node.args[0] && wholeLiteral(node.args[0])
    return inner === undefined ? undefined : 0 - inner
  }
  const value = node.op === 'literal' && node.kind === 'number' ? Number(node.value) : Number.NaN
  return Number.isSafeInteger(value) ? value : undefined
}

function fitAlike(
  letter: 'T' | 'U',
  places: readonly Parameter[],
  args: readonly Checked[],
  fitted: Map<number, Node>,
  problems: Problem[],
): void {
  const chosen = args
    .map((arg, index) => ({ arg, index }))
    .filter(({ index }) => places[index]?.like === letter)
  if (chosen.length === 0) return
  const kinds = places.find((place) => place.like === letter)?.kinds ?? []
  const outcome = common(
    chosen.map(({ arg }) => arg.node),
    kinds,
  )
  if (outcome.ok) chosen.forEach(({ index }, at) => void fitted.set(index, outcome.nodes[at] ?? blankText))
  else problems.push(misfit(outcome, chosen[outcome.at]?.arg))
}

const blankText: Node = { op: 'literal', kind: 'text', value: null }

function misfit(outcome: Misfit, arg: Checked | undefined): Problem {
  if (!arg) return problem('formula.wrongKind', [], { from: 0, to: 0, expected: [], found: '' })
  if (outcome.objects) {
    const [left, right] = outcome.objects
    return found(arg.at, 'formula.differentRecords', { left, right })
  }
  return wrongKind(arg, outcome.expected)
}

/** Places whose texts are compared with each other, so that a choice's label may stand for its key. */
const comparing: ReadonlySet<string> = new Set(['=', '<>', 'IN', 'INLIST'])

function withOptions(
  entry: FunctionEntry,
  args: readonly Checked[],
  problems: Problem[],
): readonly Checked[] {
  const all = comparing.has(entry.name)
  const options = args.find((arg, index) => arg.options && (all || index === 0))?.options
  if (!options || !(all || entry.name === 'SWITCH')) return args
  return args.map((arg, index) =>
    all || index % 2 === 1 ? asOption(arg, options, problems, isKey(all, index, args)) : arg,
  )
}

/** In SWITCH the lone last value is no choice. */
const isKey = (all: boolean, index: number, args: readonly Checked[]): boolean =>
  all || index < args.length - 1

function asOption(arg: Checked, options: readonly Option[], problems: Problem[], wanted: boolean): Checked {
  const { node } = arg
  if (!wanted || node.op !== 'literal' || node.kind !== 'text' || typeof node.value !== 'string') return arg
  const text = node.value
  if (options.some(({ key }) => key === text)) return arg
  const named = options.find(
    ({ label }) => label['zh-CN'] === text || label.en.toLowerCase() === text.toLowerCase(),
  )
  if (named) return { ...arg, node: { ...node, value: named.key } }
  const names = options.flatMap(({ key, label }) => [key, label['zh-CN'], label.en])
  problems.push(found(arg.at, 'formula.unknownOption', { name: text, choices: closest(text, names) }))
  return arg
}
