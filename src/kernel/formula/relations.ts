// The records that refer to a record: its lines, and records of other objects by one of their references.
import type { Label, ResolvedObject, Schema } from '#kernel/schema'
import type { Relation } from './ast.ts'
import type { Scope } from './contract.ts'

type Named = Relation & { readonly label: Label }

const known = new WeakMap<Schema, Map<string, readonly Named[]>>()

/**
 * All that a formula over the object may gather from. Lines are called as their field is; records of another object as
 * their object, with the reference's name after it where several of its references lead here.
 */
export function relationsOf({ schema, object }: Pick<Scope, 'schema' | 'object'>): readonly Named[] {
  const found = known.get(schema) ?? new Map<string, readonly Named[]>()
  known.set(schema, found)
  const resolved = schema.object(object)
  const relations = found.get(object) ?? (resolved ? made(resolved, schema) : [])
  found.set(object, relations)
  return relations
}

function made(object: ResolvedObject, schema: Schema): readonly Named[] {
  const lines = object.fields.flatMap((field): Named[] =>
    field.type === 'lines' && schema.object(field.object)
      ? [{ name: field.name, label: field.label, object: field.object, by: field.by }]
      : [],
  )
  const isLines = (other: string, by: string): boolean =>
    lines.some((line) => line.object === other && line.by === by)
  const others = [...schema.objects.values()].flatMap((other): Named[] => {
    const references = other.fields.filter((field) => field.type === 'reference' && field.to === object.name)
    return references
      .filter(({ name }) => !isLines(other.name, name))
      .map(({ name, label }) => ({
        name: `${other.name}.${name}`,
        label: references.length === 1 ? other.label : both(other.label, label),
        object: other.name,
        by: name,
      }))
  })
  return [...lines, ...others]
}

const both = (left: Label, right: Label): Label => ({
  'zh-CN': `${left['zh-CN']}·${right['zh-CN']}`,
  en: `${left.en}·${right.en}`,
})

const isCalled = ({ name, label }: Named, text: string): boolean => {
  const lower = text.toLowerCase()
  return name.toLowerCase() === lower || label['zh-CN'] === text || label.en.toLowerCase() === lower
}

/** The one relation of that name or label; those of other objects only where no lines are called so. */
export function relationNamed(text: string, scope: Scope): Named | undefined {
  const all = relationsOf(scope)
  const exact = all.find(({ name }) => name === text)
  const alike = all.filter((relation) => isCalled(relation, text))
  return exact ?? (alike.length === 1 ? alike[0] : undefined)
}

/** What a relation is called today; undefined where something else is called so too. */
export function relationLabel(name: string, scope: Scope): Label | undefined {
  const relation = relationsOf(scope).find((each) => each.name === name)
  if (!relation) return undefined
  const fields = scope.schema.object(scope.object)?.fields ?? []
  const others = [...fields.map(({ name: field, label }) => ({ name: field, label })), ...relationsOf(scope)]
  const isShared = others.some(
    (each) =>
      each.name !== name &&
      Object.values(relation.label).some((text) => isCalled({ ...relation, ...each }, text)),
  )
  return isShared ? undefined : relation.label
}
