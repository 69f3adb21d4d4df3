// Before a field takes another type: what would become of its values, counted over all records, and what would no longer hold.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, raw, type Sql, sql } from '#base/sql'
import type { Actor } from '#kernel/access'
import { readPage } from '#kernel/records/store'
import {
  type Converting,
  type Field,
  isOtherwiseStored,
  outOfUse,
  pieceKey,
  type ResolvedField,
  type ResolvedObject,
  type SetAside,
} from '#kernel/schema'
import { anew, loadDefinitions } from '#kernel/schema/store'
import { compileDefinitions } from './compile.ts'
import { conversionsIn, losses, readable } from './conversion.ts'
import type { ConversionExample, ConversionOutlook, ConversionQuestion } from './engine.ts'
import { mayDefine, mayNotDefine } from './publish.store.ts'
import { definitionsOf, type Running } from './state.store.ts'

const most = { examples: 5, looked: 40 }

/** See Engine. */
export async function judgeConversion(
  running: Running,
  actor: Actor,
  { object: name, field }: ConversionQuestion,
): Promise<Result<ConversionOutlook>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.newest()
  const object = running.state().compiled.schema.object(name)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name }))
  const from = object.byName.get(field.name) ?? (await unused(running, object, field.name))
  if (from?.layer !== 'overlay') return failed(problem('query.unknownField', ['field'], { name: field.name }))
  const broken = await brokenBy(running, name, field)
  if (!broken.ok) return broken
  const base = { isNeeded: isOtherwiseStored(from, field), broken: broken.value }
  if (!base.isNeeded) return ok({ ...base, filled: 0, lost: 0, cut: 0, examples: [] })
  const to: ResolvedField = { ...field, layer: 'overlay', column: from.column }
  if (conversionsIn(running.options.workspace.zone)(from, to) === null)
    return failed(problem('schema.noConversion', [name, field.name], { name: field.name }))
  return running.current(async () =>
    ok({ ...base, ...(await outlook(running, actor, object, { object: name, from, to })) }),
  )
}

/** An added field that is retired or set aside: its values are kept. */
async function unused(
  { options: { db, workspace } }: Running,
  object: ResolvedObject,
  name: string,
): Promise<ResolvedField | undefined> {
  const { layers } = await db.transaction((tx) => loadDefinitions(tx, workspace.namespace))
  const added = layers.find(({ layer }) => layer === 'overlay')
  const found = added && outOfUse(added, null).get(`${object.name} ${name}`)
  const { rows } = await db.query(sql`select from information_schema.columns
    where table_schema = ${workspace.namespace} and table_name = ${object.table} and column_name = ${found?.column ?? ''}`)
  return rows.length > 0 ? found : undefined
}

/** What of the overlay would be set aside with the field as it would become, that stands now. */
async function brokenBy(running: Running, name: string, field: Field): Promise<Result<readonly SetAside[]>> {
  const { db, workspace, modules } = running.options
  const stored = await db.transaction((tx) => loadDefinitions(tx, workspace.namespace))
  const changed = <T extends { readonly fields?: readonly Field[] }>(one: T): T =>
    one.fields ? { ...one, fields: one.fields.map((own) => (own.name === field.name ? field : own)) } : one
  const definitions = definitionsOf(stored)
  const layers = definitions.layers.map((layer) =>
    layer.layer === 'system'
      ? layer
      : {
          ...layer,
          objects: layer.objects.map((one) => (one.name === name ? changed(one) : one)),
          extensions: layer.extensions.map((one) => (one.object === name ? changed(one) : one)),
        },
  )
  const trial = compileDefinitions(workspace.namespace, { ...definitions, layers }, modules)
  if (!trial.ok) return trial
  const known = new Set(running.state().compiled.aside.map(pieceKey))
  return ok(trial.value.aside.filter((piece) => !known.has(pieceKey(piece))))
}

/** Conversions have names of their own inside, and a field may be called like one; no field is called so. */
const valueNow = 'value__now'

type Outlook = Pick<ConversionOutlook, 'filled' | 'lost' | 'cut' | 'examples'>

async function outlook(
  running: Running,
  actor: Actor,
  object: ResolvedObject,
  converting: Converting,
): Promise<Outlook> {
  const { db, workspace } = running.options
  const { from, to } = converting
  if (from.column === null || (from.type === to.type && from.type === 'formula'))
    return { filled: 0, lost: 0, cut: 0, examples: [] }
  const { namespace, zone } = workspace
  return db.transaction(
    async (tx) => {
      const made = await anew(tx, namespace, converting, valueNow, conversionsIn(zone))
      const table = sql`(select id, ${ident(valueNow)} as was, ${made ?? raw('null')} as made
        from (select *, ${ident(from.column ?? '')} as ${ident(valueNow)} from ${ident(namespace, object.table)}) as held) as each`
      const value = raw('each.was')
      const { lost, cut } = losses(value, raw('each.made'), { from, to, zone })
      const { rows } = await tx.query<Omit<Outlook, 'examples'>>(sql`select count(was)::integer as filled,
        count(*) filter (where ${lost})::integer as lost, count(*) filter (where ${cut})::integer as cut from ${table}`)
      const [counts = { filled: 0, lost: 0, cut: 0 }] = rows
      const found = await examplesOf(tx, table, [lost, cut], {
        from: readable(value, from, zone),
        to: made === null ? raw('null::text') : readable(raw('each.made'), to, zone),
      })
      return { ...counts, examples: await seenExamples(running, actor, object, from, found) }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

type Found = { readonly id: string; readonly from: string; readonly to: string | null }

/** Of each kind the first few, those that are lost before those that are cut. */
async function examplesOf(
  tx: Tx,
  table: Sql,
  kinds: readonly Sql[],
  shown: { readonly from: Sql; readonly to: Sql },
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const kind of kinds) {
    const { rows } =
      await tx.query<Found>(sql`select id, left(${shown.from}, 200) as from, left(${shown.to}, 200) as to
      from ${table} where ${kind} order by id limit ${raw(String(most.looked))}`)
    found.push(...rows.filter(({ id }) => !found.some((one) => one.id === id)))
  }
  return found
}

/** Only records whose value of the field the actor may read, at most five of either kind. */
async function seenExamples(
  running: Running,
  actor: Actor,
  { name, title }: ResolvedObject,
  field: Field,
  found: readonly Found[],
): Promise<readonly ConversionExample[]> {
  if (found.length === 0) return []
  const page = await readPage(
    running.options.db,
    {
      ...{ object: name, fields: ['id', title, field.name], limit: found.length },
      filter: { field: 'id', is: 'in', value: found.map(({ id }) => id) },
    },
    running.reading(actor),
  )
  const seen = new Map((page.ok ? page.value.rows : []).map((row) => [String(row.id), row]))
  const shown = found.flatMap((one) => {
    const row = seen.get(one.id)
    return row && row[field.name] !== null ? [{ ...one, title: String(row[title] ?? '') }] : []
  })
  const isLost = ({ to }: ConversionExample): boolean => to === null
  return [
    ...shown.filter(isLost).slice(0, most.examples),
    ...shown.filter((one) => !isLost(one)).slice(0, most.examples),
  ]
}
