// The layouts of a design: made from an object's fields, changed block by block, judged by the kernel, finished for publishing. Pure.
import type { Problem } from '#base/problem'
import { compileLayout } from '#kernel/print'
import {
  type Label,
  type ObjectDefinition,
  type PrintBlock,
  type PrintedValue,
  type PrintLayout,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  target,
} from '#kernel/schema'
import { type Design, freeName } from './design.ts'
import type { FormulaLanguage } from './formula-language.ts'

/** A label or a text written in one language alone stands for both. */
const both = (label: Label): Label => ({
  'zh-CN': label['zh-CN'].trim() === '' ? label.en : label['zh-CN'],
  en: label.en.trim() === '' ? label['zh-CN'] : label.en,
})

const isNothing = (label: Label | undefined): boolean =>
  label === undefined || (label['zh-CN'].trim() === '' && label.en.trim() === '')

/** The name of a value, where it says something of its own. */
function withoutBlankLabel<V extends PrintedValue>(value: V): V {
  const { label, ...rest } = value
  // A name is optional.
  return label === undefined || isNothing(label) ? (rest as unknown as V) : { ...value, label: both(label) }
}

/** Entries for which nothing was chosen yet are none. */
const chosen = <V extends PrintedValue>(values: readonly V[]): readonly V[] =>
  values.filter(({ value }) => value.trim() !== '').map(withoutBlankLabel)

function finishedBlock(block: PrintBlock): PrintBlock {
  const under = 'under' in block && block.under ? { under: both(block.under) } : {}
  const title = 'title' in block && block.title ? { title: both(block.title) } : {}
  if (block.kind === 'facts') return { ...block, facts: chosen(block.facts) }
  if (block.kind === 'lines') return { ...block, ...title, columns: chosen(block.columns) }
  if (block.kind === 'seal')
    return {
      ...block,
      parties: block.parties.map((party) => ({
        label: both(party.label),
        ...(party.under ? { under: both(party.under) } : {}),
      })),
    }
  if (block.kind === 'picture') return block
  if (block.kind === 'code') {
    const { value, ...rest } = block
    return { ...rest, ...under, ...(value ? { value } : {}) }
  }
  return { ...block, ...under, ...title, text: both(block.text) }
}

export const finishedLayout = (layout: PrintLayout): PrintLayout => ({
  ...layout,
  label: both(layout.label),
  blocks: layout.blocks.map(finishedBlock),
})

export const finishedPrints = ({ prints }: ObjectDefinition): Pick<ObjectDefinition, 'prints'> =>
  prints === undefined ? {} : { prints: prints.map(finishedLayout) }

/** What does not hold in the layouts of an object, by their names. */
export function printFaults(
  { name, prints = [] }: ObjectDefinition,
  schema: Schema,
  { compileFormula }: Pick<FormulaLanguage, 'compileFormula'>,
): readonly { readonly name: string; readonly problems: readonly Problem[] }[] {
  const object = schema.object(name)
  if (!object) return []
  return prints.flatMap((layout) => {
    const compiled = layout.retired
      ? null
      : compileLayout(schema, object, finishedLayout(layout), compileFormula)
    return compiled === null || compiled.ok ? [] : [{ name: layout.name, problems: compiled.problems }]
  })
}

export const editPrints = (
  design: Design,
  edit: (prints: readonly PrintLayout[]) => readonly PrintLayout[],
): Design => ({ ...design, object: { ...design.object, prints: edit(design.object.prints ?? []) } })

/** Puts a layout in the place of the one of its name, or at the end. */
export const putPrint = (design: Design, layout: PrintLayout): Design =>
  editPrints(design, (prints) =>
    prints.some(({ name }) => name === layout.name)
      ? prints.map((one) => (one.name === layout.name ? layout : one))
      : [...prints, layout],
  )

export const dropPrint = (design: Design, name: string): Design =>
  editPrints(design, (prints) => prints.filter((one) => one.name !== name))

/** A layout of an object's own name that does not stand yet. */
export const freePrintName = (taken: readonly string[]): string => freeName('sheet', new Set(taken))

const unprinted = new Set(['lines', 'file', 'json', 'longText', 'richText'])
const mostFacts = 8
const mostColumns = 7

const isShown = ({ type, hidden, retired }: ResolvedField): boolean =>
  !unprinted.has(type) && hidden !== true && retired !== true

/** A layout to begin with: what the record is called, its first fields, its lines and room for two seals. Formulas are in names. */
export function freshLayout(name: string, object: ResolvedObject, schema: Schema): PrintLayout {
  const { label, title, fields } = object
  const called = (language: keyof Label): string =>
    both(label)[language] || (language === 'en' ? 'Document' : '单据')
  const facts = fields.filter((field) => isShown(field) && field.name !== title).slice(0, mostFacts)
  const tables = fields.flatMap((field): readonly PrintBlock[] => {
    const lines = field.type === 'lines' ? schema.object(field.object) : undefined
    const columns = (lines?.fields ?? []).filter((one) => isShown(one) && target(one) !== object.name)
    if (lines === undefined || columns.length === 0) return []
    return [
      {
        kind: 'lines',
        of: field.name,
        numbered: true,
        columns: columns
          .slice(0, mostColumns)
          .map((one) => ({ value: one.name, ...(isAmount(one) ? { sum: true } : { width: 1.5 }) })),
      },
    ]
  })
  return {
    name,
    label: { 'zh-CN': called('zh-CN').replace(/单?$/, '单'), en: called('en') },
    blocks: [
      {
        kind: 'heading',
        text: { 'zh-CN': called('zh-CN'), en: called('en') },
        under: { 'zh-CN': `{${title}}`, en: `{${title}}` },
      },
      { kind: 'facts', columns: 2, facts: facts.map((field) => ({ value: field.name })) },
      ...tables,
      {
        kind: 'seal',
        parties: [
          { label: { 'zh-CN': '经办', en: 'Issued by' }, under: { 'zh-CN': '日期：', en: 'Date:' } },
          { label: { 'zh-CN': '确认', en: 'Agreed by' }, under: { 'zh-CN': '日期：', en: 'Date:' } },
        ],
      },
      { kind: 'foot', text: { 'zh-CN': `{${title}}`, en: `{${title}}` } },
    ],
  }
}

const isAmount = (field: ResolvedField): boolean =>
  field.type === 'money' || ('result' in field && field.result === 'money')

/** A block to begin with. */
export const freshBlocks: Readonly<
  Record<PrintBlock['kind'], (object: ResolvedObject, around: Around) => PrintBlock>
> = {
  heading: () => ({ kind: 'heading', text: { 'zh-CN': '标题', en: 'Heading' } }),
  facts: ({ title }) => ({ kind: 'facts', columns: 2, facts: [{ value: title }] }),
  lines: ({ fields, name }, [first]) => ({
    kind: 'lines',
    of:
      fields.find(({ type }) => type === 'lines')?.name ??
      (first ? { object: first.object.name, by: first.field.name } : { object: name, by: 'id' }),
    numbered: true,
    columns: [],
  }),
  picture: ({ fields }) => ({
    kind: 'picture',
    value: fields.find(({ type }) => type === 'file')?.name ?? '',
  }),
  text: () => ({ kind: 'text', text: { 'zh-CN': '', en: '' } }),
  seal: () => ({ kind: 'seal', parties: [{ label: { 'zh-CN': '签字', en: 'Signed' } }] }),
  code: () => ({ kind: 'code' }),
  foot: () => ({ kind: 'foot', text: { 'zh-CN': '', en: '' } }),
}

type Around = readonly { readonly object: ResolvedObject; readonly field: ResolvedField }[]

/** Every object whose records name one of these, by which field. */
export const recordsAround = (schema: Schema, name: string): Around =>
  [...schema.objects.values()].flatMap((object) =>
    object.fields
      .filter((field) => field.type === 'reference' && target(field) === name)
      .map((field) => ({ object, field })),
  )

/** The list with one of its entries so many places on. */
export function moved<T>(list: readonly T[], from: number, by: number): readonly T[] {
  const to = Math.max(0, Math.min(list.length - 1, from + by))
  const rest = list.filter((_, index) => index !== from)
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)]
}
