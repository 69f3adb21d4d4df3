// Live push: one follower per workspace that somebody looks at, woken by the bus.
import type { Engine } from '#kernel/module'
import type { Platform } from '../ports.ts'
import { Follower, type Viewer } from './follower.ts'

/** Sealing that nobody woke us for (a lost notification) is found this often. */
const lookMs = 5000

export class Live {
  readonly #platform: Platform
  readonly #onFailure: (error: unknown) => void
  readonly #followers = new Map<string, Promise<Follower>>()
  readonly #open = new Map<Viewer, Follower>()
  readonly #ends: readonly (() => void)[]

  constructor(platform: Platform, onFailure: (error: unknown) => void) {
    this.#platform = platform
    this.#onFailure = onFailure
    const { bus } = platform
    const wakeAll = (): void => {
      for (const workspace of this.#followers.keys()) this.#on(workspace, (follower) => follower.wake())
    }
    const look = setInterval(wakeAll, lookMs).unref()
    this.#ends = [
      () => clearInterval(look),
      bus.subscribe('log', ({ workspace }) => this.#on(workspace, (follower) => follower.wake())),
      bus.subscribe('definition', ({ workspace }) => void this.#define(workspace).catch(onFailure)),
      bus.subscribe('session', ({ workspace, id }) => this.#on(workspace, (one) => cutThose(one, id))),
      bus.onResume(wakeAll),
    ]
  }

  /** Lets a page in; resolves once it has been told what it missed. */
  join(follower: Follower, viewer: Viewer, after: bigint | null): Promise<void> {
    this.#open.set(viewer, follower)
    return follower.join(viewer, after)
  }

  leave(viewer: Viewer): void {
    this.#open.get(viewer)?.leave(viewer)
    this.#open.delete(viewer)
  }

  /** The workspace's follower, begun for its first viewer. */
  followerOf(engine: Engine): Promise<Follower> {
    const { id } = engine.workspace
    const known = this.#followers.get(id)
    if (known !== undefined) return known
    const begun = Follower.open({ engine, log: this.#platform.log, onFailure: this.#onFailure })
    this.#followers.set(id, begun)
    begun.catch(() => this.#followers.delete(id))
    return begun
  }

  /** How many pages are open: a person's, or all. */
  pages(person?: string): number {
    if (person === undefined) return this.#open.size
    return [...this.#open.keys()].filter((viewer) => viewer.person === person).length
  }

  /** Ends every stream. */
  close(): void {
    for (const end of this.#ends) end()
    for (const viewer of this.#open.keys()) viewer.cut()
  }

  #on(workspace: string, act: (follower: Follower) => void): void {
    this.#followers.get(workspace)?.then(act, this.#onFailure)
  }

  async #define(workspace: string): Promise<void> {
    const engine = await this.#platform.engines.engineOf(workspace)
    if (engine === undefined) return
    await engine.refresh()
    this.#on(workspace, (follower) => follower.define(engine.schema().version))
  }
}

// The page comes back at once if its session still holds; if not, it learns so.
function cutThose(follower: Follower, id: string | undefined): void {
  for (const viewer of follower.viewers())
    if (id === undefined || viewer.session === id || viewer.person === id) viewer.cut()
}
