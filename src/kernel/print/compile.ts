// A layout with its formulas understood: what it reads, and what of it does not hold.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { CompileFormula, Formula } from '#kernel/formula'
import {
  type FormulaText,
  type Label,
  leadsTo,
  mostPrint,
  namable,
  type PrintBlock,
  type PrintColumn,
  type PrintedRecords,
  type PrintedValue,
  type PrintLayout,
  type pictureSides,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  target,
  type WovenText,
} from '#kernel/schema'
import { paragraphsOf, piecesOf } from './weave.ts'

/** A value to be printed. `field` is the field that a formula of one path alone names: it says how the value is written. */
export type Printable = {
  readonly formula: Formula
  readonly path: string | null
  readonly field: ResolvedField | null
  /** Everything that is read for it, as a query asks for it. */
  readonly asks: readonly string[]
}
export type Named = Printable & { readonly label: Label }
export type Column = Named & { readonly width: number; readonly sum: boolean }
export type Woven = Readonly<Record<keyof Label, readonly (readonly (string | Printable)[])[]>>

/** A value that holds several records of an object: their names are read by themselves. */
export type Several = { readonly path: string; readonly field: ResolvedField }

/** The records of a table: all whose `by` names the printed one. */
export type Gathering = PrintedRecords & {
  readonly fields: readonly string[]
  readonly several: readonly Several[]
}

export type Block =
  | { readonly kind: 'heading'; readonly text: Woven; readonly under: Woven }
  | { readonly kind: 'facts'; readonly columns: number; readonly facts: readonly Named[] }
  | {
      readonly kind: 'lines'
      readonly title: Label | null
      readonly gathers: Gathering
      readonly columns: readonly Column[]
      readonly numbered: boolean
    }
  | { readonly kind: 'text'; readonly title: Label | null; readonly text: Woven }
  | { readonly kind: 'seal'; readonly parties: readonly { readonly label: Label; readonly under: Woven }[] }
  | { readonly kind: 'code'; readonly value: Printable | null; readonly under: Woven }
  | {
      readonly kind: 'picture'
      readonly value: Printable
      readonly height: number
      readonly side: (typeof pictureSides)[number]
    }
  | { readonly kind: 'foot'; readonly text: Woven }

export type CompiledLayout = {
  readonly layout: PrintLayout
  readonly object: ResolvedObject
  readonly blocks: readonly Block[]
  /** What is read of the record itself, as a query asks for it. */
  readonly fields: readonly string[]
  readonly several: readonly Several[]
}

/** Problems: those of formulas, print.braces, print.noPictures, schema.unknownObject, schema.unknownField, schema.tooMany; the path is the object, `prints` and the layout. */
export function compileLayout(
  schema: Schema,
  object: ResolvedObject,
  layout: PrintLayout,
  compile: CompileFormula,
): Result<CompiledLayout> {
  const compiler = compilerOf(schema, compile, [object.name, 'prints', layout.name])
  const blocks = layout.blocks.flatMap((block) => compiledBlock(compiler, object, block) ?? [])
  if (layout.blocks.length > mostPrint.blocks)
    compiler.problems.push(problem('schema.tooMany', compiler.at, { most: mostPrint.blocks }))
  if (compiler.problems.length > 0) return failed(...distinct(compiler.problems))
  const own = compiler.printables.filter(({ on }) => on === object).map(({ one }) => one)
  const asks = own.flatMap((one) => one.asks)
  return ok({
    layout,
    object,
    blocks,
    fields: [...new Set(['id', object.title, ...asks])],
    several: own.flatMap(severalOf),
  })
}

/** The two languages of a text often say the same. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((one) => [JSON.stringify(one), one])).values(),
]

/** What does not hold in the layouts of a schema. Problems: those of `compileLayout`. */
export const printProblems = (schema: Schema, compile: CompileFormula): readonly Problem[] =>
  [...schema.objects.values()].flatMap((object) =>
    (object.prints ?? []).flatMap((layout) => {
      const compiled = compileLayout(schema, object, layout, compile)
      return compiled.ok ? [] : compiled.problems
    }),
  )

type Compiler = {
  readonly schema: Schema
  readonly at: readonly string[]
  readonly problems: Problem[]
  readonly printables: { readonly on: ResolvedObject; readonly one: Printable }[]
  readonly value: (on: ResolvedObject, text: FormulaText) => Printable | null
}

function compilerOf(schema: Schema, compile: CompileFormula, at: readonly string[]): Compiler {
  const problems: Problem[] = []
  const printables: Compiler['printables'] = []
  return {
    schema,
    at,
    problems,
    printables,
    value(on, text) {
      const formula = compile(text, { schema, object: on.name })
      if (!formula.ok) {
        problems.push(...formula.problems.map((found) => ({ ...found, path: [...at, ...found.path] })))
        return null
      }
      const one = printable(schema, on, formula.value)
      printables.push({ on, one })
      return one
    },
  }
}

function printable(schema: Schema, on: ResolvedObject, formula: Formula): Printable {
  const ast = formula.ast as { readonly op?: string; readonly from?: string }
  const [alone] = ast.op === 'read' && ast.from === 'row' ? formula.reads : []
  const path = alone?.join('.') ?? null
  const field = alone === undefined ? null : fieldAlong(schema, on, alone)
  const asks = new Set(
    formula.reads.flatMap((one) => one.map((_, index) => one.slice(0, index + 1).join('.'))),
  )
  if (path !== null) for (const extra of besides(path, alone?.at(-1) ?? '', field)) asks.add(extra)
  return { formula, path, field, asks: [...asks] }
}

/** What writing a field takes beside its value: the name of what is referred to, the currency of an amount. */
function besides(path: string, name: string, field: ResolvedField | null): readonly string[] {
  if (field === null) return name === 'createdBy' || name === 'updatedBy' ? [`${path}.name`] : []
  if (target(field) !== null) return [`${path}$title`]
  const currency = 'currency' in field ? field.currency : undefined
  return typeof currency === 'object' ? [siblingOf(path, currency.field)] : []
}

const severalOf = ({ path, field }: Printable): readonly Several[] => {
  return path === null || field === null || namable(field).length === 0 ? [] : [{ path, field }]
}

/** A field of the record whose field this path names. */
export const siblingOf = (path: string, name: string): string =>
  [...path.split('.').slice(0, -1), name].join('.')

export function fieldAlong(
  schema: Schema,
  on: ResolvedObject,
  [name = '', ...rest]: readonly string[],
): ResolvedField | null {
  if (rest.length === 0) return on.byName.get(name) ?? null
  const next = schema.object(leadsTo(on, name) ?? '')
  return next === undefined ? null : fieldAlong(schema, next, rest)
}

function compiledBlock(compiler: Compiler, on: ResolvedObject, block: PrintBlock): Block | null {
  const { kind } = block
  if (kind === 'heading')
    return { kind, text: woven(compiler, on, block.text), under: woven(compiler, on, block.under) }
  if (kind === 'facts') {
    const facts = block.facts.flatMap((fact) => named(compiler, on, fact) ?? [])
    return { kind, columns: block.columns ?? 2, facts }
  }
  if (kind === 'text') return { kind, title: block.title ?? null, text: woven(compiler, on, block.text) }
  if (kind === 'seal')
    return {
      kind,
      parties: block.parties.map(({ label, under }) => ({ label, under: woven(compiler, on, under) })),
    }
  if (kind === 'code') {
    const value = block.value === undefined ? null : compiler.value(on, block.value)
    return { kind, value, under: woven(compiler, on, block.under) }
  }
  if (kind === 'picture') {
    const value = compiler.value(on, block.value)
    if (value !== null && value.field?.type !== 'file')
      compiler.problems.push(problem('print.noPictures', compiler.at, { text: block.value.slice(0, 60) }))
    return value && { kind, value, height: block.height ?? usualHeight, side: block.side ?? 'left' }
  }
  return kind === 'foot' ? { kind, text: woven(compiler, on, block.text) } : table(compiler, on, block)
}

const usualHeight = 20

function table(
  compiler: Compiler,
  on: ResolvedObject,
  block: Extract<PrintBlock, { kind: 'lines' }>,
): Block | null {
  const from = gatheredFrom(compiler, on, block.of)
  const object = from && compiler.schema.object(from.object)
  if (!from || !object) return null
  if (from.where !== undefined) compiler.value(object, from.where)
  const columns = block.columns.flatMap((column) => {
    const one = named(compiler, object, column)
    return one ? [{ ...one, width: column.width ?? 1, sum: column.sum === true }] : []
  })
  const fields = [...new Set(['id', ...columns.flatMap(({ asks }) => asks)])]
  return {
    kind: 'lines',
    title: block.title ?? null,
    gathers: { ...from, fields, several: columns.flatMap(severalOf) },
    columns,
    numbered: block.numbered === true,
  }
}

/** The records that a table is of. Problems: schema.unknownObject, schema.unknownField. */
function gatheredFrom(
  { schema, problems, at }: Compiler,
  on: ResolvedObject,
  of: string | PrintedRecords,
): PrintedRecords | null {
  if (typeof of === 'string') {
    const field = on.byName.get(of)
    if (field?.type === 'lines') return { object: field.object, by: field.by }
    problems.push(problem('schema.unknownField', at, { name: of }))
    return null
  }
  const object = schema.object(of.object)
  if (!object) {
    problems.push(problem('schema.unknownObject', at, { name: of.object }))
    return null
  }
  const by = fieldAlong(schema, object, of.by.split('.'))
  const names = (of.sort ?? []).map((name) => name.replace(/^-/, ''))
  const wrong = [
    ...(by && target(by) === on.name ? [] : [of.by]),
    ...names.filter((name) => !isThere(schema, object, name.split('.'))),
  ]
  problems.push(...wrong.map((name) => problem('schema.unknownField', at, { name })))
  return of
}

const isThere = (schema: Schema, on: ResolvedObject, path: readonly string[]): boolean =>
  fieldAlong(schema, on, path) !== null ||
  (path.length === 1 && ['createdAt', 'updatedAt'].includes(path[0] ?? ''))

function named(
  compiler: Compiler,
  on: ResolvedObject,
  { value, label }: PrintedValue | PrintColumn,
): Named | null {
  const one = compiler.value(on, value)
  if (one === null) return null
  const own = (one.field && amountLabel(one.field)) ?? { 'zh-CN': one.path ?? '', en: one.path ?? '' }
  return { ...one, label: isBlank(label) ? own : (label ?? own) }
}

const taxWords = {
  inclusive: { 'zh-CN': '（含税）', en: ' (incl. tax)' },
  exclusive: { 'zh-CN': '（不含税）', en: ' (excl. tax)' },
} as const

/** An amount's own name says whether tax is in it, unless it does so already. */
function amountLabel(field: ResolvedField): Label {
  const tax = 'tax' in field ? field.tax : undefined
  if (tax !== 'inclusive' && tax !== 'exclusive') return field.label
  const { 'zh-CN': chinese, en } = field.label
  return {
    'zh-CN': chinese.includes('税') ? chinese : chinese + taxWords[tax]['zh-CN'],
    en: /\b(tax|net|gross)\b/i.test(en) ? en : en + taxWords[tax].en,
  }
}

const isBlank = (label: Label | undefined): boolean =>
  label === undefined || (label['zh-CN'].trim() === '' && label.en.trim() === '')

function woven(compiler: Compiler, on: ResolvedObject, text: WovenText | undefined): Woven {
  const inOne = (words: string) => {
    const pieces = piecesOf(words)
    if (pieces === null)
      compiler.problems.push(problem('print.braces', compiler.at, { text: words.slice(0, 60) }))
    return paragraphsOf(
      (pieces ?? []).flatMap((piece): readonly (string | Printable)[] => {
        if (typeof piece === 'string') return [piece]
        const one = compiler.value(on, piece.formula)
        return one ? [one] : []
      }),
    )
  }
  return { 'zh-CN': inOne(text?.['zh-CN'] ?? ''), en: inOne(text?.en ?? '') }
}
