// Checks what came in against its shape and says what is wrong, by place.
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { type Problem, problem } from '#base/problem'
import { isStorable } from './json-body.ts'

const mostProblems = 10
// A union of field types has many cases, each with faults of its own; the union's own fault comes last.
Settings.Set({ maxErrors: 500 })

/** A value that does not have its shape; carries the problems. Fastify hands it to the error handler. */
export class Misshapen extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('misshapen request')
    this.problems = problems
  }
}

type Fault = {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly params: object
}

/** Compiled once per shape: the problems of a value, none when it fits. */
export function checker(shape: TSchema): (value: unknown) => readonly Problem[] {
  const compiled = Compile(shape)
  return (value) => (compiled.Check(value) ? [] : told(compiled.Errors(value) as readonly Fault[]))
}

function told(faults: readonly Fault[]): readonly Problem[] {
  const problems = new Map<string, Problem>()
  for (const fault of essential(faults, '#')) {
    const path = placeOf(fault)
    const place = path.join('.')
    if (!problems.has(place) && problems.size < mostProblems)
      problems.set(place, problem('http.badRequest', path, { reason: fault.keyword, place }))
  }
  return [...problems.values()]
}

// What is wrong within the cases of a union is noise, unless one case was clearly meant: then only its faults are told.
function essential(faults: readonly Fault[], within: string): readonly Fault[] {
  const inCase = (fault: Fault) => fault.schemaPath.slice(within.length).includes('/anyOf/')
  const outer = faults.filter((fault) => fault.keyword !== 'boolean' && !inCase(fault))
  const known = outer.length > 0 ? outer : faults.slice(0, 1)
  return known.flatMap((fault) => (fault.keyword === 'anyOf' ? meant(fault, faults) : [fault]))
}

function meant(union: Fault, faults: readonly Fault[]): readonly Fault[] {
  const start = `${union.schemaPath}/anyOf/`
  const cases = new Map<string, Fault[]>()
  for (const fault of faults) {
    if (!fault.schemaPath.startsWith(start) || !fault.instancePath.startsWith(union.instancePath)) continue
    const path = `${start}${fault.schemaPath.slice(start.length).split('/')[0]}`
    cases.set(path, [...(cases.get(path) ?? []), fault])
  }
  const possible = [...cases].filter(([, inner]) => !inner.some((fault) => isOther(fault, union)))
  const [only] = possible
  return possible.length === 1 && only !== undefined ? essential(only[1], only[0]) : [union]
}

// A literal that differs, a whole other type, or a name the case does not know: another case was meant.
const isOther = ({ keyword, instancePath }: Fault, union: Fault): boolean =>
  (keyword === 'const' && instancePath.lastIndexOf('/') === union.instancePath.length) ||
  (instancePath === union.instancePath && (keyword === 'type' || keyword === 'additionalProperties'))

function placeOf({ instancePath, keyword, params }: Fault): readonly string[] {
  const path = instancePath.split('/').slice(1).map(unescaped)
  const extra = keyword === 'additionalProperties' ? firstOf(params, 'additionalProperties') : undefined
  const missing = keyword === 'required' ? firstOf(params, 'requiredProperties') : undefined
  return [...path, ...[extra ?? missing ?? []].flat()].slice(0, 12).map((name) => name.slice(0, 100))
}

function firstOf(params: object, name: string): string | undefined {
  const list: unknown = (params as Record<string, unknown>)[name]
  return Array.isArray(list) && typeof list[0] === 'string' ? list[0] : undefined
}

// JSON pointers (RFC 6901).
const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~')

/** Fastify's validator compiler: shapes are TypeBox, texts of an address must be storable. */
export function validatorCompiler({ schema, httpPart }: { schema: unknown; httpPart?: string | undefined }) {
  const check = checker(schema as TSchema)
  const isBody = httpPart === 'body'
  return (value: unknown) => {
    const problems = [...check(value), ...(isBody ? [] : unstorable(value))]
    return problems.length === 0 ? { value } : { error: new Misshapen(problems) }
  }
}

const unstorable = (value: unknown): readonly Problem[] =>
  Object.entries(value ?? {}).flatMap(([name, text]) =>
    typeof text === 'string' && !isStorable(text)
      ? [problem('http.badRequest', [name], { reason: 'badText', place: name })]
      : [],
  )
