// Opening a share link: who has no account is answered what its sharer may see and share at that moment, of the fields that it names.
import type { Database } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import { isPassword } from '#kernel/identity/store'
import type { Engine, FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Json, Row } from '#kernel/schema'
import {
  isShareable,
  type Link,
  linkAuthority,
  linkObject,
  linkOf,
  linkQuestion,
  workspaceOfLink,
} from '#kernel/views'
import { findLink } from '#kernel/views/store'
import type { EngineSource, Links, SharedField, SharedPage } from './ports.ts'

/** More are not shown by a link. */
const mostRows = 500

const closed = () => failed(problem('views.linkClosed'))

export function openLinks(db: Database, engines: EngineSource, now: () => Date): Links {
  return {
    async open({ token, password, ip }) {
      const engine = await engines.engineOf(workspaceOfLink(token) ?? '')
      const found = engine && (await findLink(db, engine.workspace.namespace, token))
      if (engine === undefined || found === undefined) return closed()
      const link = await linkById(engine, found.link)
      const owner = link === null ? undefined : await engine.actor(link.owner)
      // Which of these it is is nobody's business.
      if (link === null || owner === undefined || link.isEnded || link.expiresAt <= now().toISOString())
        return closed()
      if (found.passwordHash !== null && !(await isPassword(found.passwordHash, password ?? '')))
        return failed(problem('views.linkPassword'))
      const page = await pageOf(engine, owner, link)
      if (!page.ok) return page
      // Nothing is shown of which the log would not tell.
      const noted = await note(engine, link, ip, now())
      return noted ? page : closed()
    },
  }
}

async function linkById(engine: Engine, id: string): Promise<Link | null> {
  const read = await engine.read(engine.systemActor(linkAuthority), {
    object: linkObject.name,
    filter: { field: 'id', is: 'eq', value: id },
    limit: 1,
  })
  const row = read.ok ? read.value.rows[0] : undefined
  return row === undefined ? null : linkOf(row)
}

async function note(engine: Engine, link: Link, ip: string, at: Date): Promise<boolean> {
  const values = { openings: String(link.openings + 1), openedAt: at.toISOString() }
  const written = await engine.write(engine.systemActor(linkAuthority), { source: 'system', ip }, [
    { kind: 'update', object: linkObject.name, id: link.id, values },
  ])
  return written.ok
}

async function pageOf(engine: Engine, owner: Actor, link: Link): Promise<Result<SharedPage>> {
  const { objects } = await engine.metadata(owner)
  const object = objects.find(({ name }) => name === link.object)
  const question = object && linkQuestion(link, object.fields, mostRows)
  if (object === undefined || !question) return closed()
  const read = await engine.readShared(owner, question)
  if (!read.ok) return closed()
  const fields = shownFields(object, link)
  return ok({
    ...{ title: link.name, sharedBy: owner.name, expiresAt: link.expiresAt },
    workspace: { name: engine.workspace.name, zone: engine.workspace.zone },
    fields,
    // Put together anew, of the fields that are shown and nothing else: neither ids nor versions leave.
    rows: read.value.rows.map((row) => shownRow(row, object, fields)),
    isMore: read.value.next !== undefined,
  })
}

const refers: readonly FieldMetadata['type'][] = ['reference', 'person', 'department']

/** As little of a definition as it takes to write a value: formulas, conditions and help may speak of other fields. */
function shownFields(object: ObjectMetadata, { fields }: Link): readonly SharedField[] {
  const named = fields
    .flatMap((name) => object.fields.find((one) => one.name === name) ?? [])
    .filter(isShareable)
  return named.map((field) => {
    const { name, label, type } = field
    const currency = 'currency' in field ? field.currency : undefined
    const isDynamic = typeof currency === 'object'
    const hasCurrency = isDynamic && named.some((one) => one.name === currency.field)
    const kept: SharedField = { name, label, type: refers.includes(type) ? 'text' : type }
    return {
      ...kept,
      ...('options' in field && field.options
        ? {
            options: field.options.map(({ key, label: text, color }) => ({
              key,
              label: text,
              ...(color ? { color } : {}),
            })),
          }
        : {}),
      ...('result' in field ? { result: field.result } : {}),
      ...('format' in field && field.format !== undefined ? { format: field.format } : {}),
      ...('shownAs' in field && field.shownAs !== undefined ? { shownAs: field.shownAs } : {}),
      ...('max' in field && field.max !== undefined ? { max: field.max } : {}),
      ...('scale' in field && field.scale !== undefined ? { scale: field.scale } : {}),
      ...('tax' in field && field.tax !== undefined ? { tax: field.tax } : {}),
      ...(typeof currency === 'string' ? { currency } : {}),
      // An amount whose currency is not shown is a number.
      ...(isDynamic ? (hasCurrency ? { currency } : asNumber(kept)) : {}),
    }
  })
}

const asNumber = ({ type }: SharedField): Partial<SharedField> =>
  type === 'money' ? { type: 'decimal' } : { result: 'decimal' }

/** Of a reference only what its sharer may see it called; its id is nobody's. */
function shownRow(
  row: Row,
  object: ObjectMetadata,
  fields: readonly SharedField[],
): { readonly [name: string]: Json } {
  const refersTo = (name: string): boolean =>
    object.fields.some((field) => field.name === name && refers.includes(field.type))
  return Object.fromEntries(
    fields.map(({ name }) => [name, (row[refersTo(name) ? `${name}$title` : name] ?? null) as Json]),
  )
}
