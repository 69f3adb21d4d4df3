// What a rule does about one occasion: a pure function from facts to changes whose ids follow from the occasion.
import { derivedId } from '#base/derived-id'
import { type Problem, problem } from '#base/problem'
import { formatDecimal, parseDecimal } from '#base/values/decimal'
import type { SealedEvent } from '#kernel/log'
import { type Directory, messagesFor } from '#kernel/notify'
import { type Change, isRestored, type Values } from '#kernel/records'
import type { FormulaText, Json, Row, Value } from '#kernel/schema'
import { type CompiledRule, pathsIn } from './compile.ts'
import { type Follow, type Setting, valueIn } from './conditions.ts'
import type { Rule, RuleAction } from './definition.ts'

/** Everything a rule may know when it is asked. `me` is the system actor of rules. */
export type Facts = Omit<Setting, 'variables'> & {
  readonly follow: Follow
  readonly directory: Directory
}

/** What made a rule act: its changes' ids follow from this name, so that doing it again is harmless. */
export type Occasion = {
  readonly key: string
  readonly record: string
  readonly row: Row
  readonly before?: Row
}

export type Reacted = { readonly changes: readonly Change[]; readonly missed: readonly Problem[] }

/** Whether an event is of the kind a rule waits for; for updates with `fields`, whether one of them changed. */
export function concerns({ object, when }: Rule, event: SealedEvent): boolean {
  if (!('on' in when) || event.object !== object || event.kind !== when.on) return false
  // A record that came back is not new: what its making called for was done then.
  if (isRestored(event)) return false
  if (when.fields === undefined || when.on === 'remove') return true
  return when.fields.some((field) => field in event.after || field in event.before)
}

/**
 * The record as an event left it: as it stands now, but with the event's own fields as they were then, so that a later
 * change does not make the rule miss what happened. A removed record is what it was before.
 */
export function occasionOf(event: SealedEvent, current: Row | null): Occasion {
  const { id: key, record } = event
  if (event.kind === 'remove') return { key, record, row: { ...event.before, id: record } }
  const row = { ...current, ...event.after, id: record }
  return { key, record, row, before: { ...row, ...event.before } }
}

/** The changes a rule asks for about an event; null when it is not its business or its condition is not true. */
export function reactTo(
  compiled: CompiledRule,
  event: SealedEvent,
  current: Row | null,
  facts: Facts,
): Reacted | null {
  if (!concerns(compiled.rule, event)) return null
  const occasion = occasionOf(event, current)
  const { if: condition } = compiled.rule
  const holds = condition === undefined || valueOver(compiled, condition, occasion, facts) === true
  return holds ? act(compiled, occasion, facts) : null
}

/** The changes of a rule whose condition is known to hold. */
export function act(compiled: CompiledRule, occasion: Occasion, facts: Facts): Reacted {
  const value = (text: FormulaText): Value => valueOver(compiled, text, occasion, facts)
  const done = compiled.rule.then.map((action, index) => {
    const doing: Doing = { rule: compiled.rule, numbers: compiled.numbers, occasion, facts, index, value }
    return deeds[action.do](action as never, doing)
  })
  return {
    changes: done.flatMap(({ changes }) => changes),
    missed: done.flatMap(({ missed }) => missed),
  }
}

export function valueOver(
  { rule, formulas }: CompiledRule,
  text: FormulaText,
  { row, before }: Occasion,
  { follow, directory: _, ...setting }: Facts,
): Value {
  const formula = formulas.get(text)
  const isUpdate = 'on' in rule.when && rule.when.on === 'update'
  const variables = isUpdate && before !== undefined ? { variables: { before: before as Json } } : {}
  return formula === undefined ? null : valueIn(formula, row, follow, { ...setting, ...variables })
}

type Doing = {
  readonly rule: Rule
  readonly numbers: CompiledRule['numbers']
  readonly occasion: Occasion
  readonly facts: Facts
  readonly index: number
  readonly value: (text: FormulaText) => Value
}

const valuesOf = (texts: Readonly<Record<string, FormulaText>>, { value }: Doing): Values =>
  Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, value(text)]))

const just = (change: Change): Reacted => ({ changes: [change], missed: [] })

const deeds: {
  readonly [K in RuleAction['do']]: (action: Extract<RuleAction, { do: K }>, doing: Doing) => Reacted
} = {
  create: ({ object, values }, doing) => {
    const id = derivedId('rules', doing.rule.name, doing.occasion.key, `${doing.index}`)
    return just({ kind: 'create', object, id, values: valuesOf(values, doing) })
  },

  update: ({ object, record, values }, doing) => {
    const id = record === undefined ? doing.occasion.record : doing.value(record)
    if (typeof id !== 'string' || id === '') {
      return { changes: [], missed: [problem('rules.nothing-to-update', [], { rule: doing.rule.name })] }
    }
    return just({ kind: 'update', object: object ?? doing.rule.object, id, values: valuesOf(values, doing) })
  },

  act: ({ action, input = {} }, doing) =>
    just({
      kind: 'act',
      object: doing.rule.object,
      id: doing.occasion.record,
      action,
      input: valuesOf(input, doing) as { readonly [name: string]: Json },
    }),

  notify: (action, doing) => {
    const { rule, numbers, occasion, facts, index, value } = doing
    const places = {
      ...occasion.row,
      ...Object.fromEntries(pathsIn(action.text).map((path) => [path, value(path)])),
    }
    const announcement = {
      audience: audienceOf(action, doing),
      text: action.text,
      fields: { ...places, ...Object.fromEntries([...numbers].map((name) => [name, shortOf(places[name])])) },
      object: rule.object,
      record: occasion.record,
      kind: 'alert' as const,
      cause: `rule:${rule.name}`,
      occasion: `${occasion.key}/${index}`,
    }
    return messagesFor(announcement, facts.directory, facts.now)
  },
}

/** A number as people write it: 232.000 is 232. */
function shortOf(value: Value | undefined): Value {
  const number = parseDecimal(value)
  return number === undefined ? (value ?? null) : formatDecimal(number)
}

function audienceOf({ people, role, headOf }: Extract<RuleAction, { do: 'notify' }>, { value }: Doing) {
  const named = people === undefined ? null : value(people)
  const head = headOf === undefined ? null : value(headOf)
  return {
    people: (Array.isArray(named) ? named : [named]).filter((id) => typeof id === 'string'),
    ...(role !== undefined && { role }),
    ...(typeof head === 'string' && { headOf: head }),
  }
}
