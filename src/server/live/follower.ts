// Follows one workspace's sealed log and tells each open page what its viewer may know of it.
import { type InTurn, inTurn } from '#base/in-turn'
import type { SealedEvent } from '#kernel/log'
import type { Engine } from '#kernel/module'
import type { LogReader } from '../ports.ts'
import { changeFrame, definitionFrame, gapFrame, type WireChange } from './frame.ts'
import { grouped } from './grouped.ts'
import { type Readables, readables, visibleTo } from './visible.ts'

/** One open page. */
export type Viewer = {
  readonly person: string
  readonly session: string
  /** Puts text on the stream; false when the page has fallen too far behind and was cut. */
  readonly send: (text: string) => boolean
  /** Ends the stream. */
  readonly cut: () => void
}

const batchSize = 500
/** Events further behind than this are not told one by one: the page reads again. */
const mostBehind = 2000n
const gatherMs = 40
const mostKnown = 1000

type Page = {
  readonly viewer: Viewer
  /** The last place this page was told of. */
  after: bigint
  /** What was told while it still catches up; null once it has. */
  waiting: WireChange[] | null
}

type Following = {
  readonly engine: Engine
  readonly log: LogReader
  /** Told of reads that failed; the next wake tries again. */
  readonly onFailure: (error: unknown) => void
}

export class Follower {
  readonly #pages = new Map<Viewer, Page>()
  readonly #known = new Map<string, Readables>()
  readonly #following: Following
  readonly #turns: InTurn
  #cursor: bigint

  private constructor(following: Following, cursor: bigint) {
    this.#following = following
    this.#cursor = cursor
    this.#turns = inTurn(() => this.#advance(), following.onFailure)
  }

  /** Follows from the log's present end. */
  static async open(following: Following): Promise<Follower> {
    return new Follower(following, BigInt(await following.log.head(following.engine)))
  }

  /** The last place told of. */
  place(): string {
    return String(this.#cursor)
  }

  viewers(): readonly Viewer[] {
    return [...this.#pages.keys()]
  }

  /** Lets a page in and tells it what it has missed since `after`; a gap when that is too much, or from another log. */
  async join(viewer: Viewer, after: bigint | null): Promise<void> {
    const end = this.#cursor
    const page: Page = { viewer, after: after ?? end, waiting: [] }
    this.#pages.set(viewer, page)
    if (page.after > end || end - page.after > mostBehind) {
      page.after = end
      viewer.send(gapFrame(String(end)))
    } else {
      await this.#catchUp(page, end)
    }
    const waiting = page.waiting ?? []
    page.waiting = null
    const last = waiting.at(-1)
    if (last !== undefined) tell(page, waiting, BigInt(last.seq))
  }

  leave(viewer: Viewer): void {
    this.#pages.delete(viewer)
  }

  /** Something was sealed, or may have been. Wakes that come close together are one. */
  wake(): void {
    this.#turns.wake()
  }

  define(version: number): void {
    this.#known.clear()
    for (const { viewer } of this.#pages.values()) viewer.send(definitionFrame(version))
  }

  async #advance(): Promise<void> {
    const { engine, log } = this.#following
    await new Promise((resolve) => setTimeout(resolve, gatherMs))
    const head = BigInt(await log.head(engine))
    if (this.#pages.size === 0 || head - this.#cursor > mostBehind) this.#skip(head)
    for (;;) {
      const events = await log.after(engine, String(this.#cursor), batchSize)
      const last = events.at(-1)
      if (last === undefined) return
      this.#cursor = BigInt(last.seq)
      await this.#deliver(events)
      if (events.length < batchSize) return
    }
  }

  #skip(head: bigint): void {
    this.#cursor = head
    for (const page of this.#pages.values()) {
      page.after = head
      page.viewer.send(gapFrame(String(head)))
    }
  }

  async #deliver(events: readonly SealedEvent[]): Promise<void> {
    const upTo = this.#cursor
    for (const [person, pages] of grouped(this.#pages.values(), ({ viewer }) => viewer.person)) {
      const changes = await this.#visible(person, events)
      for (const page of pages)
        if (changes === null) page.viewer.cut()
        else tell(page, changes, upTo)
    }
  }

  async #catchUp(page: Page, to: bigint): Promise<void> {
    const { engine, log } = this.#following
    while (page.after < to) {
      const events = await log.after(engine, String(page.after), batchSize)
      const last = events.at(-1)
      if (last === undefined) return
      const changes = await this.#visible(page.viewer.person, events)
      if (changes === null) return page.viewer.cut()
      page.after = BigInt(last.seq)
      if (changes.length > 0 && !page.viewer.send(changes.map(changeFrame).join(''))) return
    }
  }

  /** What a person may know of these events; null for one who is gone. */
  async #visible(person: string, events: readonly SealedEvent[]): Promise<readonly WireChange[] | null> {
    const { engine } = this.#following
    const actor = await engine.actor(person)
    if (actor === undefined) return null
    const { roles, departments, headed, department } = actor
    const key = JSON.stringify([person, engine.schema().version, roles, departments, headed, department])
    const readable = this.#known.get(key) ?? (await readables(engine, actor))
    if (this.#known.size > mostKnown) this.#known.clear()
    this.#known.set(key, readable)
    return visibleTo(engine, actor, readable, events)
  }
}

function tell(page: Page, changes: readonly WireChange[], upTo: bigint): void {
  if (page.waiting !== null) {
    page.waiting.push(...changes)
    return
  }
  const fresh = changes.filter(({ seq }) => BigInt(seq) > page.after)
  if (upTo > page.after) page.after = upTo
  if (fresh.length > 0) page.viewer.send(fresh.map(changeFrame).join(''))
}
