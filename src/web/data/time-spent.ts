// How long people are in which field of a form: kept on this page until something is saved, never with a name.
import type { FieldTime } from '#kernel/module'

/** Longer than this without a key or a click nobody is at work in a field. */
const idleMs = 15_000
const mostFields = 200

export type Place = Pick<FieldTime, 'object' | 'field'>

/** `act` says where somebody is at work now, null for nowhere: what has passed since counts for where they were, as far as they were not idle. */
export function openTimes(now: () => number) {
  const times = new Map<string, FieldTime>()
  let at: Place | null = null
  let since = 0
  return {
    act(place: Place | null): void {
      const key = `${at?.object} ${at?.field}`
      const known = times.get(key)
      if (at !== null && (known !== undefined || times.size < mostFields))
        times.set(key, { ...at, ms: (known?.ms ?? 0) + Math.max(0, Math.min(now() - since, idleMs)) })
      at = place
      since = now()
    },
    /** What has come together, which is begun anew. */
    take(): readonly FieldTime[] {
      const taken = [...times.values()]
        .filter(({ ms }) => ms > 0)
        .map((one) => ({ ...one, ms: Math.round(one.ms) }))
      times.clear()
      return taken
    },
  }
}

export const fieldTimes = openTimes(() => performance.now())

const placeOf = ({ target }: { readonly target: EventTarget }): Place | null => {
  const field = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null
  const object = field?.closest<HTMLElement>('[data-object]')
  return field?.dataset.field && object?.dataset.object
    ? { object: object.dataset.object, field: field.dataset.field }
    : null
}

/** What happens outside of any field, as in a list that hangs on one, leaves people where they are; losing the focus does not. */
function act(event: { readonly target: EventTarget }): void {
  const place = placeOf(event)
  if (place !== null) fieldTimes.act(place)
}
const leave = (): void => fieldTimes.act(null)

/** What a form listens with; `data-object` and `data-field` say what its parts are of. */
export const timed = {
  onFocusCapture: act,
  onKeyDownCapture: act,
  onPointerDownCapture: act,
  onBlurCapture: leave,
}
