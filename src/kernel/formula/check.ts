// What was written into what is meant: names resolved, kinds made to fit, arguments counted.
import { type Problem, type ProblemParam, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Ast, Node, Relation, Span } from './ast.ts'
import type { Checked } from './checked.ts'
import { closest } from './closest.ts'
import { coerce, common, type Misfit } from './coerce.ts'
import type { Kind, Scope } from './contract.ts'
import type { FunctionEntry, Parameter } from './function.ts'
import { callableNames, functionNamed } from './functions/index.ts'
import { maxGathered, maxProblems } from './limits.ts'
import { isRelated, resolve, type Within } from './names.ts'
import { readNumber, writeNumber } from './number.ts'
import { withOptions } from './options.ts'
import { type Tax, taxOfCall } from './tax.ts'
import { usageOf } from './usage.ts'

/**
 * Checks the tree of `text` against a scope; up to ten problems of it at once. With `expected` the whole must give that kind.
 * Problems: formula.unknownName, formula.ambiguousName, formula.noRecord, formula.lines, formula.unknownFunction,
 * formula.arguments, formula.wrongKind, formula.differentRecords, formula.wholeNumber, formula.oneOf,
 * formula.unknownOption, formula.notHere, formula.noRelated, formula.otherRelation, formula.nested, formula.ownFields,
 * formula.tooManyGathered, formula.mixedTax.
 */
export function check(text: string, ast: Ast, scope: Scope, expected?: Kind): Result<Meant> {
  const work: Work = { text, scope, problems: [] }
  const checked = checkNode(ast, work)
  if (!checked || work.problems.length > 0) return failed(...work.problems)
  if (gatheringsIn(checked.node) > maxGathered)
    return failed(problem('formula.tooManyGathered', [], { limit: maxGathered }))
  const kind = expected ?? (checked.node.kind === 'blank' ? 'text' : checked.node.kind)
  const node = coerce(checked.node, [kind], false)
  return node ? ok({ node, tax: checked.tax }) : failed(wrongKind(checked, [kind], work))
}

/** What is meant, and whether tax is in it where it is an amount. */
export type Meant = { readonly node: Node; readonly tax: Tax }

function gatheringsIn(node: Node): number {
  if (node.op === 'cast') return gatheringsIn(node.arg)
  if (node.op !== 'call') return 0
  return node.args.reduce((count, arg) => count + gatheringsIn(arg), node.relation ? 1 : 0)
}

type CallAst = Extract<Ast, { node: 'call' }>

type Work = {
  readonly text: string
  readonly scope: Scope
  readonly problems: Problem[]
  /** Set inside what gathers from related records. */
  readonly within?: Within
}

const found = (at: Span, code: string, params: Readonly<Record<string, ProblemParam>>): Problem =>
  problem(code, [], { from: at.from, to: at.to, ...params })

/** One kind asked for has a sentence of its own: formula.wrongKind.number. */
function wrongKind({ node, at }: Checked, expected: readonly Kind[], { text }: Work): Problem {
  const code = expected.length === 1 ? `formula.wrongKind.${expected[0]}` : 'formula.wrongKind'
  return found(at, code, { expected, found: node.kind, written: quote(text, at) })
}

const longestQuote = 40

function quote(text: string, { from, to }: Span): string {
  const whole = text.slice(from, to)
  return whole.length > longestQuote ? `${[...whole].slice(0, longestQuote).join('')}…` : whole
}

function checkNode(ast: Ast, work: Work): Checked | undefined {
  if (work.problems.length >= maxProblems) return undefined
  if (ast.node === 'call') return checkCall(ast, work)
  if (ast.node === 'name') return checkName(ast, work)
  return { node: literalOf(ast), at: ast, options: undefined, tax: undefined }
}

function literalOf(ast: Exclude<Ast, { node: 'call' | 'name' }>): Node {
  if (ast.node === 'number')
    return { op: 'literal', kind: 'number', value: writeNumber(readNumber(ast.text) ?? 0n) }
  if (ast.node === 'blank') return { op: 'literal', kind: 'blank', value: null }
  return { op: 'literal', kind: ast.node, value: ast.value }
}

function checkName(
  ast: Extract<Ast, { node: 'name' }>,
  { scope, problems, within }: Work,
): Checked | undefined {
  const resolved = resolve(ast.path, scope, within)
  if (resolved.ok) {
    const { read, of, options, tax } = resolved.value
    return { node: { ...read, ...of }, at: ast, options, tax }
  }
  problems.push(...resolved.problems)
  return undefined
}

function checkCall(ast: CallAst, work: Work): Checked | undefined {
  const named = functionNamed(ast.name.text)
  const within = withinOf(named, ast, work)
  const args = ast.args.map((arg) => checkNode(arg, within ? { ...work, within } : work))
  if (!named) {
    const params = { name: ast.name.text, choices: closest(ast.name.text, callableNames) }
    work.problems.push(found(ast.name, 'formula.unknownFunction', params))
    return undefined
  }
  const known = args.filter((arg) => arg !== undefined)
  if (known.length < args.length) return undefined
  const relation = within?.relation
  const misplaced = misplacement(named, relation, ast, work)
  if (misplaced) {
    work.problems.push(misplaced)
    return undefined
  }
  const variant = relation ? named.gathers : named.variant?.(known.map(({ node }) => node))
  const entry = variant === undefined ? named : (functionNamed(variant) ?? named)
  const node = fitted(entry, withOptions(entry, known, work.problems), ast, work)
  if (!node) return undefined
  const tax = taxOf(entry, known, ast, work)
  return {
    node: node.op === 'call' && relation ? { ...node, relation } : node,
    at: ast,
    options: undefined,
    tax,
  }
}

/** Whether tax is in what comes of a call; that two of its amounts do not go together is noted. */
function taxOf(entry: FunctionEntry, args: readonly Checked[], at: Span, work: Work): Tax {
  const places = placesFor(entry, args.length) ?? []
  const chosen = places.map(({ like }) => like === entry.result)
  const { tax, mixed } = taxOfCall(
    entry,
    args.map((arg) => arg.tax),
    chosen,
  )
  const [left, right] = (mixed ?? []).flatMap((index) => args[index] ?? [])
  if (left && right) {
    const [inclusive, exclusive] = left.tax === 'inclusive' ? [left, right] : [right, left]
    const written = { inclusive: quote(work.text, inclusive.at), exclusive: quote(work.text, exclusive.at) }
    work.problems.push(found(at, 'formula.mixedTax', written))
  }
  return tax
}

/** What can gather does where it is given related records, unless something in it or around it gathers them already. */
function withinOf(
  named: FunctionEntry | undefined,
  { args }: CallAst,
  { within, scope }: Work,
): Within | undefined {
  if (!named?.gathers || within) return undefined
  return named.gather || args.some((arg) => namesRelated(arg, scope)) ? { relation: undefined } : undefined
}

function namesRelated(ast: Ast, scope: Scope): boolean {
  if (ast.node === 'name') return isRelated(ast.path, scope)
  if (ast.node !== 'call' || functionNamed(ast.name.text)?.gathers) return false
  return ast.args.some((arg) => namesRelated(arg, scope))
}

/** What stands where nothing of its kind may: the calendar and related records in some places, one gathering in another. */
function misplacement(
  { name, calendar, gather, gathers }: FunctionEntry,
  relation: Relation | undefined,
  { name: at }: CallAst,
  { scope: { without = [] }, within }: Work,
): Problem | undefined {
  const isBarred = (calendar && without.includes('calendar')) || (relation && without.includes('related'))
  if (isBarred) return found(at, 'formula.notHere', { name: at.text })
  if (gather && within) return found(at, 'formula.nested', { name: at.text })
  return gathers === name && !relation ? found(at, 'formula.noRelated', { name: at.text }) : undefined
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

/** The call with every argument made to fit, or undefined once its problems are noted. */
function fitted(entry: FunctionEntry, args: readonly Checked[], at: CallAst, work: Work): Node | undefined {
  const places = placesFor(entry, args.length)
  if (!places) {
    const params = { name: at.name.text, given: args.length, usage: usageOf(entry) }
    work.problems.push(found(at, 'formula.arguments', params))
    return undefined
  }
  const before = work.problems.length
  const fits = new Map<number, Node>()
  for (const letter of ['T', 'U'] as const) fitAlike(letter, places, args, fits, work)
  args.forEach((arg, index) => {
    const place = places[index]
    if (place && !place.like) fitOne(place, arg, index, fits, work)
  })
  if (work.problems.length > before) return undefined
  if (isAlwaysBlank(entry, places, args)) return { op: 'literal', kind: 'blank', value: null }
  const nodes = args.map(({ node }, index) => fits.get(index) ?? node)
  const models = nodes.filter((_, index) => places[index]?.like === entry.result)
  return callNode(entry, nodes, models.find(objectOf) ?? models[0])
}

const objectOf = (node: Node): string | undefined => ('object' in node ? node.object : undefined)

/** A choice among blanks only has no kind of its own and fits wherever a blank does. */
function isAlwaysBlank(
  entry: FunctionEntry,
  places: readonly Parameter[],
  args: readonly Checked[],
): boolean {
  const chosen = args.filter((_, index) => places[index]?.like === entry.result)
  const isChoice = entry.result === 'T' || entry.result === 'U'
  return entry.result === 'blank' || (isChoice && chosen.every(({ node }) => node.kind === 'blank'))
}

function callNode(entry: FunctionEntry, args: readonly Node[], model: Node | undefined): Node {
  const call = { op: 'call', name: entry.name, args } as const
  if (entry.result !== 'T' && entry.result !== 'U' && entry.result !== 'blank')
    return { ...call, kind: entry.result }
  if (!model || model.kind === 'blank') return { ...call, kind: 'text' }
  const object = objectOf(model)
  return object === undefined ? { ...call, kind: model.kind } : { ...call, kind: model.kind, object }
}

function fitOne(place: Parameter, arg: Checked, index: number, fits: Map<number, Node>, work: Work): void {
  const node = asked(place, arg.node)
  if (node) fits.set(index, node)
  else work.problems.push(unfit(place, arg, work))
}

function asked({ kinds, whole, oneOf, prints }: Parameter, node: Node): Node | undefined {
  if (whole) return wholeNode(whole, node)
  return oneOf ? textOutOf(oneOf, node) : coerce(node, kinds, prints === true)
}

function unfit({ kinds, whole, oneOf }: Parameter, arg: Checked, work: Work): Problem {
  if (whole) return found(arg.at, 'formula.wholeNumber', { least: whole[0], most: whole[1] })
  return oneOf ? found(arg.at, 'formula.oneOf', { choices: oneOf }) : wrongKind(arg, kinds, work)
}

/** The literal as the list spells it. */
function textOutOf(texts: readonly string[], node: Node): Node | undefined {
  if (node.op !== 'literal' || typeof node.value !== 'string') return undefined
  const wanted = node.value.toUpperCase()
  const value = texts.find((text) => text.toUpperCase() === wanted)
  return value === undefined ? undefined : { op: 'literal', kind: 'text', value }
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
  fits: Map<number, Node>,
  work: Work,
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
  if (outcome.ok) chosen.forEach(({ index }, at) => void fits.set(index, outcome.nodes[at] ?? blankText))
  else work.problems.push(...misfit(outcome, chosen[outcome.at]?.arg, work))
}

const blankText: Node = { op: 'literal', kind: 'text', value: null }

function misfit({ expected, objects }: Misfit, arg: Checked | undefined, work: Work): readonly Problem[] {
  if (!arg) return []
  if (!objects) return [wrongKind(arg, expected, work)]
  return [found(arg.at, 'formula.differentRecords', { left: objects[0], right: objects[1] })]
}
