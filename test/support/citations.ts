// Which numbered rules and requirements the titles of tests cite, and which they should.
import { citationsOf, type SourceFile } from './source.ts'

const isTestFile = (path: string): boolean => /\.(test|scenario|browser)\.tsx?$/.test(path)

/** Every id cited, with the files that cite it. */
export function citations(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { path, text } of files.filter((file) => isTestFile(file.path)))
    for (const id of citationsOf(text)) found.set(id, [...(found.get(id) ?? []), path])
  return found
}

/** The rules of a SPEC.md: ids in bold, like **F3**. */
export const rulesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\*\*([A-Z]{1,4}\d{1,3})\*\*/g)].map((match) => match[1] ?? '')

/** Sentences about rules without a test, citations without a rule, and rules or prefixes that two parts share. */
export function specViolations(files: readonly SourceFile[]): readonly string[] {
  // A module's rules stand in its README; what its unit tests do not cite, its scenarios show.
  const told = new Set(
    files
      .filter((file) => /^src\/modules\/[^/]+\/README\.md$/.test(file.path))
      .flatMap(({ text }) => rulesOf(text)),
  )
  const owners = new Map<string, string>()
  const prefixes = new Map<string, string>()
  const problems: string[] = []
  for (const { path, text } of files.filter((file) => /^src\/.*\/SPEC\.md$/.test(file.path)))
    for (const rule of new Set(rulesOf(text))) {
      const prefix = rule.replace(/\d+$/, '')
      const other = prefixes.get(prefix) ?? path
      if (other !== path) problems.push(`${path}: the letters of ${rule} belong to ${other}`)
      prefixes.set(prefix, other)
      owners.set(rule, path)
    }
  const cited = citations(files)
  for (const [rule, path] of owners) if (!cited.has(rule)) problems.push(`${path}: no test cites ${rule}`)
  for (const [id, paths] of cited)
    if (!id.includes('-') && !owners.has(id) && !told.has(id))
      problems.push(`${paths[0]}: cites ${id}, which no SPEC.md has`)
  return problems
}
