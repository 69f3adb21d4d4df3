// `npm run requirements`: prints which requirements the tests prove and which they do not yet.
import { coverage, requirementIds } from './support/requirements.ts'
import { readTree } from './support/tree.ts'

const ids = requirementIds()
const { cited, missing, unknown } = coverage(ids, readTree('src', 'test'))
for (const id of ids.filter((id) => cited.has(id)))
  console.log(`${id.padEnd(10)} ${[...new Set(cited.get(id))].join(', ')}`)
console.log(`\nNot yet: ${missing.join(' ') || 'none'}`)
if (unknown.length > 0) console.log(`\nCited but unknown: ${unknown.join(' ')}`)
console.log(`\n${ids.length - missing.length} of ${ids.length} requirements are cited by a test`)
process.exitCode = unknown.length > 0 ? 1 : 0
