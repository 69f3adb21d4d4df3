// Who uses a field among what is stored: saved views, personal lists and imports that are under way, beside the definitions.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { FieldPlace } from '#kernel/formula'
import { openProgress } from '#kernel/jobs/store'
import type { Query } from '#kernel/records'
import { readAll } from '#kernel/records/store'
import type { Label, Row, Value } from '#kernel/schema'
import { fieldsOfView } from '#kernel/views'
import { type FieldUse, fieldUse } from './field-use.ts'
import { fieldUsers } from './field-users.ts'
import { mayDefine, mayNotDefine } from './publish.store.ts'
import type { Running } from './state.store.ts'
import type { ImportWish } from './table-import.ts'

/**
 * Every place that uses a field which stands. Of views those that the actor may read. For administrators alone.
 * Problems: access.denied, query.unknownObject, query.unknownField.
 */
export async function usersOfField(
  running: Running,
  actor: Actor,
  field: FieldPlace,
): Promise<Result<readonly FieldUse[]>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const { compiled } = running.state()
  const object = compiled.schema.object(field.object)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name: field.object }))
  if (!object.byName.has(field.field))
    return failed(problem('query.unknownField', ['field'], { name: field.field }))
  return ok([
    ...fieldUsers(compiled, field),
    ...(await inViews(running, actor, field)),
    ...(await inChoices(running, field)),
    ...(await inImports(running, field)),
  ])
}

async function rowsOf(running: Running, actor: Actor, query: Query): Promise<readonly Row[]> {
  if (!running.state().compiled.schema.object(query.object)) return []
  const rows = await readAll(running.options.db, query, running.reading(actor))
  return rows.ok ? rows.value : []
}

const same = (text: string): Label => ({ 'zh-CN': text, en: text })

async function inViews(running: Running, actor: Actor, field: FieldPlace): Promise<readonly FieldUse[]> {
  const query: Query = {
    object: 'views.view',
    fields: ['name', 'address'],
    filter: { field: 'object', is: 'eq', value: field.object },
  }
  return (await rowsOf(running, actor, query))
    .filter((row) => fieldsOfView(String(row.address ?? '')).has(field.field))
    .map((row) =>
      fieldUse('view', { object: field.object, name: String(row.id), label: same(String(row.name ?? '')) }),
    )
}

const counted = (kind: 'ownLists' | 'ownImports', { object }: FieldPlace, count: number) =>
  fieldUse(kind, { object, name: kind, label: same(''), count })

/** How many people have put it into their own list of the object, and whose files it was filled from before. */
async function inChoices(running: Running, field: FieldPlace): Promise<readonly FieldUse[]> {
  const rows = await rowsOf(running, running.systemActor('installer'), {
    object: 'views.preference',
    fields: ['choices'],
  })
  const layouts = rows.map(({ choices }) => within(within(choices, 'lists'), field.object))
  const has = (key: string): number =>
    layouts.filter((layout) => textsIn(within(layout, key)).includes(field.field)).length
  const [lists, imports] = [has('columns'), has('imports')]
  return [
    ...(lists > 0 ? [counted('ownLists', field, lists)] : []),
    ...(imports > 0 ? [counted('ownImports', field, imports)] : []),
  ]
}

const within = (value: Value | undefined, key: string): Value | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: Value })[key]
    : undefined

const textsIn = (value: Value | undefined): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : []

/** Imports that are under way fill the field from a column. */
async function inImports(running: Running, field: FieldPlace): Promise<readonly FieldUse[]> {
  const { db, workspace } = running.options
  const open = await db.transaction((tx) => openProgress(tx, workspace.namespace, 'import'))
  return open.flatMap(({ id, cursor }) => {
    const { wish, fileName } = cursor as unknown as { wish?: ImportWish; fileName?: string }
    const isFilled = wish?.object === field.object && Object.values(wish.columns).includes(field.field)
    return isFilled
      ? [fieldUse('import', { object: field.object, name: id, label: same(fileName ?? '') })]
      : []
  })
}
