// A stylesheet stays once it has arrived: what one screen calls a thing, no other may mean something else by.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const web = join(import.meta.dirname, '..')
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(css|tsx)$/.test(path) && !path.startsWith('gallery'))
  .map((path) => ({ path, text: readFileSync(join(web, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }))

/** The classes with which the selectors of a sheet begin. */
const drawnBy = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/([^{}]+)\{/g)]
      .flatMap(([, selectors = '']) => (selectors.trim().startsWith('@') ? [] : selectors.split(',')))
      .flatMap((selector) => /^\s*\.([\w-]+)/.exec(selector)?.[1] ?? []),
  )

/** The classes that a part of the page gives to what it draws. */
const namedIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/className=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, plain, computed = '']) =>
      (plain ?? [...computed.matchAll(/['`]([^'`]*)['`]/g)].map(([, part]) => part).join(' ')).split(/\s+/),
    ),
  )

// Sheets that are there from the start: a screen may refine what they draw. What is printed belongs to all that is on the page.
const isShared = (path: string): boolean => path.startsWith('ui/') || path === 'app/shell.css'
const sheets = sources.filter(({ path }) => path.endsWith('.css') && !path.endsWith('-print.css'))
const shared = new Set(sheets.filter(({ path }) => isShared(path)).flatMap(({ text }) => [...drawnBy(text)]))
const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/')

test('what the sheet of one screen draws is a name of no other screen', () => {
  const parts = sources
    .filter(({ path }) => path.endsWith('.tsx'))
    .map(({ path, text }) => ({ path, names: namedIn(text) }))
  const found = sheets
    .filter(({ path }) => path.startsWith('screens/'))
    .flatMap(({ path, text }) =>
      [...drawnBy(text)]
        .filter((name) => !shared.has(name))
        .flatMap((name) =>
          parts
            .filter((part) => part.names.has(name) && folderOf(part.path) !== folderOf(path))
            .map((part) => `${path}: .${name} is also in ${part.path}`),
        ),
    )
  expect(found).toEqual([])
})
