// What the web server asks of the rest of the product: the opened workspaces, who is signed in, files and the sealed log.
import type { Readable } from 'node:stream'
import type { Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { SessionView } from '#kernel/identity'
import type { SealedEvent } from '#kernel/log'
import type { Engine } from '#kernel/module'
import type { Field, Json, Label, Option } from '#kernel/schema'
import type { EventBus } from './bus.ts'
import type { ImportDesk } from './import/import-desk.ts'

export type EngineSource = {
  /** The opened workspace; undefined for an id that the directory does not hold. Cheap when it is already open. */
  engineOf(workspaceId: string): Promise<Engine | undefined>
  /** Ids of all workspaces in the directory. */
  workspaceIds(): Promise<readonly string[]>
}

/** A session or API token that was recognised. `id` is what is stored, never the secret. */
export type Recognised = {
  readonly id: string
  readonly kind: 'session' | 'token'
  readonly workspace: string
  readonly person: string
  /** What a token may do, `read` and `write`; null for everything the person may. */
  readonly scopes: readonly string[] | null
  /** ISO instant; null for a token without an end. */
  readonly expiresAt: string | null
  /** Whether the person is still to choose a password of their own, and may do nothing else. */
  readonly mustChange: boolean
}

export type SignInAttempt = {
  readonly workspace: string
  readonly login: string
  readonly password: string
  readonly ip: string
  readonly agent: string
}

export type PasswordWish = {
  readonly current: string
  readonly password: string
  readonly ip: string
  readonly agent: string
}

type Opened = { readonly secret: string; readonly session: Recognised }

export type Sessions = {
  /** Problems: identity.signInFailed, which never says which of workspace, login or password was wrong; identity.tooManyAttempts. */
  signIn(attempt: SignInAttempt): Promise<Result<Opened>>
  /** Whose secret this is; undefined for one that is unknown, ended or expired. The secret names its workspace itself. */
  recognise(secret: string): Promise<Recognised | undefined>
  /** Ends every session of the person and opens the one to go on in. Problems: those of `changePassword`. */
  changePassword(session: Recognised, wish: PasswordWish): Promise<Result<Opened>>
  signOut(secret: string): Promise<void>
  /** The open sessions of a person of the asking session's workspace, last used first. */
  list(asking: Recognised, person: string): Promise<readonly SessionView[]>
  /** Ends one of a person's sessions, or all of them but the one that asks. Answers how many ended. */
  end(asking: Recognised, person: string, id?: string): Promise<number>
}

export type StoredFile = {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
}

export type Upload = {
  /** Made by the sender, so that a file sent twice is one; absent: one is made here. */
  readonly id?: string
  readonly name: string
  readonly type: string
  readonly content: Readable
}

export type FileShelf = {
  /** Keeps the content for the actor. Problems: files.* ; a content stream that fails rejects. */
  keep(engine: Engine, actor: Actor, upload: Upload): Promise<Result<StoredFile>>
  /** A file that the actor may read: their own, or one that a record they may read refers to. Problem: files.unknown. */
  open(
    engine: Engine,
    actor: Actor,
    id: string,
  ): Promise<Result<{ readonly file: StoredFile; readonly content: Readable }>>
}

export type LogReader = {
  /** Place of the last sealed event, "0" for none. */
  head(engine: Engine): Promise<string>
  /** Sealed events after a place, in order, at most `limit`. */
  after(engine: Engine, seq: string, limit: number): Promise<readonly SealedEvent[]>
}

/** A field of what a link shows: as little as it takes to write its values. References are texts. */
export type SharedField = {
  readonly name: string
  readonly label: Label
  readonly type: Field['type']
  readonly options?: readonly Option[]
  readonly format?: string
  readonly shownAs?: string
  readonly max?: string
  /** Of formulas. */
  readonly result?: string
  readonly scale?: number
  readonly tax?: string
  readonly currency?: string | { readonly field: string }
}

export type SharedPage = {
  readonly title: string
  readonly sharedBy: string
  readonly expiresAt: string
  readonly workspace: { readonly name: string; readonly zone: string }
  readonly fields: readonly SharedField[]
  readonly rows: readonly { readonly [name: string]: Json }[]
  /** Whether there are more than are shown. */
  readonly isMore: boolean
}

export type Links = {
  /**
   * What a share link shows now. Problems: views.linkClosed, which never says whether it expired, ended or never was, or its sharer left;
   * views.linkPassword for a missing or wrong one.
   */
  open(attempt: {
    readonly token: string
    readonly password?: string | undefined
    readonly ip: string
  }): Promise<Result<SharedPage>>
}

/** Everything the web server works with; wired in one place (main.ts). */
export type Platform = {
  readonly engines: EngineSource
  readonly sessions: Sessions
  readonly files: FileShelf
  readonly links: Links
  readonly imports: ImportDesk
  readonly log: LogReader
  readonly bus: EventBus
  /** Resolves when the database answers. */
  ping(): Promise<void>
}
