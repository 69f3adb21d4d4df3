// The design as somebody with one role would be told of it once it is published: fields they do not see left out, those they only see marked. Pure.
import type { ObjectMetadata, PublishedDefinitions, RoleRights } from '#kernel/module'
import type { Design } from './design.ts'
import { grantOf, noFieldGrant } from './grants.ts'
import { fieldsFor, finishedRights, holderOf, rightsOn, type Scope } from './rights.ts'

export type SeenBy = {
  readonly role: string
  /** What the role is told of what stands; empty for an object that was never published. */
  readonly rights: RoleRights
  readonly design: Design
  readonly published: Pick<PublishedDefinitions, 'policies'>
  /** What is shipped for the object that is designed; null where nothing is, or it is not known yet. */
  readonly scope?: Scope | null
}

/** Null where the role does not see the object at all. */
export function seenAs(object: ObjectMetadata, by: SeenBy): ObjectMetadata | null {
  const may = by.design.isShipped ? onShipped(object, by) : onOwn(object, by)
  if (may === null) return null
  return {
    ...object,
    fields: object.fields
      .filter(({ name }) => may.read(name))
      .map((field) => ({ ...field, writable: field.writable && may.write(field.name) })),
  }
}

type May = { readonly read: (name: string) => boolean; readonly write: (name: string) => boolean }

const includes = (names: readonly string[] | undefined, name: string): boolean =>
  names?.includes(name) ?? false

/** Fields of the product by what is shipped and the rights in the design; added ones also as they are granted there. */
function onShipped(object: ObjectMetadata, by: SeenBy): May | null {
  const { role, design } = by
  const stands = standing(object.name, by)
  if (stands === undefined) return null
  const own = new Set(design.object.name === object.name ? design.object.fields.map(({ name }) => name) : [])
  const isFor = (who: readonly string[]): boolean => who.includes('everyone') || who.includes(`role:${role}`)
  const grant = (name: string) => design.fieldGrants[name] ?? noFieldGrant
  return {
    read: (name) =>
      includes(stands.read, name) || (own.has(name) && isFor([...grant(name).read, ...grant(name).write])),
    write: (name) => includes(stands.write, name) || (own.has(name) && isFor(grant(name).write)),
  }
}

/** By the draft for the object that is designed, for others as it stands; undefined where they do not see it. */
function standing(name: string, { role, rights, design, scope }: SeenBy): RoleRights[string] | undefined {
  if (!scope || scope.object !== name) return rights[name]
  const drafted = rightsOn(scope, finishedRights(design.policies))
  const holder = holderOf(`role:${role}`)
  const read = [...fieldsFor(drafted, holder, 'read')]
  return read.length === 0
    ? undefined
    : { operations: [], read, write: [...fieldsFor(drafted, holder, 'write')] }
}

/** As the design grants it, and as policies that were written elsewhere do. Lines are seen as their whole. */
function onOwn(object: ObjectMetadata, { role, rights, design, published }: SeenBy): May | null {
  const grants = design.grants.filter(({ who }) => who === 'everyone' || who === `role:${role}`)
  const reading = grants.filter(({ operations }) => operations.includes('read'))
  const writing = grants.filter(
    ({ operations }) => operations.includes('create') || operations.includes('update'),
  )
  const isElsewhere = published.policies.some(
    (policy) => policy.object === design.object.name && grantOf(policy) === null,
  )
  const stands = isElsewhere ? rights[object.name] : undefined
  if (reading.length === 0 && stands === undefined) return null
  if (object.name !== design.object.name)
    return { read: () => true, write: () => writing.length > 0 || (stands?.write.length ?? 0) > 0 }
  return {
    read: (name) => reading.some(({ hidden }) => !hidden.includes(name)) || includes(stands?.read, name),
    write: (name) =>
      writing.some(({ hidden, fixed }) => !hidden.includes(name) && !fixed.includes(name)) ||
      includes(stands?.write, name),
  }
}
