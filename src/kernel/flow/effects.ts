// What a transition asks to be done, as data.
import type { Held } from './instance.ts'

export type OpenTask = {
  readonly kind: 'openTask'
  readonly task: string
  readonly step: string
  readonly held: Held
  /** Who handed it over; null when nobody did (the beginning, or a condition). */
  readonly from: Held | null
  readonly askedAt: string
  readonly dueAt: string | null
  readonly round: number
  /** Why it is asked for again; null when it is asked for in the course of the flow. */
  readonly reason: string | null
}
export type CloseTask = {
  readonly kind: 'closeTask'
  readonly task: string
  readonly how: 'delivered' | 'returned' | 'cancelled'
  /** From when the clock ran on this task. */
  readonly askedAt: string
  readonly at: string
  readonly reason: string | null
}
/** Another holder, or the same one who has now accepted. */
export type HoldTask = {
  readonly kind: 'holdTask'
  readonly task: string
  readonly held: Held
  readonly at: string
  readonly accepted: boolean
}
export type SetDeadline = { readonly kind: 'setDeadline'; readonly step: string; readonly at: string | null }
/** Tell the holder of a task that it is theirs now. */
export type NotifyHolder = {
  readonly kind: 'notify'
  readonly what: 'asked' | 'returned' | 'reassigned'
  readonly task: string
  readonly step: string
  readonly to: Held
  readonly reason: string | null
}
export type EndInstance = {
  readonly kind: 'endInstance'
  readonly status: 'ended' | 'cancelled'
  readonly at: string
  readonly reason: string | null
}
export type Effect = OpenTask | CloseTask | HoldTask | SetDeadline | NotifyHolder | EndInstance
