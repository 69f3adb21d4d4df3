// What the page itself notes: when something was painted, how long keys and frames took, how much was moved about.

declare global {
  interface Window {
    baton: Watch
  }
}

export type Watch = {
  /** Resolves with performance.now() at the first frame that shows the selector. */
  readonly painted: (selector: string) => Promise<number>
  /** Waits for the next key, then for the frame in which the text at the selector is another: see `took`. */
  readonly changing: (selector: string) => void
  /** Waits for the next key, then for the frame in which an element at the selector holds the text: see `took`. */
  readonly appearing: (selector: string, text: string) => void
  /** Waits for the next click, then for the frame that shows the selector: see `took`. */
  readonly clicked: (selector: string) => void
  /** Milliseconds from the key or the click to that frame. */
  readonly took: () => Promise<number>
  /** Durations of key events up to the paint that followed, those over 16 ms; forgets what it told. */
  readonly keys: () => readonly number[]
  /** Scrolls so many frames: their lengths, and the most rows drawn at once. */
  readonly scroll: (selector: string, frames: number) => Promise<{ frames: number[]; rows: number }>
  readonly shift: () => number
  /** Changes a field of the first record of an object that the person may change, in its list's order. */
  readonly setFirst: (object: string, field: string, value: string) => Promise<void>
}

/** Runs in the page before anything else does; holds no name of this module. */
export function watch(): void {
  let shifted = 0
  let keys: number[] = []
  let changeable: readonly string[] = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[])
      if (!entry.hadRecentInput) shifted += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name.startsWith('key')) keys.push(duration)
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  const until = (isSo: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (isSo()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
        else requestAnimationFrame(look)
      }
      look()
    })
  let took = Promise.resolve(0)
  const fromNext = (kind: 'keydown' | 'click', isSo: () => boolean): void => {
    took = new Promise((resolve) => {
      const pressed = (): void => {
        const from = performance.now()
        void until(isSo).then((at) => resolve(at - from))
      }
      addEventListener(kind, pressed, { capture: true, once: true })
    })
  }
  const text = (selector: string): string => document.querySelector(selector)?.textContent ?? ''
  window.baton = {
    painted: (selector) => until(() => document.querySelector(selector) !== null),
    changing: (selector) => {
      const before = text(selector)
      fromNext('keydown', () => text(selector) !== before && text(selector) !== '')
    },
    appearing: (selector, wanted) =>
      fromNext('keydown', () =>
        [...document.querySelectorAll(selector)].some((one) => one.textContent?.includes(wanted)),
      ),
    clicked: (selector) => fromNext('click', () => document.querySelector(selector) !== null),
    took: () => took,
    keys: () => {
      const told = keys
      keys = []
      return told
    },
    scroll: async (selector, count) => {
      const frame = document.querySelector(selector)
      const frames: number[] = []
      let rows = 0
      let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      for (let index = 0; index < count; index++) {
        if (frame) frame.scrollTop += 80
        const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
        frames.push(at - last)
        last = at
        rows = Math.max(rows, document.querySelectorAll('.list-row').length)
      }
      return { frames, rows }
    },
    shift: () => shifted,
    setFirst: async (object, field, value) => {
      const ask = async (path: string, body: unknown): Promise<unknown> => {
        const answer = await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-baton': '1' },
          body: JSON.stringify(body),
        })
        if (!answer.ok) throw new Error(await answer.text())
        return answer.json()
      }
      const found = (await ask('/api/query', { object, fields: ['id'], sort: ['name'], limit: 30 })) as {
        rows: { id: string }[]
      }
      const set = (id: string): Promise<unknown> =>
        ask('/api/write', { changes: [{ kind: 'update', object, id, values: { [field]: value } }] })
      const ids = changeable.length > 0 ? changeable : found.rows.map((one) => one.id)
      for (const id of ids) {
        const isSet = await set(id).then(
          () => true,
          () => false,
        )
        if (!isSet) continue
        changeable = [id]
        return
      }
      throw new Error(`Nothing of ${object} may be changed`)
    },
  }
}

export function atShare(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => atShare(values, 0.5)
