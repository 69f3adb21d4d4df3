// From effects to changes of records: the only place that knows how instances and tasks are stored.
import type { WorkingTime } from '#kernel/calendar'
import type { Announcement } from '#kernel/notify'
import type { Change, Values } from '#kernel/records'
import type { Json, Label } from '#kernel/schema'
import { minutesIn } from './clocks.ts'
import type { FlowDefinition, TaskStep } from './definition.ts'
import type { CloseTask, Effect, HoldTask, NotifyHolder, OpenTask } from './effects.ts'
import { type Instance, nextWake } from './instance.ts'
import { allSteps } from './transition.ts'
import type { FlowVersion } from './versions.ts'

/** One instance and what it is about. */
export type Performance = {
  readonly id: string
  readonly flow: FlowVersion
  readonly record: string
  readonly title: string
  readonly instance: Instance
  readonly isNew: boolean
  readonly effects: readonly Effect[]
  readonly now: string
  readonly calendar: WorkingTime
}

/** One change for the instance and one for each task concerned, whatever happened to it on the way. */
export function recordChanges(performance: Performance): readonly Change[] {
  const tasks = new Map<string, { isNew: boolean; values: Values }>()
  for (const effect of performance.effects) {
    if (effect.kind !== 'openTask' && effect.kind !== 'closeTask' && effect.kind !== 'holdTask') continue
    const known = tasks.get(effect.task)
    const values = { ...known?.values, ...taskValues(effect, performance) }
    tasks.set(effect.task, { isNew: known?.isNew ?? effect.kind === 'openTask', values })
  }
  const ofTasks = [...tasks].map(([id, { isNew, values }]): Change => {
    const kind = isNew ? 'create' : 'update'
    return { kind, object: 'flow.task', id, values }
  })
  return [instanceChange(performance), ...ofTasks]
}

function instanceChange({ id, flow, record, title, instance, isNew, effects, now }: Performance): Change {
  const over = effects.find((effect) => effect.kind === 'endInstance')
  const values: Values = {
    status: instance.status,
    state: instance as unknown as Json,
    wakeAt: nextWake(instance),
    ...(over && { endedAt: over.at, endReason: over.reason }),
  }
  if (!isNew) return { kind: 'update', object: 'flow.instance', id, values }
  const { name, object } = flow.definition
  const identity = { flow: name, definitionVersion: `${flow.version}`, object, record, title, startedAt: now }
  return { kind: 'create', object: 'flow.instance', id, values: { ...identity, ...values } }
}

const taskValues = (effect: OpenTask | CloseTask | HoldTask, performance: Performance): Values => {
  if (effect.kind === 'openTask') return opened(effect, performance)
  return effect.kind === 'closeTask' ? closed(effect, performance) : held(effect)
}

function opened(effect: OpenTask, { id, flow, record, title }: Performance): Values {
  const step = taskStep(flow.definition, effect.step)
  return {
    instance: id,
    flow: flow.definition.name,
    step: effect.step,
    label: (step?.label ?? null) as Json,
    object: flow.definition.object,
    record,
    recordTitle: title,
    holder: effect.held.person,
    department: effect.held.department,
    status: 'asked',
    limitMinutes: numeral(step?.limitMinutes),
    askedBy: effect.from?.person ?? null,
    askedByDepartment: effect.from?.department ?? null,
    askedAt: effect.askedAt,
    heldSince: effect.askedAt,
    dueAt: effect.dueAt,
    rounds: `${effect.round}`,
    askReason: effect.reason,
    escalation: '0',
    escalateAt: effect.dueAt,
    escalateEveryMinutes: numeral(step?.escalateEveryMinutes),
    actions: [...(step?.actions ?? [])],
    approve: step?.approve ?? null,
  }
}

function closed({ how, askedAt, at, reason }: CloseTask, { calendar }: Performance): Values {
  return {
    status: how,
    closedAt: at,
    usedMinutes: `${minutesIn(calendar, askedAt, at)}`,
    escalateAt: null,
    ...(how === 'delivered' && { deliveredAt: at }),
    ...(how === 'returned' && { returnReason: reason }),
  }
}

/** A reassigned task keeps its due time: what was promised to the next step stays promised. */
const held = ({ held: { person, department }, at, accepted }: HoldTask): Values =>
  accepted
    ? { holder: person, status: 'accepted', acceptedAt: at }
    : { holder: person, department, status: 'asked', acceptedAt: null, heldSince: at }

const numeral = (value: number | undefined): string | null => (value === undefined ? null : `${value}`)

export function taskStep(definition: FlowDefinition, name: string): TaskStep | undefined {
  const step = allSteps(definition.steps).find((one) => one.name === name)
  return step?.kind === 'task' ? step : undefined
}

const texts: Readonly<Record<NotifyHolder['what'], Label>> = {
  asked: {
    'zh-CN': '{title}：“{step}”交到你手上，截止 {due}',
    en: '{title}: “{step}” is with you now, due {due}',
  },
  returned: {
    'zh-CN': '{title}：“{step}”被退回给你，原因：{reason}',
    en: '{title}: “{step}” was returned to you because: {reason}',
  },
  reassigned: {
    'zh-CN': '{title}：“{step}”转交给你，原因：{reason}',
    en: '{title}: “{step}” was reassigned to you because: {reason}',
  },
}

/** What holders must be told; not what the actor did themselves. */
export function announcements(
  { id, flow, record, title, effects }: Performance,
  actor: string,
  showInstant: (instant: string) => string,
): readonly Announcement[] {
  const { name, object } = flow.definition
  const asked = effects.filter((effect) => effect.kind === 'openTask')
  const isOver = (task: string): boolean =>
    effects.some((effect) => effect.kind === 'closeTask' && effect.task === task)
  return effects.flatMap((effect) => {
    if (effect.kind !== 'notify' || effect.to.person === actor || isOver(effect.task)) return []
    const { person, department } = effect.to
    const dueAt = asked.find(({ task }) => task === effect.task)?.dueAt ?? null
    const definition = taskStep(flow.definition, effect.step)
    const step = definition?.label ?? effect.step
    return [
      {
        audience: person !== null ? { people: [person] } : department !== null ? { department } : {},
        text: texts[effect.what],
        fields: { title, step, reason: effect.reason, due: dueAt === null ? null : showInstant(dueAt) },
        object,
        record,
        kind: definition?.approve === undefined ? ('task' as const) : ('approval' as const),
        task: effect.task,
        cause: `flow:${name}/${effect.step}`,
        // A task may be passed to and fro between the same two: each passing is an occasion.
        occasion: `${id}/${effect.task}/${effect.what}/${effect.what === 'reassigned' ? lastHold(effects) : ''}`,
      },
    ]
  })
}

const lastHold = (effects: readonly Effect[]): string =>
  effects.findLast((effect) => effect.kind === 'holdTask')?.at ?? ''
