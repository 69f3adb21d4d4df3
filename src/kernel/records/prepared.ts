// Statements that come again and again are prepared on each connection, so that PostgreSQL need not read and plan them anew.
import type { Statement } from '#base/sql'

/** Gives each text a name of its own, `most` of them; further statements go without. */
function preparing(kind: string, most: number): (statement: Statement) => Statement {
  const names = new Map<string, string>()
  return (statement) => {
    const { text, values } = statement
    let name = names.get(text)
    if (name === undefined && names.size < most) {
      name = `${kind} ${names.size}`
      names.set(text, name)
    }
    return name === undefined ? { text, values } : { text, values, name }
  }
}

/** What the engine asks and stores by itself. */
export const prepared = preparing('write', 600)

/** What people ask, in as many forms as they like; they cannot use up the names of the others. */
export const preparedQuestion = preparing('read', 500)
