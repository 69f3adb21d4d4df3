// Printing a record: its layout filled with what the actor may see, and noted.
import { derivedId } from '#base/derived-id'
import { groupBy } from '#base/group-by'
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { localDate } from '#base/values/date'
import { type Actor, grants, type Origin } from '#kernel/access'
import {
  type Block,
  type CompiledLayout,
  compileLayout,
  documentOf,
  type PrintedDocument,
  printingObject,
  type Read,
  type Several,
  sampleRow,
} from '#kernel/print'
import { readAll, readPage, visibleFields } from '#kernel/records/store'
import {
  type Extension,
  leadsTo,
  mergedPrints,
  mostPrint,
  type Named,
  namedAs,
  namedIn,
  type PrintLayout,
  type ResolvedObject,
  type Row,
  type Schema,
  systemFields,
  titleName,
} from '#kernel/schema'

import type { DraftWish, PrintWish } from './engine.ts'
import { mayDefine, mayNotDefine } from './publish.store.ts'
import type { Running } from './state.store.ts'
import { systemLayer } from './switched.ts'
import { writeChanges } from './write.store.ts'

type Tables = Extract<Block, { kind: 'lines' }>

/** Problems: access.denied, records.missing, print.unknownLayout, print.tooManyLines, and those of writes: each print is noted. */
export async function printRecord(
  running: Running,
  actor: Actor,
  origin: Origin,
  wish: PrintWish,
): Promise<Result<PrintedDocument>> {
  await running.knownObject(wish.object)
  const filled = await running.current(() => filledLayout(running, actor, wish))
  if (!filled.ok) return filled
  const { document, row } = filled.value
  const values = {
    document: document.title.slice(0, 300),
    object: wish.object,
    record: wish.id,
    recordVersion: String(row.version ?? ''),
    layout: wish.layout,
    language: wish.language,
  }
  const { as } = wish
  // Of this person and this state of the record: who names the print of another is noted all the same.
  const id =
    as === undefined
      ? running.options.newId()
      : derivedId(printingObject.name, as, actor.id, JSON.stringify(values))
  const note = { kind: 'create', object: printingObject.name, id, values } as const
  const noted = await writeChanges(running, actor, origin, [note])
  return noted.ok ? ok(document) : noted
}

type Filled = { readonly document: PrintedDocument; readonly row: Row }

async function filledLayout(running: Running, actor: Actor, wish: PrintWish): Promise<Result<Filled>> {
  const { schema, compile } = running.state().compiled
  const object = schema.object(wish.object)
  const layout = object?.prints?.find(({ name }) => name === wish.layout)
  if (!object) return failed(missing(wish.object, wish.id))
  if (!layout) return failed(problem('print.unknownLayout', [], { name: wish.layout.slice(0, 60) }))
  const compiled = compileLayout(schema, object, layout, compile)
  return compiled.ok ? fill(running, actor, compiled.value, wish) : compiled
}

/** Problems: access.denied, and those of a layout that does not hold. */
export async function printDraft(
  running: Running,
  actor: Actor,
  wish: DraftWish,
): Promise<Result<PrintedDocument>> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  await running.knownObject(wish.object)
  const { schema, compile } = running.state().compiled
  const object = schema.object(wish.object)
  if (!object) return failed(problem('schema.unknownObject', [], { name: wish.object.slice(0, 80) }))
  const compiled = compileLayout(schema, object, wish.layout, compile)
  if (!compiled.ok) return compiled
  const id = wish.id ?? (await newest(running, actor, object))
  if (id === null) return ok(sampleDocument(running, actor, compiled.value, wish))
  const filled = await fill(running, actor, compiled.value, { ...wish, id })
  return filled.ok ? ok(filled.value.document) : filled
}

/** What the modules say of an object's layouts. Problem: access.denied. */
export function shippedPrints(
  { options: { modules }, state }: Running,
  actor: Actor,
  name: string,
): Result<readonly PrintLayout[]> {
  if (!mayDefine(actor)) return failed(mayNotDefine)
  const { objects, extensions } = systemLayer(modules, state().compiled.off)
  const all = [
    ...objects.filter((object) => object.name === name),
    ...extensions.filter(({ object }) => object === name),
  ]
  const shipped: Pick<Extension, 'prints'> = all.reduce(mergedPrints, {})
  return ok(shipped.prints ?? [])
}

const missing = (object: string, id: string): Problem =>
  problem('records.missing', ['id'], { object: object.slice(0, 60), id: id.slice(0, 60) })

async function newest(running: Running, actor: Actor, { name }: ResolvedObject): Promise<string | null> {
  const query = { object: name, fields: ['id'], sort: ['-createdAt'], limit: 1 }
  const page = await readPage(running.options.db, query, running.reading(actor))
  return page.ok ? ((page.value.rows[0]?.id as string | undefined) ?? null) : null
}

async function fill(
  running: Running,
  actor: Actor,
  compiled: CompiledLayout,
  { id, language, address }: Pick<PrintWish, 'id' | 'language' | 'address'>,
): Promise<Result<Filled>> {
  const { db, workspace } = running.options
  const { object } = compiled
  const context = running.reading(actor)
  const visible = isUuid(id) ? await visibleFields(db, object.name, id, context) : null
  if (visible === null) return failed(missing(object.name, id))
  if ((await visibleFields(db, object.name, id, context, 'print')) === null)
    return failed(problem('access.denied', [], { operation: 'print', object: object.name }))
  const filter = { field: 'id', is: 'eq', value: id } as const
  const read = await readPage(
    db,
    { object: object.name, fields: [...compiled.fields, 'version'], filter, limit: 1 },
    context,
  )
  if (!read.ok) return read
  const [row] = read.value.rows
  if (row === undefined) return failed(missing(object.name, id))
  const tables = await gathered(running, actor, compiled, id)
  if (!tables.ok) return tables
  const [named = row] = await withNames(running, actor, [row], compiled.several)
  const { now } = context.moment
  const printing = { language, zone: workspace.zone, me: actor, now }
  const sees = seesFor(running, actor, object, visible)
  return ok({
    row,
    document: documentOf(compiled, { row: named, sees, tables: tables.value, address }, printing),
  })
}

/** The records of each table that the actor may read. Problem: print.tooManyLines. */
async function gathered(
  running: Running,
  actor: Actor,
  { blocks }: CompiledLayout,
  id: string,
): Promise<Result<Read['tables']>> {
  const { schema } = running.state().compiled
  const tables = new Map<number, { rows: readonly Row[]; sees: Read['sees'] }>()
  for (const [place, block] of blocks.entries()) {
    const object = block.kind === 'lines' ? schema.object(block.gathers.object) : undefined
    if (block.kind !== 'lines' || !object) continue
    const rows = await rowsOf(running, actor, block, id)
    if (!rows.ok) return rows
    const named = await withNames(running, actor, rows.value, block.gathers.several)
    tables.set(place, {
      rows: named,
      sees: seesFor(running, actor, object, readableOf(running, actor, object.name)),
    })
  }
  return ok(tables)
}

/** The rows with the names of those whom such a field names, as far as the actor may read them. */
export async function withNames(
  running: Running,
  actor: Actor,
  rows: readonly Row[],
  several: readonly Several[],
): Promise<readonly Row[]> {
  let named = rows
  for (const { path, field } of several) {
    const namedOn = (row: Row): readonly Named[] => namedIn(field, row[path])
    const names = new Map<string, string>()
    for (const [object, all] of groupBy(rows.flatMap(namedOn), (one) => one.object))
      for (const [id, name] of await titlesOf(
        running,
        actor,
        object,
        all.map((one) => one.id),
      ))
        names.set(namedAs({ object, id }), name)
    named = named.map((row) => ({
      ...row,
      [`${path}$title`]: namedOn(row).map((one) => names.get(namedAs(one)) ?? ''),
    }))
  }
  return named
}

async function titlesOf(
  running: Running,
  actor: Actor,
  object: string,
  all: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const definition = running.state().compiled.schema.object(object)
  const title = definition === undefined ? 'id' : titleName(definition)
  const filter = { field: 'id', is: 'in', value: [...new Set(all)].slice(0, mostNamed) } as const
  const query = { object, fields: ['id', title], filter }
  const found = await readAll(running.options.db, query, running.reading(actor))
  return found.ok ? found.value.map((row) => [String(row.id), String(row[title] ?? '')] as const) : []
}

const mostNamed = 1000

async function rowsOf(
  running: Running,
  actor: Actor,
  { gathers: { object, by, where, sort, fields } }: Tables,
  id: string,
): Promise<Result<readonly Row[]>> {
  // Who may not ask about these records at all sees none of them.
  if (!grantsReading(running, actor, object)) return ok([])
  const named = { field: by, is: 'eq', value: id } as const
  const filter = where === undefined ? named : { and: [named, { formula: where }] }
  const query = { object, fields, filter, ...(sort === undefined ? {} : { sort }) }
  const rows = await readAll(running.options.db, query, running.reading(actor), mostPrint.lines)
  if (rows.ok || rows.problems.some(({ code }) => code !== 'query.tooMany')) return rows
  return failed(problem('print.tooManyLines', [], { most: mostPrint.lines }))
}

const grantsReading = (running: Running, actor: Actor, object: string): boolean =>
  grants(running.state().compiled.access, actor, object, 'read').length > 0

/** Fields that some policy opens to the actor. */
export const readableOf = (running: Running, actor: Actor, object: string): ReadonlySet<string> =>
  new Set(
    grants(running.state().compiled.access, actor, object, 'read').flatMap((policy) => [...policy.readable]),
  )

/** Whether all that a value reads may be seen: of the record itself as it stands, of what it refers to as policies say. */
function seesFor(
  running: Running,
  actor: Actor,
  object: ResolvedObject,
  own: ReadonlySet<string>,
): Read['sees'] {
  const { schema } = running.state().compiled
  const canSee = (
    on: ResolvedObject,
    of: ReadonlySet<string>,
    [name = '', ...rest]: readonly string[],
  ): boolean => {
    if (!of.has(name) && !(systemFields as readonly string[]).includes(name)) return false
    const next = rest.length === 0 ? undefined : schema.object(leadsTo(on, name) ?? '')
    return next === undefined ? rest.length === 0 : canSee(next, readableOf(running, actor, next.name), rest)
  }
  return ({ formula }) => formula.reads.every((path) => canSee(object, own, path))
}

function sampleDocument(
  running: Running,
  actor: Actor,
  compiled: CompiledLayout,
  { language, address }: DraftWish,
): PrintedDocument {
  const { schema } = running.state().compiled
  const { zone } = running.options.workspace
  const { now } = running.moment()
  const present = { language, now, today: localDate(now, zone) ?? now.slice(0, 10) }
  const sees = (): boolean => true
  const tables = new Map(
    compiled.blocks.flatMap((block, place) => {
      const rows = block.kind === 'lines' ? sampleRows(schema, block, present) : []
      return block.kind === 'lines' ? [[place, { rows, sees }] as const] : []
    }),
  )
  const row = sampleRow(schema, compiled.object, compiled.fields, present)
  return documentOf(compiled, { row, sees, tables, address }, { language, zone, me: actor, now })
}

function sampleRows(
  schema: Schema,
  { gathers }: Tables,
  present: Parameters<typeof sampleRow>[3],
): readonly Row[] {
  const object = schema.object(gathers.object)
  return object ? [1, 2, 3].map((place) => sampleRow(schema, object, gathers.fields, present, place)) : []
}
