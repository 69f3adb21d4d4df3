// What can happen to an instance.
import type { Held } from './instance.ts'

export type FlowEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'recordChanged' }
  | { readonly kind: 'taskAccepted'; readonly task: string; readonly by: string }
  | { readonly kind: 'taskDelivered'; readonly task: string; readonly by: string | null }
  | { readonly kind: 'taskReturned'; readonly task: string; readonly reason: string }
  | { readonly kind: 'taskReassigned'; readonly task: string; readonly to: Held; readonly reason: string }
  | { readonly kind: 'timerFired' }
  | { readonly kind: 'cancel'; readonly reason: string }
