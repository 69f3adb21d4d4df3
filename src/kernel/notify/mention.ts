// Colleagues named in a comment, and whom it answers, are told, those of them who may read what it is about.
import { type Problem, problem } from '#base/problem'
import type { Change, Consequence, Diff, Reaction, Reader } from '#kernel/records'
import type { Label, Row, Value } from '#kernel/schema'
import type { Directory } from './directory.ts'
import { messagesFor, notifyAuthority } from './message.ts'

export type MentionWiring = {
  readonly directory: () => Promise<Directory>
  /** Whether this person may read the record as the write leaves it; false also for who is not there or disabled. */
  readonly mayRead: (reader: Reader, person: string, object: string, record: string) => Promise<boolean>
}

const most = 50

/**
 * Sends `mention` once for each comment and person: those it names, and who said what it answers. A mention grants nothing: of somebody who may not read the record, or is not
 * there any more, the write answers the output `{ warning: notify.mention-missed }`.
 */
export const mentionReaction = (wiring: MentionWiring): Reaction => ({
  name: 'notify.mentions',
  authority: notifyAuthority,
  objects: ['collab.comment'],
  async beforeCommit(reader, diffs) {
    const all: Consequence[] = []
    for (const diff of diffs) all.push(await tell(wiring, reader, diff))
    return {
      changes: all.flatMap(({ changes = [] }) => changes),
      outputs: all.flatMap(({ outputs = [] }) => outputs),
    }
  },
})

const idsIn = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? [...new Set(value.map(String))].slice(0, most) : []

const called: Label = { 'zh-CN': '{author} 提到了你：{text}', en: '{author} mentioned you: {text}' }
const answered: Label = { 'zh-CN': '{author} 回复了你：{text}', en: '{author} answered you: {text}' }

async function tell(
  { directory, mayRead }: MentionWiring,
  reader: Reader,
  { before, after, id }: Diff,
): Promise<Consequence> {
  if (after === null) return {}
  const known = idsIn(before?.mentions)
  const named = idsIn(after.mentions).filter((one) => !known.includes(one) && one !== reader.actor.id)
  const author = before === null ? await authorAnswered(reader, after) : null
  const others = author === null || named.includes(author) || author === reader.actor.id ? [] : [author]
  if (named.length + others.length === 0) return {}
  const people = await directory()
  const [object, record] = [String(after.object), String(after.record)]
  const changes: Change[] = []
  const missed: string[] = []
  for (const person of [...named, ...others]) {
    const isNamed = named.includes(person)
    if (await mayRead(reader, person, object, record)) {
      const text = isNamed ? called : answered
      const announcement = { audience: { people: [person] }, text, object, record, occasion: id } as const
      const fields = { author: reader.actor.name, text: after.text ?? null }
      const told = { ...announcement, fields, kind: 'mention', cause: 'notify:mention' } as const
      changes.push(...messagesFor(told, people, reader.now).changes)
    } else if (isNamed) missed.push(person)
  }
  return { changes: await unsent(reader, changes), outputs: missed.map((person) => warning(people, person)) }
}

/** Who said what this answers, about the same record; null for what answers nothing. */
async function authorAnswered(reader: Reader, { replyTo, object, record }: Row): Promise<string | null> {
  const said = typeof replyTo === 'string' ? await reader.row('collab.comment', replyTo) : null
  const isSame = said !== null && said.object === object && said.record === record
  return isSame && typeof said.author === 'string' ? said.author : null
}

/** Taken out of a comment and put in again, somebody is told once. */
async function unsent(reader: Reader, changes: readonly Change[]): Promise<readonly Change[]> {
  const sent = await reader.rows(
    'notify.message',
    changes.map(({ id }) => String(id)),
  )
  return changes.filter(({ id }) => !sent.has(String(id)))
}

const warning = (people: Directory, person: string) => {
  const name = people.people.get(person)?.name ?? person.slice(0, 60)
  const { code, params } = problem('notify.mention-missed', [], { person: name })
  return { warning: { code, params: { ...params } } }
}

/**
 * A to-do is given only to somebody who may read what it is about: otherwise its text would tell them of it. Problem:
 * `notify.owner-blind` { person }.
 */
export const todoReaction = ({ directory, mayRead }: MentionWiring): Reaction => ({
  name: 'notify.todos',
  authority: notifyAuthority,
  objects: ['collab.todo'],
  async beforeCommit(reader, diffs) {
    const given = diffs.flatMap(({ before, after }) =>
      after === null || before?.owner === after.owner ? [] : [after],
    )
    const problems: Problem[] = []
    for (const { owner, object, record } of given) {
      const person = String(owner)
      if (await mayRead(reader, person, String(object), String(record))) continue
      const name = (await directory()).people.get(person)?.name ?? person.slice(0, 60)
      problems.push(problem('notify.owner-blind', ['owner'], { person: name }))
    }
    return { problems }
  },
})
