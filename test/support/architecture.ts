// The rules of the house as functions over a tree of files: each returns sentences about what breaks it.
import { posix } from 'node:path'
import { codeOnly, importsOf, type SourceFile } from './source.ts'

/** The contents of architecture.json. Patterns are relative to `src`. */
export type Architecture = {
  readonly layers: readonly (string | readonly string[])[]
  readonly kernel: readonly string[]
  readonly io: readonly string[]
  readonly tests: readonly string[]
  readonly purePackages: readonly string[]
  readonly forbiddenNames: readonly string[]
  readonly longestFile: { readonly source: number; readonly test: number }
}

/** Sentences about every import, use, name and length that breaks the rules; none for a sound tree. */
export function violations(files: readonly SourceFile[], architecture: Architecture): readonly string[] {
  const house = understand(files, architecture)
  const sources = files.filter(({ path }) => /^src\/.*\.tsx?$/.test(path))
  return sources.flatMap((file) =>
    rules.flatMap((rule) => rule(file, house).map((what) => `${file.path}: ${what}`)),
  )
}

type Place = { readonly layer: string; readonly part: string; readonly folder: string }

type House = Architecture & {
  readonly rank: (layer: string) => number
  readonly isIo: (path: string) => boolean
  readonly isTest: (path: string) => boolean
  readonly isPurePackage: (name: string) => boolean
  readonly dependsOn: ReadonlyMap<string, readonly string[]>
}

function understand(files: readonly SourceFile[], architecture: Architecture): House {
  const ranks = architecture.layers.flatMap((layer, rank) =>
    [layer].flat().map((name) => [name, rank] as const),
  )
  const rankOf = new Map(ranks)
  return {
    ...architecture,
    rank: (layer) => rankOf.get(layer) ?? -1,
    isIo: matcher(architecture.io),
    isTest: matcher(architecture.tests),
    isPurePackage: matcher(architecture.purePackages, ''),
    dependsOn: new Map(files.flatMap(manifest)),
  }
}

function manifest({ path, text }: SourceFile): [string, readonly string[]][] {
  const module = /^src\/modules\/([^/]+)\/module\.ts$/.exec(path)?.[1]
  if (module === undefined) return []
  const start = /\bdependsOn\s*:\s*\[/.exec(codeOnly(text))
  const list = start === null ? '' : text.slice(start.index, text.indexOf(']', start.index))
  return [[module, [...list.matchAll(/['"]([^'"]+)['"]/g)].map((name) => name[1] ?? '')]]
}

function matcher(patterns: readonly string[], root = 'src/'): (path: string) => boolean {
  const compiled = patterns.map((pattern) => new RegExp(`^${root}${globSource(pattern)}$`))
  return (path) => compiled.some((expression) => expression.test(path))
}

function globSource(pattern: string): string {
  return pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*/g, (star) => ({ '**/': '(?:.*/)?', '**': '.*' })[star] ?? '[^/]*')
}

/** Where a file of `src` belongs: kernel parts and modules are folders of their own, other layers are one each. */
function placeOf(path: string): Place {
  const [, layer = '', second = '', third] = path.split('/')
  const isParted = (layer === 'kernel' || layer === 'modules') && third !== undefined
  return isParted
    ? { layer, part: second, folder: `src/${layer}/${second}/` }
    : { layer, part: '', folder: `src/${layer}/` }
}

/** The file that a `#` name or a relative name stands for; null for packages. */
function targetOf(from: string, name: string): string | null {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name)
  const [door = '', ...rest] = name.slice(1).split('/')
  if (!name.startsWith('#')) return null
  if (door === 'modules') return ['src/modules', ...rest, 'index.ts'].join('/')
  if (door === 'kernel') return `src/kernel/${rest[0]}/${rest[1] ?? 'index'}.ts`
  return `${door === 'test' ? 'test/support' : `src/${door}`}/${rest.join('/')}.ts`
}

type Rule = (file: SourceFile, house: House) => readonly string[]

const eachImport =
  (judge: (name: string, file: SourceFile, house: House) => string | null): Rule =>
  (file, house) =>
    importsOf(file.text).flatMap((name) => judge(name, file, house) ?? [])

const doors = eachImport((name, { path }) => {
  const target = targetOf(path, name)
  if (!name.startsWith('.') || target === null) return null
  if (!/\.\w+$/.test(name)) return `"${name}" lacks its extension`
  return target.startsWith(placeOf(path).folder) ? null : `"${name}" leaves its folder; use a # door`
})

const order = eachImport((name, { path }, house) => {
  const target = targetOf(path, name)
  if (target === null || !name.startsWith('#')) return null
  if (target.startsWith('test/')) return house.isTest(path) ? null : `"${name}" is for tests only`
  return orderBroken(placeOf(path), placeOf(target), house) ? `may not import "${name}"` : null
})

function orderBroken(from: Place, to: Place, house: House): boolean {
  if (from.layer === 'web') return to.layer !== 'base' && to.layer !== 'kernel'
  if (house.rank(to.layer) < 0) return true
  if (from.layer !== to.layer) return house.rank(to.layer) > house.rank(from.layer)
  if (from.part === to.part) return false
  if (from.layer === 'kernel') return !isAbove(to.part, from.part, house.kernel)
  const isIndex = from.part === ''
  return from.layer === 'modules' && !isIndex && !(house.dependsOn.get(from.part) ?? []).includes(to.part)
}

const isAbove = (part: string, other: string, list: readonly string[]): boolean =>
  list.includes(part) && list.indexOf(part) < list.indexOf(other)

const knownPart: Rule = ({ path }, { kernel }) => {
  const { layer, part } = placeOf(path)
  return layer === 'kernel' && !kernel.includes(part)
    ? ['is in no kernel part that architecture.json names']
    : []
}

const confinement = eachImport((name, { path }, house) => {
  const target = targetOf(path, name)
  if (house.isTest(path)) return null
  if (placeOf(path).layer === 'web')
    return target !== null && isStore(target, house) ? `may not import "${name}"` : null
  if (house.isIo(path)) return null
  if (target !== null) return house.isIo(target) ? `is pure and may not import "${name}"` : null
  return house.isPurePackage(name) ? null : `is pure and may not import the package "${name}"`
})

const isStore = (target: string, house: House): boolean =>
  house.isIo(target) && placeOf(target).layer !== 'web'

const impure: readonly (readonly [string, RegExp])[] = [
  ['Date.now', /(?<![\w$.])Date\s*\.\s*now\b/],
  ['the present Date', /(?<![\w$.])(?:new\s+Date\s*(?:\(\s*\)|(?![\s\w$(.<]))|(?<!new\s+)Date\s*\(\s*\))/],
  ['Math.random', /(?<![\w$.])Math\s*\.\s*random\b/],
  ['globalThis', /(?<![\w$.])globalThis\b/],
  ...['process', 'crypto', 'performance', 'console', 'Buffer'].map(
    (name) => [name, new RegExp(`(?<![\\w$.])${name}\\s*(?:\\.|\\?\\.|\\[)`)] as const,
  ),
  ...['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map(
    (name) => [name, new RegExp(`(?<![\\w$.])${name}\\s*\\(`)] as const,
  ),
]

const uses: Rule = ({ path, text }, house) => {
  if (house.isIo(path) || house.isTest(path)) return []
  const code = codeOnly(text)
  return impure
    .filter(([name, pattern]) => pattern.test(code) && !declares(code, name))
    .map(([name]) => `is pure and may not use ${name}`)
}

// A business word may share its name with a global: `process` declared in the file is not Node's.
const declares = (code: string, name: string): boolean =>
  /^\w+$/.test(name) &&
  new RegExp(`\\b(?:const|let|function)\\s+${name}\\b|[({,]\\s*${name}\\s*[,:})]`).test(code)

const lengths: Rule = ({ path, text }, { isTest, longestFile }) => {
  const lines = text.split('\n').length - 1
  const most = isTest(path) ? longestFile.test : longestFile.source
  return lines > most ? [`has ${lines} lines; ${most} is the most`] : []
}

const names: Rule = ({ path }, { forbiddenNames }) => {
  const stem = posix.basename(path).replace(/\..*$/, '')
  const problems = forbiddenNames.includes(stem) ? [`"${stem}" says nothing; name the concept`] : []
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) ? problems : [...problems, `"${stem}" is not kebab-case`]
}

const rules: readonly Rule[] = [doors, order, knownPart, confinement, uses, lengths, names]
