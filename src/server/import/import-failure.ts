// What stops an import as a whole, as opposed to a row that is refused.
import type { Problem } from '#base/problem'

/** Thrown for what the person who imports has to put right first; carries the problem in the importer's own words. */
export class ImportFailure extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code} ${JSON.stringify(problem.params)}`)
  }
}
