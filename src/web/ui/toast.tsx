// Short messages at the foot of the page, each with at most one thing to do about it.
import { useSyncExternalStore } from 'react'

export type Toast = {
  readonly text: string
  readonly kind?: 'good' | 'bad'
  readonly action?: { readonly label: string; readonly run: () => void }
}

type Shown = Toast & { readonly key: number }

let shown: readonly Shown[] = []
let lastKey = 0
const listeners = new Set<() => void>()

function set(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

const dismiss = (key: number): void => set(shown.filter((toast) => toast.key !== key))

/** Shows a message for six seconds; twelve when it offers an action, so that there is time to take it. */
export function toast(message: Toast): void {
  lastKey += 1
  const key = lastKey
  set([...shown.slice(-2), { ...message, key }])
  setTimeout(() => dismiss(key), message.action === undefined ? 6000 : 12_000)
}

/** Runs the newest offered action (undo by keyboard); false when none is on offer. */
export function runLastToastAction(): boolean {
  const last = shown.findLast(({ action }) => action !== undefined)
  if (last?.action === undefined) return false
  last.action.run()
  dismiss(last.key)
  return true
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => shown)
  return (
    <div className="toasts" aria-live="polite" role="status">
      {toasts.map(({ key, text, kind, action }) => (
        <div className="toast" data-kind={kind} key={key}>
          <span>{text}</span>
          {action === undefined ? null : (
            <button
              type="button"
              className="plain"
              onClick={() => {
                action.run()
                dismiss(key)
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
