// Which records gather from which: whose formulas and checks are looked at again when a record changes. Pure.
import type { Problem } from '#base/problem'
import { leadsTo } from '#kernel/schema'
import type { ObjectModel } from './model.ts'
import { readings } from './model-graph.ts'

/** What is computed or asked of records elsewhere and must be looked at again when a record of an object changes that refers to them. */
export function gatherersAmong(
  drafts: ReadonlyMap<string, ObjectModel>,
): (name: string) => ObjectModel['gatherers'] {
  const gatherers = readings()
  for (const { object, formulas, checks, conditions } of drafts.values()) {
    const kept = [...formulas, ...checks].map(({ formula }) => formula)
    const required = [...conditions.values()]
      .flatMap((one) => [one.required, ...one.shown])
      .filter((formula) => formula !== null)
    for (const { relation, reads } of [...kept, ...required].flatMap(({ gathers }) => gathers)) {
      const fields = gatherers.note(relation.object, object.name, relation.by).add(relation.by)
      for (const field of reads) fields.add(field)
    }
  }
  return gatherers.of
}

/** A computed field, by its object and name. */
type Place = readonly [object: string, field: string]

/** Formulas that gather what is computed, by way of other records too, from themselves. */
export function gatheringCycles(drafts: ReadonlyMap<string, ObjectModel>): readonly Problem[] {
  return [...drafts.values()].flatMap(({ object, formulas }) =>
    formulas
      .filter(({ formula }) => formula.gathers.length > 0)
      .map(({ field }) => field.name)
      .filter((name) => restsOnItself([object.name, name], drafts))
      .map((name) => ({ code: 'schema.formulaCycle', path: [object.name, name], params: { name } })),
  )
}

function restsOnItself(place: Place, drafts: ReadonlyMap<string, ObjectModel>): boolean {
  const seen = new Set<string>()
  const open = [...restsOn(place, drafts)]
  for (let at = open.pop(); at; at = open.pop()) {
    const key = at.join(' ')
    if (key === place.join(' ')) return true
    if (!seen.has(key)) open.push(...restsOn(at, drafts))
    seen.add(key)
  }
  return false
}

/** What a field is computed from, on its own record, on those it refers to and on those that refer to it. */
function restsOn([object, name]: Place, drafts: ReadonlyMap<string, ObjectModel>): readonly Place[] {
  const draft = drafts.get(object)
  const field = draft?.object.byName.get(name)
  if (field?.type === 'rollup') return [field.by, field.field ?? field.by].map((read) => [field.object, read])
  const formula = draft?.formulas.find((one) => one.field.name === name)?.formula
  if (!formula) return []
  return [
    ...formula.reads.flatMap((path) => placesOn(object, path, drafts)),
    ...formula.gathers.flatMap(({ relation, reads }) =>
      [...reads].map((read): Place => [relation.object, read]),
    ),
  ]
}

function placesOn(
  object: string,
  [name, ...rest]: readonly string[],
  drafts: ReadonlyMap<string, ObjectModel>,
): readonly Place[] {
  const draft = drafts.get(object)
  if (name === undefined || !draft) return []
  const to = leadsTo(draft.object, name)
  return [[object, name], ...(to === null ? [] : placesOn(to, rest, drafts))]
}
