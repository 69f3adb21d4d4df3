// The last word before storing: what is required is there, the checks hold, and the actor was allowed each wish.
import { problem } from '#base/problem'
import { type Actor, decide, readsFor, type Sight, writableFields } from '#kernel/access'
import type { Formula } from '#kernel/formula'
import type { Field, Row } from '#kernel/schema'
import { isRequired } from './conditions.ts'
import { type Follow, followTree } from './follow.ts'
import { haveMaker, unknownMaker } from './made.ts'
import type { ObjectModel } from './model.ts'
import { haveAbout, haveFollowed, haveGathered, isEmpty, type Needs, noNeeds } from './needs.ts'
import { haveWho, notTheirs } from './stage-who.ts'
import { missingForStage } from './stages.ts'
import {
  allEntries,
  type Entry,
  environment,
  isChanged,
  operationOf,
  rowOf,
  same,
  type Wish,
  type Work,
} from './work.ts'

/** Records that policies look at and that are not at hand; null when all are. */
export function accessNeeds(work: Work): Needs | null {
  const needs = noNeeds()
  const trees = new Map<string, Follow>()
  for (const entry of allEntries(work)) {
    const model = work.model.objects.get(entry.object.name)
    haveWho(work, entry, needs)
    haveMaker(work, entry, needs)
    if (model && isJudged(entry)) haveGathered(work, [entry.row, entry.before], model.judged, needs)
    for (const wish of entry.wishes) {
      if (entry.before !== null && model !== undefined && mayBeFixed(wish, model))
        haveFollowed(work, entry.before, model.follow, needs)
      const tree = treeFor(work, trees, entry, wish)
      for (const row of [entry.before, entry.row]) {
        if (row === null) continue
        haveFollowed(work, row, tree, needs)
        haveAbout(work, wish.authority, operationOf(wish), entry.object.name, row, needs)
      }
    }
  }
  return isEmpty(needs) ? null : needs
}

function treeFor(work: Work, trees: Map<string, Follow>, entry: Entry, wish: Wish): Follow {
  const key = `${wish.authority.id} ${wish.kind} ${entry.object.name}`
  const tree =
    trees.get(key) ??
    followTree(
      work.model.schema,
      entry.object,
      readsFor(work.model.access, wish.authority, operationOf(wish), entry.object.name),
    )
  trees.set(key, tree)
  return tree
}

export const sight = (work: Work): Sight => ({
  follow: (object, id) => rowOf(work, object, id) ?? undefined,
  now: work.moment.now,
  zone: work.moment.zone,
})

/** Adds problems for everything that stands against storing: access.denied, access.fieldDenied, records.fixed, records.required, records.check, records.notYours, records.stageNeeds, records.noMaker. */
export function validate(work: Work): void {
  const seeing = sight(work)
  for (const entry of allEntries(work)) {
    for (const wish of entry.wishes) checkWish(work, entry, wish, seeing)
    if (entry.row !== null && isJudged(entry)) checkRow(work, entry)
  }
}

const isStored = (entry: Entry): boolean => entry.before === null || isChanged(entry)

/** A record is judged when it changes, and when what it gathers from others may have changed. */
const isJudged = (entry: Entry): boolean => isStored(entry) || entry.gathered

/** A record is judged as it was and as it will be: nobody changes what they may not, nor into what they could not. */
function checkWish(work: Work, entry: Entry, wish: Wish, seeing: Sight): void {
  const { access } = work.model
  const rows = (
    wish.kind === 'create' || wish.kind === 'restore'
      ? [entry.row]
      : wish.kind === 'remove'
        ? [entry.before]
        : [entry.before ?? entry.row, entry.row]
  ).filter((row): row is Row => row !== null)
  const allowed = (actor: Actor, row: Row): boolean =>
    decide(access, actor, operationOf(wish), entry.object.name, row, seeing)
  if (!rows.every((row) => allowed(wish.authority, row))) {
    work.problems.push(
      problem('access.denied', [wish.index], {
        operation: wish.kind,
        object: entry.object.name,
        id: entry.id,
      }),
    )
    return
  }
  if (wish.kind === 'asOf') work.problems.push(...unknownMaker(work, entry, wish))
  const [first] = rows
  if (wish.fields.length === 0 || first === undefined) return
  const writable = writableFields(access, wish.authority, wish.kind, entry.object.name, first, seeing)
  for (const name of wish.fields) {
    if (!writable.has(name))
      work.problems.push(
        problem('access.fieldDenied', [wish.index, name], { name, object: entry.object.name }),
      )
  }
  checkFixed(work, entry, wish)
}

const mayBeFixed = ({ authority, fields }: Wish, { conditions }: ObjectModel): boolean =>
  authority.kind === 'person' && fields.some((name) => conditions.get(name)?.fixed)

/** A person changes nothing that is fixed, neither as the record stands nor as it would become. */
function checkFixed(work: Work, { object, before, row }: Entry, wish: Wish): void {
  const model = work.model.objects.get(object.name)
  if (model === undefined || !mayBeFixed(wish, model)) return
  for (const name of wish.fields) {
    const fixed = model.conditions.get(name)?.fixed
    if (!fixed || same(before?.[name], row?.[name])) continue
    const isFixed = [before, row].some(
      (one) =>
        one !== null &&
        fixed.evaluate(environment(work, one, work.actor, one === row ? 'row' : 'before')) === true,
    )
    if (isFixed)
      work.problems.push(
        problem('records.fixed', [wish.index, name], { name, ...labels(object.byName.get(name)) }),
      )
  }
}

const labels = (field: Field | undefined) => ({
  label: field?.label['zh-CN'] ?? '',
  labelEn: field?.label.en ?? '',
})

function checkRow(work: Work, entry: Entry): void {
  const { row } = entry
  if (row === null) return
  const index = entry.wishes[0]?.index ?? entry.object.name
  const model = work.model.objects.get(entry.object.name)
  const surroundings = environment(work, row)
  const willBeStored = isStored(entry)
  // Of a record that stays as it is only what it gathers is news.
  const isNews = (formula: Formula | null | undefined): boolean =>
    willBeStored || (formula?.gathers.length ?? 0) > 0
  for (const field of entry.object.fields) {
    if (field.column === null || (row[field.name] ?? null) !== null) continue
    const { required, shown = [] } = model?.conditions.get(field.name) ?? {}
    if (![required, ...shown].some(isNews)) continue
    if (isRequired(field, model?.conditions.get(field.name), surroundings))
      work.problems.push(
        problem('records.required', [index, field.name], { name: field.name, ...labels(field) }),
      )
  }
  work.problems.push(...notTheirs(work, entry))
  work.problems.push(...missingForStage(work, entry, model?.needs ?? new Map(), index))
  for (const check of model?.checks ?? []) {
    if (!isNews(check.formula) || check.formula.evaluate(surroundings) === true) continue
    work.problems.push(
      problem('records.check', [index, check.field ?? check.name], {
        check: check.name,
        object: entry.object.name,
        id: entry.id,
        'message.zh-CN': check.message['zh-CN'],
        'message.en': check.message.en,
      }),
    )
  }
}
