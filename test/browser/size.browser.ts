// What the browser has to fetch: the shell within 300 KB of compressed script, any screen within 200 KB more, the editor of formulas within 100 KB.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'

type Entry = {
  readonly file: string
  readonly isEntry?: boolean
  readonly isDynamicEntry?: boolean
  readonly imports?: readonly string[]
}
type Manifest = Readonly<Record<string, Entry>>

const dist = join(import.meta.dirname, '../../dist/web')
const manifestFile = join(dist, '.vite/manifest.json')
const shellKb = 300
const screenKb = 200
const formulaKb = 100

let manifest: Manifest = {}

beforeAll(() => {
  manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest
})

/** A chunk and everything it cannot start without. */
function closure(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const next of manifest[name]?.imports ?? []) closure(next, found)
  return found
}

const sizes = new Map<string, number>()

function gzipKb(name: string): number {
  const file = manifest[name]?.file ?? ''
  const known =
    sizes.get(file) ?? (file.endsWith('.js') ? gzipSync(readFileSync(join(dist, file))).length / 1024 : 0)
  sizes.set(file, known)
  return known
}

const totalKb = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + gzipKb(name), 0)

const entryName = (): string => Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? ''

/** The shell: the entry and the words of one language, which it waits for before it draws. */
const shell = (): ReadonlySet<string> =>
  new Set([...closure(entryName()), ...closure('app/locales/zh-CN.json')])

test(`the first load of the shell is at most ${shellKb} KB of compressed script`, () => {
  const kb = totalKb(shell())
  expect(kb).toBeGreaterThan(50)
  expect(kb).toBeLessThanOrEqual(shellKb)
})

test(`any screen fetches at most ${screenKb} KB more, its dialogs included`, () => {
  const loaded = shell()
  const screens = Object.keys(manifest).filter(
    (name) => name.startsWith('screens/') && manifest[name]?.isDynamicEntry,
  )
  expect(screens.length).toBeGreaterThanOrEqual(10)
  for (const screen of screens) {
    const more = new Set([
      ...closure(screen),
      ...closure('views/action-dialog.tsx'),
      ...closure('app/palette.tsx'),
    ])
    const kb = totalKb([...more].filter((name) => !loaded.has(name)))
    expect(kb, screen).toBeLessThanOrEqual(screenKb)
  }
})

test('every script and style sheet has what browsers are sent beside it', () => {
  const files = readdirSync(join(dist, 'assets'))
  const texts = files.filter((name) => /\.(js|css)$/.test(name))
  expect(texts.length).toBeGreaterThan(50)
  for (const name of texts) {
    const sent = brotliDecompressSync(readFileSync(join(dist, 'assets', `${name}.br`)))
    expect(sent.equals(readFileSync(join(dist, 'assets', name))), name).toBe(true)
  }
})

test(`where a formula is written, its editor fetches at most ${formulaKb} KB more, and no screen brings it along`, () => {
  const editor = 'views/formula-editor.tsx'
  const loaded = shell()
  const kb = totalKb([...closure(editor)].filter((name) => !loaded.has(name)))
  expect(kb).toBeGreaterThan(10)
  expect(kb).toBeLessThanOrEqual(formulaKb)
  const bringing = Object.keys(manifest).filter(
    (name) => name !== editor && manifest[name]?.isDynamicEntry && closure(name).has(editor),
  )
  expect(bringing).toEqual([])
})
