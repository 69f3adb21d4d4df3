// What does not hold in a design, found while it is typed by the very kernel that will judge it when it is published. Pure.
import type { Problem } from '#base/problem'
import type { Kind } from '#kernel/formula'
import { type Metadata, merged, type ObjectMetadata, type PublishedDefinitions } from '#kernel/module'
import {
  conditionNames,
  type Field,
  farRead,
  isLookUp,
  type LayeredDefinitions,
  type LayoutName,
  type ObjectDefinition,
  resolveStanding,
  type Schema,
  type Stage,
} from '#kernel/schema'
import type { Design } from './design.ts'
import type { FormulaLanguage } from './formula-language.ts'
import { printFaults } from './print-design.ts'
import { publicationOf } from './publication.ts'
import { optionsOf } from './stable-names.ts'

type Part = '' | 'policies' | 'default' | 'conditions' | 'checks' | 'path' | 'prints' | 'layouts' | 'unique'

/** Where something is wrong: an object, and of it a field, a field's default or conditions, a check, or a stage. */
export const faultPlace = (object: string, name = '', part: Part = ''): string =>
  [object, name, part].filter(Boolean).join(' ')

const parts: Readonly<Record<string, Part>> = {
  defaults: 'default',
  conditions: 'conditions',
  checks: 'checks',
  path: 'path',
  prints: 'prints',
  layouts: 'layouts',
  unique: 'unique',
}

export type Faults = ReadonlyMap<string, readonly Problem[]>

export type Checked = {
  /** Everything the workspace would consist of; null when what is shipped cannot be read here. */
  readonly schema: Schema | null
  readonly faults: Faults
}

/** The shipped layer as the metadata of somebody who may see all of it tells; keys and lists of it do not matter here. */
function shippedLayer({ objects }: Metadata): LayeredDefinitions {
  const isShipped = ({ layer }: { readonly layer: string }): boolean => layer === 'system'
  const plain = ({ name, label, kind, title, fields }: ObjectMetadata): ObjectDefinition => ({
    name,
    label,
    kind,
    title,
    fields: fields.filter(isShipped),
  })
  return { layer: 'system', objects: objects.filter(isShipped).map(plain), extensions: [] }
}

export const stagePlace = (object: string, key: string): string => faultPlace(object, key, 'path')

export const sectionPlace = (object: string, layout: LayoutName, section: string): string =>
  faultPlace(object, `${layout} ${section}`, 'layouts')

const blankProblem = (code: string): Problem => ({ code: `design.${code}`, path: [], params: {} })

/** What only a person can have left out: names, choices, lines without columns. */
function omissions(design: Design): [string, Problem][] {
  const found: [string, Problem][] = []
  const isBlank = ({ label }: Pick<Field, 'label'>): boolean => !label['zh-CN'].trim() && !label.en.trim()
  const { object, parts, isShipped } = design
  if (!isShipped && isBlank(object)) found.push([faultPlace(object.name), blankProblem('noLabel')])
  if (!isShipped && !object.fields.some(({ retired }) => !retired))
    found.push([faultPlace(object.name), blankProblem('noFields')])
  for (const one of [object, ...parts])
    for (const field of one.fields) {
      if (field.retired) continue
      const at = faultPlace(one.name, field.name)
      if (isBlank(field)) found.push([at, blankProblem('noLabel')])
      const missing = missingIn(field, parts)
      if (missing !== null) found.push([at, blankProblem(missing)])
    }
  for (const { name, checks = [] } of [object, ...parts])
    for (const check of checks) {
      const at = faultPlace(name, check.name, 'checks')
      if (check.formula.trim() === '') found.push([at, blankProblem('noFormula')])
      if (isBlank({ label: check.message })) found.push([at, blankProblem('noMessage')])
    }
  for (const { name, where } of design.policies)
    if (where?.trim() === '')
      found.push([faultPlace(object.name, name, 'policies'), blankProblem('noFormula')])
  for (const stage of object.path?.stages ?? [])
    for (const code of missingInStage(stage, object))
      found.push([stagePlace(object.name, stage.key), blankProblem(code)])
  for (const { name: layout, sections } of object.layouts ?? [])
    for (const section of sections)
      if (isBlank(section))
        found.push([sectionPlace(object.name, layout, section.name), blankProblem('noLabel')])
  for (const { name, fields } of object.unique ?? [])
    if (fields.length < 2) found.push([faultPlace(object.name, name, 'unique'), blankProblem('fewTogether')])
  return found
}

/** What is left out about a stage: its choice, and what its needs are about. */
function missingInStage({ key, needs = [] }: Stage, { fields, path }: ObjectDefinition): readonly string[] {
  const field = fields.find(({ name }) => name === path?.field)
  const option = optionsOf(field).find((one) => one.key === key)
  const isCalled = option !== undefined && (option.label['zh-CN'].trim() || option.label.en.trim()) !== ''
  const isGone = field !== undefined && (option === undefined || option.retired === true)
  const ofNeeds = needs.flatMap((need) => {
    if ('filled' in need) return need.filled.length === 0 ? ['noFilled'] : []
    if ('counted' in need) return need.counted === '' ? ['noCounted'] : []
    const isMute = !need.message['zh-CN'].trim() && !need.message.en.trim()
    return [...(need.formula.trim() === '' ? ['noFormula'] : []), ...(isMute ? ['noMessage'] : [])]
  })
  const named = isGone ? ['noStage'] : field !== undefined && !isCalled ? ['noStageName'] : []
  return [...new Set([...named, ...ofNeeds])]
}

function missingIn(field: Field, parts: readonly ObjectDefinition[]): string | null {
  if (field.type === 'select' || field.type === 'multiSelect')
    return field.options.some(({ label }) => label['zh-CN'].trim() || label.en.trim()) ? null : 'noOptions'
  if (field.type === 'reference' || field.type === 'references') return field.to === '' ? 'noTarget' : null
  if (field.type === 'anyReference') return field.to.length === 0 ? 'noTarget' : null
  if (field.type === 'rollup') {
    if (field.object === '' || field.by === '') return 'noSource'
    return field.take !== 'count' && !field.field ? 'noTaken' : null
  }
  if (isLookUp(field)) return field.formula.includes('.') ? null : 'noLookUp'
  if (field.type === 'formula') return field.formula.trim() === '' ? 'noFormula' : null
  if (field.type === 'autoNumber') return /\{0+\}/.test(field.pattern) ? null : 'noCounter'
  if (field.type !== 'lines') return null
  const part = parts.find(({ name }) => name === field.object)
  return part && part.fields.filter(({ retired }) => !retired).length < 2 ? 'noColumns' : null
}

/** Problems of the design's own objects, by place; those of other objects that it would break are kept under their own. Formulas are judged once their language is there. */
export function checkDesign(
  design: Design,
  metadata: Metadata,
  published: PublishedDefinitions,
  language: FormulaLanguage | null,
): Checked {
  const faults = new Map<string, Problem[]>()
  const note = (at: string, ...problems: readonly Problem[]): void => {
    if (problems.length > 0) faults.set(at, [...(faults.get(at) ?? []), ...problems])
  }
  for (const [at, problem] of omissions(design)) note(at, problem)
  const overlay = merged({ ...published, others: [] }, { ...publicationOf(design, published), policies: [] })
  const layers: readonly LayeredDefinitions[] = [shippedLayer(metadata), { layer: 'overlay', ...overlay }]
  const standing = resolveStanding('w_check', metadata.version, layers)
  if (!standing.ok) return { schema: null, faults }
  const { schema, aside } = standing.value
  for (const { object, kind, name, problems } of aside) {
    if (kind === 'path') {
      for (const problem of problems) {
        const at = stagePlace(object, problem.path[2] ?? '')
        if (!faults.has(at)) note(at, problem)
      }
      continue
    }
    const isWhole = kind === 'object' || kind === 'extension'
    const at = isWhole ? faultPlace(object) : faultPlace(object, name, parts[kind])
    if (!faults.has(at)) note(at, ...problems)
  }
  if (language === null) return { schema, faults }
  const judging = { schema, language, note }
  for (const { name, fields, checks = [] } of [design.object, ...design.parts]) {
    for (const field of fields) if (!field.retired) checkFormulas(judging, name, field)
    for (const check of checks)
      judge(judging, faultPlace(name, check.name, 'checks'), check.formula, name, 'boolean')
  }
  for (const { key, needs = [] } of design.object.path?.stages ?? [])
    for (const need of needs)
      if ('formula' in need)
        judge(judging, stagePlace(design.object.name, key), need.formula, design.object.name, 'boolean')
  for (const { name, where = '' } of design.policies)
    judge(judging, faultPlace(design.object.name, name, 'policies'), where, design.object.name, 'boolean')
  checkSections(judging, design.object)
  for (const { name, problems } of printFaults(design.object, schema, language))
    note(faultPlace(design.object.name, name, 'prints'), ...problems)
  return { schema, faults }
}

type Judging = {
  readonly schema: Schema
  readonly language: FormulaLanguage
  readonly note: (at: string, ...problems: readonly Problem[]) => void
}

function judge(
  { schema, language, note }: Judging,
  at: string,
  text: string,
  on: string,
  expected: Kind | undefined,
): void {
  if (text.trim() === '' || !schema.object(on)) return
  const formula = language.compileFormula(text, { schema, object: on }, expected)
  if (!formula.ok) note(at, ...formula.problems)
}

/** A section asks of the record's own fields alone. */
function checkSections({ schema, language, note }: Judging, object: ObjectDefinition): void {
  if (!schema.object(object.name)) return
  for (const { name: layout, sections } of object.layouts ?? [])
    for (const { name, when = '' } of sections) {
      if (when.trim() === '') continue
      const at = sectionPlace(object.name, layout, name)
      const scope = { schema, object: object.name, without: ['calendar', 'related'] as const }
      const formula = language.compileFormula(when, scope, 'boolean')
      const far = formula.ok ? farRead(formula.value.reads) : undefined
      if (!formula.ok) note(at, ...formula.problems)
      else if (far !== undefined) note(at, { code: 'schema.farCondition', path: [], params: { name: far } })
    }
}

function checkFormulas(judging: Judging, object: string, field: Field): void {
  const kind = judging.language.kindOfField(field)?.kind
  const at = (part?: Part): string => faultPlace(object, field.name, part)
  if (field.type === 'formula') judge(judging, at(), field.formula, object, kind)
  if (field.type === 'rollup' && field.where) judge(judging, at(), field.where, field.object, 'boolean')
  if (field.default !== undefined) judge(judging, at('default'), field.default, object, undefined)
  for (const name of conditionNames) judge(judging, at('conditions'), field[name] ?? '', object, 'boolean')
}

/** What the formula's own editor says at its place; what the server refused is said apart. */
export const isSaidByEditor = (problem: Problem): boolean =>
  problem.code.startsWith('formula.') && !('message' in problem)

/** Whether any fault stands in the way of publishing. */
export const isSound = ({ faults }: Checked): boolean => faults.size === 0

/** Puts the server's problems where they belong: a path is the object and its field, or the object, a list and the name there. */
export function placed(problems: readonly Problem[]): Faults {
  const faults = new Map<string, readonly Problem[]>()
  for (const problem of problems) {
    const [object = '', second, third] = problem.path
    const at =
      third === undefined ? faultPlace(object, second) : faultPlace(object, third, parts[second ?? ''])
    faults.set(at, [...(faults.get(at) ?? []), problem])
  }
  return faults
}
