// Taking the records of a list out of the house: page by page, as far as the actor may read and export them, and noted before the first leaves.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Actor, grants, type Origin } from '#kernel/access'
import type { Several } from '#kernel/print'
import { readPage, summarise } from '#kernel/records/store'
import {
  type Label,
  leadsTo,
  namable,
  type ResolvedField,
  type ResolvedObject,
  type Row,
  target,
} from '#kernel/schema'
import { exporting, exportingObject } from '#kernel/views'
import type { ExportColumn, Exported, ExportWish } from './exported.ts'
import { readableOf, withNames } from './print.store.ts'
import type { Running } from './state.store.ts'
import { writeChanges } from './write.store.ts'

const pageSize = 500

/** Without fields: those that are shown and that the actor may read. Problems: access.denied, those of reading and of writes. */
export async function exportRecords(
  running: Running,
  actor: Actor,
  origin: Origin,
  { query, format, language }: ExportWish,
): Promise<Result<Exported>> {
  await running.knownObject(query.object)
  const { compiled } = running.state()
  const object = compiled.schema.object(query.object)
  if (object === undefined || grants(compiled.access, actor, object.name, exporting).length === 0)
    return failed(problem('access.denied', [], { operation: exporting, object: query.object.slice(0, 60) }))
  const fields = query.fields ?? usualFields(object, readableOf(running, actor, object.name))
  const columns = fields.map((path) => columnOf(running, object, path, language))
  const several = columns.flatMap(({ path, field }): readonly Several[] =>
    field === null || namable(field).length === 0 ? [] : [{ path, field }],
  )
  const names = columns.flatMap(({ path, field }) => {
    if (field !== null) return target(field) === null ? [] : [`${path}$title`]
    return path.endsWith('By') ? [`${path}.name`] : []
  })
  const asked = { ...query, fields: [...new Set([...fields, ...names])], limit: pageSize }
  const page = (after?: string) =>
    running.current(() =>
      readPage(
        running.options.db,
        { ...asked, ...(after === undefined ? {} : { after }) },
        { ...running.reading(actor), also: exporting },
      ),
    )
  const first = await page()
  if (!first.ok) return first
  const count =
    first.value.next === undefined ? ok(first.value.rows.length) : await counted(running, actor, query)
  if (!count.ok) return count
  const { object: name, fields: _, ...question } = query
  const noted = await writeChanges(running, actor, origin, [
    {
      kind: 'create',
      object: exportingObject.name,
      id: running.options.newId(),
      values: {
        ...{ object: name, records: String(count.value), fields: fields.join(', '), format },
        question: Object.keys(question).length === 0 ? null : JSON.stringify(question),
      },
    },
  ])
  if (!noted.ok) return noted
  async function* rows(): AsyncGenerator<readonly Row[]> {
    for (let read = first; ; ) {
      // What was begun cannot be answered with a problem any more: it breaks off.
      if (!read.ok) throw new Error(`An export broke off: ${read.problems.map(({ code }) => code).join()}`)
      yield await withNames(running, actor, read.value.rows, several)
      if (read.value.next === undefined) return
      read = await page(read.value.next)
    }
  }
  return ok({ title: (object.many ?? object.label)[language], columns, rows: rows() })
}

async function counted(
  running: Running,
  actor: Actor,
  { object, filter, search }: ExportWish['query'],
): Promise<Result<number>> {
  const question = {
    object,
    ...(filter === undefined ? {} : { filter }),
    ...(search === undefined ? {} : { search }),
  }
  const groups = await running.current(() =>
    summarise(running.options.db, question, { ...running.reading(actor), also: exporting }),
  )
  return groups.ok ? ok(groups.value.reduce((sum, group) => sum + group.count, 0)) : groups
}

const notShown: ReadonlySet<string> = new Set(['lines', 'file', 'json'])

const usualFields = ({ fields }: ResolvedObject, readable: ReadonlySet<string>): readonly string[] =>
  fields
    .filter(({ name, type, hidden }) => !hidden && !notShown.has(type) && readable.has(name))
    .map(({ name }) => name)

const ofEvery: Readonly<Record<string, Label>> = {
  id: { 'zh-CN': '编号', en: 'Id' },
  version: { 'zh-CN': '版本', en: 'Version' },
  createdAt: { 'zh-CN': '创建时间', en: 'Created' },
  createdBy: { 'zh-CN': '创建人', en: 'Created by' },
  updatedAt: { 'zh-CN': '更新时间', en: 'Updated' },
  updatedBy: { 'zh-CN': '更新人', en: 'Updated by' },
}

function columnOf(
  running: Running,
  object: ResolvedObject,
  path: string,
  language: keyof Label,
): ExportColumn {
  const { schema } = running.state().compiled
  let on: ResolvedObject | undefined = object
  let field: ResolvedField | null = null
  const labels: string[] = []
  for (const name of path.split('.')) {
    field = on?.byName.get(name) ?? null
    labels.push((field?.label ?? ofEvery[name])?.[language] ?? name)
    on = on === undefined ? undefined : schema.object(leadsTo(on, name) ?? '')
  }
  return { path, label: labels.join(' · '), field }
}
