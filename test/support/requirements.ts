// Which requirements the tests prove. A requirement counts as met when the title of a test that runs cites it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { citations } from './citations.ts'
import type { SourceFile } from './source.ts'
import { root } from './tree.ts'

export type Coverage = {
  readonly cited: ReadonlyMap<string, readonly string[]>
  readonly missing: readonly string[]
  /** Cited ids that are no requirement: misspelt, or never asked for. */
  readonly unknown: readonly string[]
}

export const requirementIds = (): readonly string[] =>
  JSON.parse(readFileSync(join(root, 'test/requirements.json'), 'utf8')) as readonly string[]

export function coverage(ids: readonly string[], files: readonly SourceFile[]): Coverage {
  const cited = new Map([...citations(files)].filter(([id]) => id.includes('-')))
  return {
    cited,
    missing: ids.filter((id) => !cited.has(id)),
    unknown: [...cited.keys()].filter((id) => !ids.includes(id)),
  }
}
