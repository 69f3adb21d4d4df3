// Where an import puts its records: what it needs of an opened workspace.
import type { Problem } from '#base/problem'
import type { Result } from '#base/result'
import type { Actor, Origin } from '#kernel/access'
import type { Engine } from '#kernel/module'
import type { Create } from '#kernel/records'
import type { Row } from '#kernel/schema'

export type Target = {
  /** Records of which this field has one of these values, with these fields and their id. */
  readonly read: (
    object: string,
    field: string,
    values: readonly string[],
    fields: readonly string[],
  ) => Promise<readonly Row[]>
  /** All or none; a problem's path starts with the index of the change. */
  readonly write: (changes: readonly Create[]) => Promise<Result<unknown>>
}

/** Values asked for at once, and records in an answer: the most that one question may have. */
const most = 500

/** Thrown when a question of the importer itself is refused: its actor may not read, or the profile names what is not there. */
export class TargetRefusal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join('; '))
  }
}

/** Writes through the one write path, as `actor`; the field asked by has to be unique. */
export function engineTarget(engine: Engine, actor: Actor, origin: Origin): Target {
  return {
    async read(object, field, values, fields) {
      const rows: Row[] = []
      for (let start = 0; start < values.length; start += most) {
        const value = values.slice(start, start + most)
        const query = {
          object,
          fields: ['id', ...fields],
          filter: { field, is: 'in', value },
          limit: most,
        } as const
        const page = await engine.read(actor, query)
        if (!page.ok) throw new TargetRefusal(page.problems)
        rows.push(...page.value.rows)
      }
      return rows
    },
    write: (changes) => engine.write(actor, origin, changes),
  }
}
