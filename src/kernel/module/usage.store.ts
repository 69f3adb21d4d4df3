// How the fields of an object are used: how many are filled, what was changed when and how, and who enters what.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import { enteredBy, fieldChanges, personDays } from '#kernel/log/store'
import { summarise } from '#kernel/records/store'
import type { FieldUsage, Usage, UsageByPerson, UsageWish } from './engine.ts'
import { mayAskLog } from './history.store.ts'
import type { ObjectMetadata } from './metadata.ts'
import { objectFor } from './metadata-of.ts'
import type { Running } from './state.store.ts'
import { talliesOf } from './tally.store.ts'

const mostDays = 400
const pageLength = 50
/** As many counts as one question takes. */
const together = 10

const computed = new Set(['formula', 'rollup', 'autoNumber', 'lines'])

/** The fields that people fill in; a yes or no has no blank. */
const filledIn = ({ fields }: ObjectMetadata) =>
  fields.filter(
    ({ type, readOnly, hidden }) =>
      !computed.has(type) && type !== 'boolean' && readOnly !== true && hidden !== true,
  )

function seenObject(running: Running, actor: Actor, name: string): ObjectMetadata | null {
  const { compiled } = running.state()
  const object = compiled.schema.object(name)
  return object ? objectFor(compiled, object, actor) : null
}

/** The fields of an object that the actor may read and people fill in; none of an object that they see nothing of. */
export async function filledInBy(running: Running, actor: Actor, name: string): Promise<readonly string[]> {
  const object = seenObject(running, actor, name)
  return object === null ? [] : filledIn(object).map((field) => field.name)
}

type Asked = { readonly object: ObjectMetadata; readonly fields: readonly string[]; readonly since: string }

/** Problems: access.denied for whoever may not ask the whole log, query.unknownObject. */
async function asked(
  running: Running,
  actor: Actor,
  { object: name, days = 90 }: UsageWish,
): Promise<Result<Asked>> {
  if (!mayAskLog(actor)) return failed(problem('access.denied', [], { operation: 'read', object: 'log' }))
  const object = seenObject(running, actor, name)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name }))
  const span = Math.min(Math.max(Math.trunc(days), 1), mostDays) * 86_400_000
  const since = new Date(running.options.clock().getTime() - span).toISOString()
  return ok({ object, fields: filledIn(object).map((field) => field.name), since })
}

/** Filled among the records that the actor may read; changes among all. Problems: those of `asked`. */
export async function usage(running: Running, actor: Actor, wish: UsageWish): Promise<Result<Usage>> {
  const question = await asked(running, actor, wish)
  if (!question.ok) return question
  const { object, fields, since } = question.value
  const { db, workspace } = running.options
  const filled = new Map<string, number>()
  let records = 0
  for (let at = 0; at === 0 || at < fields.length; at += together) {
    const counts = fields.slice(at, at + together)
    const found = await summarise(db, { object: object.name, counts }, running.reading(actor))
    if (!found.ok) return found
    records = found.value[0]?.count ?? 0
    for (const [index, name] of counts.entries()) filled.set(name, found.value[0]?.counts?.[index] ?? 0)
  }
  const about = { object: object.name, fields, since, zone: workspace.zone }
  await running.tally.keep()
  const tallies = await talliesOf(db, workspace.namespace, about)
  const changes = new Map((await fieldChanges(db, workspace.namespace, about)).map((one) => [one.field, one]))
  return ok({
    records,
    since,
    personDays: await personDays(db, workspace.namespace, about),
    fields: fields.map((field): FieldUsage => {
      const { changed = 0, corrected = 0, late = 0, bulk = 0 } = changes.get(field) ?? {}
      const { listed = 0, opened = 0, spent: spentMs = 0 } = tallies.get(field) ?? {}
      const changedSince = { changed, corrected, late, bulk }
      return { field, filled: filled.get(field) ?? 0, ...changedSince, listed, opened, spentMs }
    }),
  })
}

/** Who entered how much on which day, and how much of it was blank or replaced. Problems: those of `asked`. */
export async function usageByPerson(
  running: Running,
  actor: Actor,
  wish: UsageWish & { readonly page?: number },
): Promise<Result<UsageByPerson>> {
  const question = await asked(running, actor, wish)
  if (!question.ok) return question
  const { object, fields, since } = question.value
  const { db, workspace } = running.options
  const about = { object: object.name, fields, since, zone: workspace.zone }
  const page = Math.max(0, Math.trunc(wish.page ?? 0))
  const rows = await enteredBy(db, workspace.namespace, about, {
    limit: pageLength + 1,
    offset: page * pageLength,
  })
  const { people } = await running.caches.directory()
  return ok({
    fields: fields.length,
    isMore: rows.length > pageLength,
    rows: rows.slice(0, pageLength).map((row) => ({ ...row, name: people.get(row.person)?.name ?? '' })),
  })
}
