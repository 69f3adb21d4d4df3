// What actions and reactions may look at while they decide.
import type { Tx } from '#base/database'
import { isUuid } from '#base/ids'
import { ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { Row, Value } from '#kernel/schema'
import { gatherFor } from './gather.store.ts'
import { lockRows, lookUp } from './load.store.ts'
import { ownFields, type Query } from './query.ts'
import type { Reader } from './reaction.ts'
import { readAll, readPage } from './read.store.ts'
import type { SelectContext } from './select.ts'
import type { WriteRequest } from './store.ts'
import { rowOf, type Work } from './work.ts'

/** Thrown when a shipped definition asks for something that does not exist: a bug, not a person's mistake. */
class BadQuestion extends Error {}

export function readerFor(tx: Tx, work: Work, authority: Actor, request: WriteRequest): Reader {
  return {
    isOff: request.isOff,
    now: work.moment.now,
    zone: work.moment.zone,
    newId: work.newId,
    actor: work.actor,
    origin: work.origin,
    async row(object, id) {
      const known = rowOf(work, object, id)
      if (known !== undefined) return known
      await lookUp(tx, work, object, [id])
      return rowOf(work, object, id) ?? null
    },
    async rows(object, ids, options) {
      const wanted = [...new Set(ids)].filter(isUuid)
      if (options?.lock === true)
        await lockRows(
          tx,
          work,
          object,
          wanted.filter((id) => rowOf(work, object, id) !== null),
        )
      await lookUp(
        tx,
        work,
        object,
        wanted.filter((id) => rowOf(work, object, id) === undefined),
      )
      return new Map(
        wanted.flatMap((id): [string, Row][] => {
          const row = rowOf(work, object, id)
          return row ? [[id, row]] : []
        }),
      )
    },
    gather: (gatherers) => gatherFor(tx, work, gatherers),
    async read(query, options) {
      if (request.isOff(query.object)) return []
      const fields = fieldsOf(work, query)
      const context = {
        model: work.model.access,
        actor: authority,
        compile: request.model.compile,
        moment: work.moment,
      }
      const asked = { ...query, fields }
      const found =
        query.limit === undefined || options?.lock === true
          ? await readAll(tx, asked, context, 20_000, options?.lock === true)
          : await firstRows(tx, asked, context)
      if (!found.ok) throw new BadQuestion(JSON.stringify({ query, problems: found.problems }))
      return withOwnChanges(work, query.object, found.value)
    },
  }
}

function fieldsOf(work: Work, { object, fields }: Query): readonly string[] {
  if (fields === undefined) return ownFields(work.model.schema, object)
  return fields.includes('id') ? fields : ['id', ...fields]
}

async function firstRows(tx: Tx, query: Query, context: SelectContext): Promise<Result<readonly Row[]>> {
  const page = await readPage(tx, query, context)
  return page.ok ? ok(page.value.rows) : page
}

/** Stored rows with this write's own changes laid over them; records it removes are left out. */
function withOwnChanges(work: Work, object: string, rows: readonly Row[]): readonly Row[] {
  const entries = work.entries.get(object)
  if (!entries) return rows
  return rows.flatMap((row) => {
    const entry = entries.get(String(row.id))
    if (!entry) return [row]
    const { row: now } = entry
    if (now === null) return []
    return [
      Object.fromEntries(
        Object.entries(row).map(([name, value]): [string, Value] => [
          name,
          name in now ? (now[name] ?? null) : value,
        ]),
      ),
    ]
  })
}
