// Published definitions and the tables that follow from them; the only place that changes a workspace's tables.
import { DatabaseFailure, type Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, raw, type Sql, sql } from '#base/sql'
import { collisionOf } from './collisions.store.ts'
import { type Conversions, makeAnew } from './conversion.store.ts'
import {
  type Convert,
  type Converting,
  conversionsBetween,
  needsConversion,
  type OutOfUse,
  outOfUse,
  withStoredTypes,
} from './conversion.ts'
import type { Extension, Json, Layer, ObjectDefinition } from './definition.ts'
import { type CheckSql, dropIndex, migrationTo, releases, type Standing } from './layout.ts'
import { fits } from './make-way.ts'
import { tableName } from './names.ts'
import { resolveStanding } from './quarantine.ts'
import type { LayeredDefinitions } from './resolve.ts'
import type { ResolvedField, Schema } from './schema.ts'

/** One published definition that is no object or extension (a policy, a flow, …), kept for the part that understands it. */
export type StoredDefinition = {
  readonly layer: Layer
  readonly kind: string
  readonly name: string
  readonly body: Json
}

export type Stored = {
  readonly version: number
  readonly layers: readonly LayeredDefinitions[]
  readonly others: readonly StoredDefinition[]
}

type DefinitionRow = {
  readonly layer: Layer
  readonly kind: string
  readonly name: string
  readonly body: unknown
}

/** What was published last. Version 0 is a workspace in which nothing has been published. */
export async function loadDefinitions(tx: Tx, namespace: string): Promise<Stored> {
  const { rows } = await tx.query<DefinitionRow>(
    sql`select layer, kind, name, body from ${ident(namespace, 'definition')} order by layer desc, kind, name`,
  )
  return {
    version: await currentVersion(tx, namespace),
    layers: layersOf(rows),
    others: rows.filter(isOther).map((row) => ({ ...row, body: row.body as Json })),
  }
}

const isOther = (row: DefinitionRow): boolean => row.kind !== 'object' && row.kind !== 'extension'

const layersOf = (rows: readonly DefinitionRow[]): readonly LayeredDefinitions[] =>
  (['system', 'overlay'] as const).map((layer) => ({
    layer,
    objects: rows
      .filter((row) => row.layer === layer && row.kind === 'object')
      .map((row) => row.body as ObjectDefinition),
    extensions: rows
      .filter((row) => row.layer === layer && row.kind === 'extension')
      .map((row) => row.body as Extension),
  }))

export async function currentVersion(tx: Pick<Tx, 'query'>, namespace: string): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    sql`select version from ${ident(namespace, 'definition_version')} where name = 'current'`,
  )
  return rows[0]?.version ?? 0
}

/** Waits until no other publication of the workspace is under way, and answers the version that stands then. */
export async function awaitTurn(tx: Tx, namespace: string): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    sql`select version from ${ident(namespace, 'definition_version')} where name = 'current' for update`,
  )
  return rows[0]?.version ?? 0
}

/** `before` is null when nothing had been published yet. */
export type Published = { readonly before: Schema | null; readonly converted: readonly Converting[] }

export type LayerContent = {
  readonly objects: readonly ObjectDefinition[]
  readonly extensions: readonly Extension[]
  readonly others: readonly Omit<StoredDefinition, 'layer'>[]
}

/** What is noted of a publication of the overlay, to be looked at and gone back to. */
export type PublicationNote = {
  /** The definitions' version that it made. */
  readonly version: number
  /** ISO instant. */
  readonly at: string
  /** The person; null for what stood before anything was noted. */
  readonly by: string | null
  /** The version whose content it brought back. */
  readonly restores: number | null
}

/** The notes of publications, newest first: at most `limit` of those before the version `before`. */
export async function publicationNotes(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<readonly PublicationNote[]> {
  const { rows } = await tx.query<PublicationNote>(
    sql`select version, at, by, restores from ${ident(namespace, 'publication')}
      where version < ${before ?? 2_147_483_647} order by version desc limit ${limit}`,
  )
  return rows
}

/** The whole overlay as a publication left it; undefined for a version at which none was published. */
export async function contentAt(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  version: number,
): Promise<LayerContent | undefined> {
  const { rows } = await tx.query<{ content: LayerContent }>(
    sql`select content from ${ident(namespace, 'publication')} where version = ${version}`,
  )
  return rows[0]?.content
}

export type RetiredNote = {
  readonly at: string
  readonly by: string | null
  readonly retired: readonly string[]
}

/** Which fields of an object were out of use after each publication, newest first: at most `limit` of them. */
export async function retiredNotes(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  object: string,
  limit: number,
): Promise<readonly RetiredNote[]> {
  const path = '$.*[*] ? (@.name == $name || @.object == $name).fields[*] ? (@.retired == true).name'
  const { rows } = await tx.query<RetiredNote>(
    sql`select at, by, jsonb_path_query_array(content, ${path}::jsonpath, ${JSON.stringify({ name: object })}::jsonb) as retired
      from ${ident(namespace, 'publication')} order by version desc limit ${limit}`,
  )
  return rows
}

export type Noted = Omit<PublicationNote, 'version'>

/** The first publication that is noted also notes what it found, so that there is a way back from it. */
async function note(
  tx: Tx,
  namespace: string,
  version: number,
  noted: Noted,
  contents: { readonly before: LayerContent; readonly after: LayerContent },
): Promise<void> {
  const table = ident(namespace, 'publication')
  await tx.query(sql`insert into ${table} (version, at, content)
    select ${version - 1}::integer, ${noted.at}::timestamptz, ${JSON.stringify(contents.before)}::jsonb
    where not exists (select from ${table})`)
  await tx.query(sql`insert into ${table} (version, at, by, restores, content)
    values (${version}, ${noted.at}, ${noted.by}, ${noted.restores}, ${JSON.stringify(contents.after)}::jsonb)`)
}

const noConversions: Conversions = { isWanted: () => false, convert: () => null }

/**
 * Replaces one layer by what `change` makes of it and brings the tables along, in the caller's transaction. Publications of a workspace
 * wait for each other. Pieces of the overlay that do not hold are left aside; whoever publishes an overlay looks at that (see
 * resolveStanding). Values of fields that take another type are made anew where that is wished for, and those of before are kept. Answers
 * what stood before, or null when nothing differs. Problems: those of resolveStanding and migrationTo, schema.typeChange,
 * schema.noConversion, schema.collides and schema.valuesStandAgainst. With `noted` the publication is noted, to be gone back to.
 */
export async function publishLayer(
  tx: Tx,
  namespace: string,
  layer: Layer,
  change: (current: LayerContent) => LayerContent,
  checkSql: (schema: Schema) => CheckSql,
  { noted, conversions = noConversions }: { readonly noted?: Noted; readonly conversions?: Conversions } = {},
): Promise<Result<Published | null>> {
  await awaitTurn(tx, namespace)
  const stored = await loadDefinitions(tx, namespace)
  const content = contentOf(stored, layer)
  const next = withStoredTypes(content, change(content))
  const difference = differenceOf(content, next)
  if (difference.said.length === 0 && difference.gone.length === 0) return ok(null)
  const layers = stored.layers.map((one) =>
    one.layer === layer ? { layer, objects: next.objects, extensions: next.extensions } : one,
  )
  const before = stored.version === 0 ? null : resolveStanding(namespace, stored.version, stored.layers)
  const standing = resolveStanding(namespace, stored.version + 1, layers)
  if (!standing.ok) return standing
  if (before && !before.ok) return before
  const [former, after] = [before ? before.value.schema : null, standing.value.schema]
  const brought = await bringAlong(tx, former, after, {
    ...{ checkSql: checkSql(after), conversions, isOwn: layer === 'overlay' },
    added: stored.layers.find((one) => one.layer === 'overlay'),
  })
  if (!brought.ok) return brought
  await save(tx, namespace, layer, difference)
  if (noted) await note(tx, namespace, stored.version + 1, noted, { before: content, after: next })
  await tx.query(
    sql`update ${ident(namespace, 'definition_version')} set version = ${stored.version + 1} where name = 'current'`,
  )
  return ok({ before: former, converted: brought.value })
}

type Bringing = {
  readonly checkSql: CheckSql
  readonly conversions: Conversions
  readonly isOwn: boolean
  /** The overlay as it stood. */
  readonly added: LayeredDefinitions | undefined
}

/** Tables and columns, the values that are made anew, and then what values may stand against. */
async function bringAlong(
  tx: Tx,
  before: Schema | null,
  after: Schema,
  { checkSql, conversions, isOwn, added }: Bringing,
): Promise<Result<readonly Converting[]>> {
  const { isWanted, convert } = conversions
  const standing = await whatStands(tx, after.namespace)
  const unused = storedOutOfUse(added, before, standing)
  const differing = before === null ? [] : conversionsBetween(before, after, unused)
  const converting = differing.filter(({ object, to }) => isWanted(object, to.name))
  const refused = differing.flatMap((one) => refusalOf(one, converting.includes(one), convert))
  if (refused.length > 0) return failed(...refused)
  const released = new Set(before === null || !isOwn ? [] : releases(before, after, standing))
  const left = { ...standing, names: new Set([...standing.names].filter((name) => !released.has(name))) }
  const migration = migrationTo(before, after, left, checkSql, converting, unused)
  if (!migration.ok) return migration
  const { tables, marks, kept } = migration.value
  const drops = [...released].map((name) => dropIndex(after.namespace, name))
  const refusal = await carryOut(tx, [...drops, ...tables])
  if (refusal !== null) return failed(refusal)
  await makeAnew(tx, after, converting, kept, convert)
  for (const { statement, unique } of marks) {
    const standsAgainst =
      (unique && (await collisionOf(tx, after, unique))) ?? (await carryOut(tx, [statement]))
    if (standsAgainst !== null) return failed(standsAgainst)
  }
  return ok(converting)
}

/** Of what is out of use only what a column stands for. */
function storedOutOfUse(
  added: LayeredDefinitions | undefined,
  before: Schema | null,
  { columns }: Standing,
): OutOfUse {
  const all = outOfUse(added ?? { objects: [], extensions: [] }, before)
  const stands = ([place, field]: readonly [string, ResolvedField]): boolean => {
    const own = columns.get(tableName(place.split(' ')[0] ?? ''))
    return field.column !== null && own?.has(field.column) === true && fits(field, own)
  }
  return new Map([...all].filter(stands))
}

function refusalOf(
  { object, from, to }: Converting,
  isWanted: boolean,
  convert: Convert,
): readonly Problem[] {
  const path = [object, to.name]
  if (!isWanted)
    return needsConversion(from, to) ? [problem('schema.typeChange', path, { name: to.name })] : []
  return convert(from, to) === null ? [problem('schema.noConversion', path, { name: to.name })] : []
}

/** Values that are stored already may stand against a new constraint. */
async function carryOut(tx: Tx, statements: readonly string[]): Promise<Problem | null> {
  try {
    for (const statement of statements) await tx.query(raw(statement))
    return null
  } catch (error) {
    if (!(error instanceof DatabaseFailure) || !['unique', 'check', 'foreignKey'].includes(error.kind))
      throw error
    return problem('schema.valuesStandAgainst', [], { name: error.constraint ?? '' })
  }
}

async function whatStands(tx: Tx, namespace: string): Promise<Standing> {
  const found = await tx.query<{ table: string; column: string; type: string }>(sql`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = ${namespace} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`)
  const names = await tx.query<{ name: string }>(sql`
    select conname as name from pg_constraint where connamespace = (select oid from pg_namespace where nspname = ${namespace})
    union select indexname from pg_indexes where schemaname = ${namespace}`)
  const columns = new Map<string, Map<string, string>>()
  for (const { table, column, type } of found.rows)
    columns.set(table, (columns.get(table) ?? new Map()).set(column, type))
  return { columns, names: new Set(names.rows.map((row) => row.name)) }
}

function contentOf(stored: Stored, layer: Layer): LayerContent {
  const own = stored.layers.find((one) => one.layer === layer)
  return {
    objects: own?.objects ?? [],
    extensions: own?.extensions ?? [],
    others: stored.others
      .filter((one) => one.layer === layer)
      .map(({ kind, name, body }) => ({ kind, name, body })),
  }
}

/** The same text for the same value, whatever the order of keys (jsonb keeps none). */
const canonical = (value: unknown): string => JSON.stringify(sorted(value))

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([left], [right]) => (left < right ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value

type ContentRow = { readonly kind: string; readonly name: string; readonly body: unknown }

/** What is there no more, and what is new or said otherwise. */
type Difference = { readonly gone: readonly ContentRow[]; readonly said: readonly ContentRow[] }

/** What was left untouched is the same in memory, and need not be compared. */
function differenceOf(before: LayerContent, after: LayerContent): Difference {
  const keyOf = ({ kind, name }: ContentRow): string => `${kind} ${name}`
  const stood = new Map(rowsOf(before).map((row) => [keyOf(row), row]))
  const rows = rowsOf(after)
  const left = new Set(rows.map(keyOf))
  return {
    gone: [...stood.values()].filter((row) => !left.has(keyOf(row))),
    said: rows.filter((row) => {
      const body = stood.get(keyOf(row))?.body
      return body !== row.body && canonical(body) !== canonical(row.body)
    }),
  }
}

function rowsOf(content: LayerContent): readonly ContentRow[] {
  const seen = new Map<string, number>()
  const nameOf = ({ object }: Extension): string => {
    const count = (seen.get(object) ?? 0) + 1
    seen.set(object, count)
    return `${object} ${String(count).padStart(4, '0')}`
  }
  return [
    ...content.objects.map((body) => ({ kind: 'object', name: body.name, body })),
    ...content.extensions.map((body) => ({ kind: 'extension', name: nameOf(body), body })),
    ...content.others,
  ]
}

async function save(tx: Tx, namespace: string, layer: Layer, { gone, said }: Difference): Promise<void> {
  const table = ident(namespace, 'definition')
  const names = (rows: readonly ContentRow[]): Sql =>
    sql`unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ name }) => name)}::text[]`
  if (gone.length > 0)
    await tx.query(
      sql`delete from ${table} where layer = ${layer} and (kind, name) in (select kind, name from ${names(gone)}) as u(kind, name))`,
    )
  if (said.length > 0)
    await tx.query(sql`insert into ${table} (layer, kind, name, body)
      select ${layer}, u.kind, u.name, u.body from ${names(said)}, ${said.map(({ body }) => JSON.stringify(body))}::jsonb[]) as u(kind, name, body)
      on conflict (layer, kind, name) do update set body = excluded.body`)
}

export { anew, type Conversions, type FormerNote, formerNotes } from './conversion.store.ts'
export { broughtUp, columnsOf } from './held.store.ts'
export { schema as schemaMigrations } from './migrations/index.ts'
