// Turning something that people must know into messages, as changes for the one write path.
import { derivedId } from '#base/derived-id'
import type { Problem } from '#base/problem'
import type { Create } from '#kernel/records'
import type { Label, Value } from '#kernel/schema'
import { type Audience, recipientsOf } from './audience.ts'
import type { Directory } from './directory.ts'

/** The system actor that tells of mentions, makes and marks deliveries, and sweeps what is over. */
export const notifyAuthority = 'notify'

export const messageKinds = [
  'approval',
  'task',
  'escalation',
  'alert',
  'mention',
  'change',
  'unreached',
] as const
export type MessageKind = (typeof messageKinds)[number]

export type Announcement = {
  readonly audience: Audience
  readonly text: Label
  /** What the `{field}` and `{reference.field}` places of the text show, by what stands between the braces; a label is shown in the recipient's language. */
  readonly fields: Readonly<Record<string, Value | Label>>
  readonly object: string
  readonly record: string
  readonly kind: Exclude<MessageKind, 'unreached'>
  /** The task that it is about, if it is about one: when that is over, so is this. */
  readonly task?: string
  /** What made it be sent, as `rule:name` or `flow:name/step`. */
  readonly cause: string
  /** Names this one occasion within its cause: an event's id, a task's id and level. */
  readonly occasion: string
}

const maxText = 2000

/**
 * One create of notify.message for each person to be told, at most one for each occasion, and what is to be said of
 * those who are missed (see `recipientsOf`). Without anybody, one message of kind `unreached` that belongs to nobody.
 */
export function messagesFor(
  announcement: Announcement,
  directory: Directory,
  now: string,
): { readonly changes: readonly Create[]; readonly missed: readonly Problem[] } {
  const { recipients, missed } = recipientsOf(announcement.audience, directory)
  const to = (person: string | null, locale: 'zh-CN' | 'en', why: string, kind: MessageKind): Create => ({
    kind: 'create',
    object: 'notify.message',
    id: derivedId('notify.message', announcement.cause, announcement.occasion, person ?? ''),
    values: {
      person,
      text: render(announcement.text, announcement.fields, locale),
      object: announcement.object,
      record: announcement.record,
      task: announcement.task ?? null,
      kind,
      cause: announcement.cause,
      why,
      sentAt: now,
    },
  })
  const told = recipients.map(({ person, why }) => to(person.id, person.locale, why, announcement.kind))
  const codes = missed.map(({ code }) => code).join(' ')
  return { changes: told.length > 0 ? told : [to(null, 'zh-CN', codes, 'unreached')], missed }
}

/** The text in one language with its places filled; a blank shows as a dash. */
export function render(text: Label, fields: Announcement['fields'], locale: 'zh-CN' | 'en'): string {
  const filled = text[locale].replace(/\{([a-zA-Z]\w*(?:\.\w+)*)\}/g, (_, name: string) =>
    shown(fields[name], locale),
  )
  return filled.length > maxText ? `${filled.slice(0, maxText - 1)}…` : filled
}

function shown(value: Value | Label | undefined, locale: 'zh-CN' | 'en'): string {
  if (value === undefined || value === null || value === '') return '—'
  if (Array.isArray(value)) return value.join('、')
  if (typeof value !== 'object') return String(value)
  const inLocale = (value as Readonly<Record<string, unknown>>)[locale]
  return typeof inLocale === 'string' ? inLocale : JSON.stringify(value)
}
