// A configuration as a folder of reviewable text: one file for each object, extension, set of rights, metric, tile and flow that differs. Pure.
import Type, { type TSchema } from 'typebox'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Policy } from '#kernel/access'
import type { Configuration } from '#kernel/module'
import type { Extension } from '#kernel/schema'
import { OffShape, pieceShapes } from '../http/definition-shapes.ts'
import { parseJson } from '../http/json-body.ts'
import { checker } from '../http/validation.ts'
import { textOf } from './text.ts'

/** Texts by their path within the folder. */
export type Files = Readonly<Record<string, string>>

const title = 'baton.json'
const switches = 'modules.json'
const format = { format: 'baton.configuration', version: 1 }

type Kind = 'objects' | 'extensions' | 'metrics' | 'tiles' | 'flows'
const kinds: readonly Kind[] = ['objects', 'extensions', 'metrics', 'tiles', 'flows']
const folders: Readonly<Record<Kind | 'policies', string>> = {
  objects: 'objects',
  extensions: 'extensions',
  policies: 'rights',
  metrics: 'numbers',
  tiles: 'tiles',
  flows: 'flows',
}

/** A name as every file system takes it. */
function fileName(name: string): string {
  const plain = encodeURIComponent(name).replace(
    /[*!'()~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return plain.length <= longestName ? plain : `${plain.slice(0, longestName - 10)}~${sumOf(name)}`
}

const longestName = 120

/** Tells long names apart (FNV-1a). */
function sumOf(name: string): string {
  let sum = 0x811c9dc5
  for (const sign of name) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return sum.toString(16)
}

const pathOf = (kind: keyof typeof folders, name: string): string => `${folders[kind]}/${fileName(name)}.json`

const nameOf = (kind: Kind, piece: { readonly name?: string; readonly object?: string }): string =>
  (kind === 'extensions' ? piece.object : piece.name) ?? ''

const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))

/** Lists that say nothing are left out. */
const filled = (extension: Extension): object =>
  Object.fromEntries(Object.entries(extension).filter(([, one]) => !(Array.isArray(one) && one.length === 0)))

/** The folder of a configuration: the same configuration gives the same bytes, wherever it is written. */
export function folderOf(configuration: Configuration): Files {
  const files = new Map([[title, textOf(format)]])
  for (const kind of kinds)
    for (const piece of configuration[kind])
      files.set(
        pathOf(kind, nameOf(kind, piece)),
        textOf(kind === 'extensions' ? filled(piece as Extension) : piece),
      )
  const objects = new Set(configuration.policies.map(({ object }) => object))
  for (const object of objects) {
    const policies = byName(configuration.policies.filter((policy) => policy.object === object))
    files.set(pathOf('policies', object), textOf({ object, policies }))
  }
  const off = [...(configuration.off ?? [])].sort()
  if (off.length > 0) files.set(switches, textOf({ off }))
  return Object.fromEntries([...files].sort(([left], [right]) => (left < right ? -1 : 1)))
}

type Check = (value: unknown) => readonly Problem[]
const checks = Object.fromEntries(
  Object.entries(pieceShapes).map(([kind, shape]) => [kind, lazily(shape)]),
) as Readonly<Record<keyof typeof folders, Check>>

/** A shape is compiled when it is first asked for. */
function lazily(shape: TSchema): Check {
  let check: Check | undefined
  return (value) => {
    check ??= checker(shape)
    return check(value)
  }
}

/** What is in the folder beside the configuration and is none of its business. */
export const isBeside = (path: string): boolean =>
  path.split('/').some((part) => /^(\.(?!\.?$).*|__MACOSX|Thumbs\.db)$/.test(part)) ||
  /^(README|LICENSE)(\.\w+)*$/.test(path)

const mostProblems = 20
const inFile = (path: string, found: Problem): Problem =>
  problem('configuration.badFile', [path, ...found.path], {
    file: path,
    place: String(found.params.place ?? ''),
    reason: String(found.params.reason ?? ''),
  })

/**
 * The configuration that a folder holds, well-formed; whether it holds is for `Engine.configure`. Problems:
 * configuration.notOne, configuration.newer, configuration.strangeFile, configuration.wrongName, configuration.badFile.
 */
export function configurationOf(files: Files): Result<Configuration> {
  const own = Object.entries(files).filter(([path]) => !isBeside(path))
  const problems = titleProblems(files[title])
  if (problems.length > 0) return failed(...problems)
  const found = { objects: [], extensions: [], policies: [], metrics: [], tiles: [], flows: [] } as {
    [kind in keyof typeof folders]: unknown[]
  }
  const switched = offIn(files[switches])
  if (!switched.ok) return switched
  const wrong = own
    .filter(([path]) => path !== title && path !== switches)
    .flatMap(([path, text]): readonly Problem[] => {
      const kind = kindAt(path)
      if (kind === undefined) return [problem('configuration.strangeFile', [path], { file: path })]
      const pieces = piecesIn(path, text, kind)
      if (!pieces.ok) return pieces.problems
      found[kind].push(...pieces.value)
      return []
    })
  // Every piece was checked against its shape.
  if (wrong.length > 0) return failed(...wrong.slice(0, mostProblems))
  return ok({ ...(found as unknown as Configuration), ...switched.value })
}

const checkOff = lazily(Type.Object({ off: OffShape }, { additionalProperties: false }))

function offIn(text: string | undefined): Result<Pick<Configuration, 'off'>> {
  if (text === undefined) return ok({})
  const parsed = parseJson(text)
  const faults = parsed.ok ? checkOff(parsed.value) : parsed.problems
  if (faults.length > 0 || !parsed.ok) return failed(...faults.map((fault) => inFile(switches, fault)))
  return ok({ off: (parsed.value as { readonly off: readonly string[] }).off })
}

function titleProblems(text: string | undefined): readonly Problem[] {
  const parsed = parseJson(text ?? '')
  const value = (parsed.ok ? (parsed.value ?? {}) : {}) as { format?: unknown; version?: unknown }
  if (value.format !== format.format) return [problem('configuration.notOne', [title])]
  return value.version === format.version
    ? []
    : [problem('configuration.newer', [title], { version: String(value.version).slice(0, 20) })]
}

function kindAt(path: string): keyof typeof folders | undefined {
  const [folder, file, ...deeper] = path.split('/')
  if (deeper.length > 0 || !/^[\w.%~-]{1,200}\.json$/.test(file ?? '')) return undefined
  return (Object.keys(folders) as (keyof typeof folders)[]).find((kind) => folders[kind] === folder)
}

function piecesIn(path: string, text: string, kind: keyof typeof folders): Result<readonly unknown[]> {
  const parsed = parseJson(text)
  if (!parsed.ok) return failed(...parsed.problems.map((one) => inFile(path, one)))
  const rights = kind === 'policies' ? policiesOf(parsed.value) : null
  const pieces: readonly unknown[] = rights ?? [parsed.value]
  if (kind === 'policies' && rights === null)
    return failed(inFile(path, problem('http.badRequest', [], { reason: 'type', place: 'policies' })))
  const faults = pieces.flatMap((piece) => checks[kind](piece))
  if (faults.length > 0) return failed(...faults.map((fault) => inFile(path, fault)))
  const names = pieces.map((piece) =>
    kind === 'policies'
      ? (piece as Policy).object
      : nameOf(kind, piece as { name?: string; object?: string }),
  )
  const stray = names.find((name) => pathOf(kind, name) !== path)
  return stray === undefined
    ? ok(pieces)
    : failed(
        problem('configuration.wrongName', [path], { file: path, name: stray, right: pathOf(kind, stray) }),
      )
}

const mostPolicies = 500

function policiesOf(value: unknown): readonly unknown[] | null {
  const policies =
    typeof value === 'object' && value !== null && 'policies' in value ? value.policies : undefined
  return Array.isArray(policies) && policies.length <= mostPolicies ? policies : null
}

/** Ids of records are strange to another workspace. The files that hold one, for whoever moves a configuration. */
export const filesWithIds = (files: Files): readonly string[] =>
  Object.keys(files).filter((path) => id.test(files[path] ?? ''))

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i
