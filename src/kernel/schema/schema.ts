// The resolved schema of one workspace: what every other part asks about objects and fields.
import type { Field, Layer, ObjectDefinition, Value } from './definition.ts'
import type { ResolvedPath } from './stage-path.ts'

export type ResolvedField = Field & {
  readonly layer: Layer
  /** Physical column, assigned once; null for `lines`, which have none. */
  readonly column: string | null
}

export type ResolvedObject = Omit<ObjectDefinition, 'fields' | 'path'> & {
  readonly layer: Layer
  readonly path?: ResolvedPath
  /** Physical table in the workspace's schema. */
  readonly table: string
  readonly fields: readonly ResolvedField[]
  readonly byName: ReadonlyMap<string, ResolvedField>
  /** The reference field that makes these records parts of another, if any. */
  readonly ownerField: ResolvedField | null
}

/** One roll-up, seen from the child whose change moves it. */
export type IncomingRollup = { readonly parent: ResolvedObject; readonly field: ResolvedField }

export type Schema = {
  readonly version: number
  /** The workspace's PostgreSQL schema, e.g. `w_demo`. */
  readonly namespace: string
  readonly objects: ReadonlyMap<string, ResolvedObject>
  object(name: string): ResolvedObject | undefined
  /** Which roll-ups anywhere are fed by this object. */
  incomingRollups(object: string): readonly IncomingRollup[]
}

/** The object that a person, department or reference field points at. */
export function target(field: Field): string | null {
  if (field.type === 'reference') return field.to
  if (field.type === 'person') return 'identity.person'
  if (field.type === 'department') return 'identity.department'
  return null
}

/** The field under which rows bring what an object's records are called: of a reference, the title of what it names. */
export function titleName({ fields, title }: ResolvedObject): string {
  const field = fields.find(({ name }) => name === title)
  return field === undefined || target(field) === null ? title : `${title}$title`
}

/** The fields from a record to what it is called; a title that is a reference leads on to the record that it names. */
export function titlePath(schema: Schema, object: ResolvedObject): readonly string[] {
  const passed: ResolvedObject[] = []
  const follow = (at: ResolvedObject | undefined): void => {
    if (at === undefined || passed.includes(at)) return
    passed.push(at)
    const field = at.fields.find(({ name }) => name === at.title)
    follow(schema.object((field && target(field)) ?? ''))
  }
  follow(object)
  return passed.map(({ title }) => title)
}

/** The object whose records a field holds several of. */
export function listed(field: Field): string | null {
  if (field.type === 'references') return field.to
  if (field.type === 'persons') return 'identity.person'
  if (field.type === 'departments') return 'identity.department'
  return null
}

/** A record as the values of references to any of several objects name it: `object/id`. */
export type Named = { readonly object: string; readonly id: string }
export const namedAs = ({ object, id }: Named): string => `${object}/${id}`
export function namedBy(value: unknown): Named | null {
  const [object = '', id = '', ...rest] = typeof value === 'string' ? value.split('/') : []
  return object === '' || id === '' || rest.length > 0 ? null : { object, id }
}

/** The objects whose records a field names by values that the database does not hold to anything: the write path does. */
export function namable(field: Field): readonly string[] {
  if (field.type === 'anyReference') return field.to
  const object = listed(field)
  return object === null ? [] : [object]
}

/** The records that a value of such a field names. */
export function namedIn(field: Field, value: Value | undefined): readonly Named[] {
  const object = listed(field)
  if (object !== null) return idsIn(value).map((id) => ({ object, id }))
  const one = field.type === 'anyReference' ? namedBy(value) : null
  return one === null ? [] : [one]
}

/** What a value of several holds; none where it is blank. */
export const idsIn = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : []

/** The object that a name of a record leads to: a reference of its own, or who made or changed it last. */
export function leadsTo(object: ResolvedObject, name: string): string | null {
  const field = object.byName.get(name)
  if (field) return target(field)
  return name === 'createdBy' || name === 'updatedBy' ? 'identity.person' : null
}
