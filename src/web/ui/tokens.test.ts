// The tokens are the only source of colour and of the size of type, all of them are used, and what is read can be read.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { themeFrom } from './theme.ts'

const web = join(import.meta.dirname, '..')
const tokensPath = 'ui/tokens.css'
/** Colours that are data: a definition stores the one that its author chose. */
const stored = ['screens/designer/field-kinds.ts']

const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(css|tsx?)$/.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(web, path), 'utf8') }))
const others = sources.filter(({ path }) => path !== tokensPath)

/** Every place where a pattern is found, as "path: what". */
const found = (pattern: RegExp): readonly string[] =>
  others.flatMap(({ path, text }) =>
    stored.includes(path) ? [] : [...text.matchAll(pattern)].map(([what]) => `${path}: ${what.trim()}`),
  )

type Tokens = ReadonlyMap<string, string>

const declarations = (block: string): readonly (readonly [string, string])[] =>
  [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()])

// Without comments, and without what only those have who ask for no motion.
const text = readFileSync(join(web, tokensPath), 'utf8').replace(/\/\*[\s\S]*?\*\/|@media[\s\S]*$/g, '')
const blocks = [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', block = '']) => ({
  selector,
  block,
}))

/** What every token stands for on a page of this theme, in the order of the cascade. */
function tokensOf(theme: 'light' | 'dark'): Tokens {
  const worn = blocks.filter(
    ({ selector }) => /:root/.test(selector) || selector.includes(`[data-theme="${theme}"]`),
  )
  return new Map(worn.flatMap(({ block }) => declarations(block)))
}

const light = tokensOf('light')
const dark = tokensOf('dark')

describe('outside the tokens', () => {
  test('no colour is written', () => {
    const named =
      /(?:color|background|border|stroke|fill|shadow)[\w-]*:\s*(?:[^;{}]*\s)?(?:white|black|red|gr[ae]y|blue|green)\s*;/g
    expect(found(/(?<=[\s'"`(,:])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![/\w-])/gi)).toEqual([])
    expect(found(/\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([^)]*/g)).toEqual([])
    expect(found(named)).toEqual([])
  })

  test('no size of type is written', () => {
    expect(found(/font(?:-size)?:\s*[\d.]+(?:px|rem|pt)[^;]*/g)).toEqual([])
    expect(found(/fontSize[:=]\s*[{'"]?\d+[^,}]*/g)).toEqual([])
  })

  test('every token that is asked for is there, and none is there for nothing', () => {
    const all = sources.map(({ text }) => text).join('\n')
    const asked = [...all.matchAll(/var\(--([\w-]+)\s*\)/g)].map(([, name = '']) => name)
    const own = [...all.matchAll(/'--([\w-]+)'|--([\w-]+):/g)].map(([, one, other]) => one ?? other ?? '')
    expect(asked.filter((name) => !own.includes(name))).toEqual([])
    const used = new Set([...asked, ...[...all.matchAll(/: '([\w-]+)'/g)].map(([, name = '']) => name)])
    // Chosen by a number or by a definition's own word.
    const isChosen = (name: string): boolean => /^(?:tint|dot)-/.test(name)
    expect([...light.keys()].filter((name) => !used.has(name) && !isChosen(name))).toEqual([])
  })
})

describe('the two themes', () => {
  test('know the same colours, and the component library finds all that it is dressed in', () => {
    const themed = blocks.find(({ selector }) => selector.trim() === '[data-theme="dark"]')
    const names = declarations(themed?.block ?? '').map(([name]) => name)
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !light.has(name))).toEqual([])
    for (const [tokens, isDark] of [[light, false] as const, [dark, true] as const]) {
      const missing: string[] = []
      const config = themeFrom((name) => {
        if (!tokens.has(name)) missing.push(name)
        return tokens.get(name) ?? ''
      }, isDark)
      expect(missing).toEqual([])
      expect(config.token?.colorPrimary).toBe(tokens.get('accent'))
      expect(config.token?.controlHeight).toBe(32)
      expect(config.token?.motionDurationMid).toBe('0.12s')
    }
  })

  const surfaces = ['bg', 'surface', 'sunken', 'hover', 'raised']
  const pairs: readonly (readonly [string, readonly string[]])[] = [
    ['ink', [...surfaces, 'accent-soft', 'warn-soft', 'late-soft']],
    ['ink-2', [...surfaces, 'accent-soft', 'warn-soft', 'late-soft']],
    ['ink-3', surfaces],
    ['accent', [...surfaces, 'accent-soft']],
    ['ok', ['bg', 'surface', 'raised']],
    ['warn', [...surfaces, 'warn-soft']],
    ['late', [...surfaces, 'late-soft']],
    ['on-accent', ['accent']],
    ['bg', ['ink']],
    ['surface', ['late']],
    ['on-tint', ['tint-none', ...Array.from({ length: 8 }, (_, index) => `tint-${index + 1}`)]],
  ]

  test.each([
    ['light', light],
    ['dark', dark],
  ] as const)(
    'can be read: %s has at least 4.5 to 1 between words and what they stand on',
    (_name, tokens) => {
      const weak = pairs.flatMap(([word, grounds]) =>
        grounds
          .map((ground) => ({ ground, ratio: contrast(tokens.get(word) ?? '', tokens.get(ground) ?? '') }))
          .filter(({ ratio }) => !(ratio >= 4.5))
          .map(({ ground, ratio }) => `${word} on ${ground}: ${ratio.toFixed(2)}`),
      )
      expect(weak).toEqual([])
    },
  )

  test.each([
    ['light', light],
    ['dark', dark],
  ] as const)('a mark is seen: %s has at least 3 to 1 between it and what it stands on', (_name, tokens) => {
    const marks = ['accent', 'ok', 'warn', 'late', ...[...tokens.keys()].filter((name) => /^dot-/.test(name))]
    const weak = marks.filter((name) => !(contrast(tokens.get(name) ?? '', tokens.get('surface') ?? '') >= 3))
    expect(weak).toEqual([])
  })
})

/** The ratio of WCAG 2.2 (relative luminance) between two colours in hexadecimal; NaN for anything else. */
function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(color: string): number {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1] ?? ''
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const [red = Number.NaN, green = 0, blue = 0] = (long.match(/../g) ?? []).map((pair) => {
    const share = Number.parseInt(pair, 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
