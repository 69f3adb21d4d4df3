// Draws documents as PDF, one after another in a thread that begins with the first of them and ends when there are none for a while.
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { PrintedDocument } from '#kernel/print'
import { type Page, pageOf } from './page.ts'
import { type OpenFile, picturesOf } from './pictures.ts'

export type Printer = {
  /** `open` opens the files of its pictures with the rights of whoever asked. Problems: print.tooLong, print.busy. */
  readonly draw: (document: PrintedDocument, open: OpenFile) => Promise<Result<Buffer>>
  readonly close: () => Promise<void>
}

const limits = { drawMs: 20_000, idleMs: 60_000, waiting: 40, heapMb: 1024 }

type Drawn = { readonly bytes: Uint8Array } | { readonly error: string }

const faces = (): Readonly<Record<string, string>> => {
  const { resolve } = createRequire(import.meta.url)
  const normal = resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  const bold = resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')
  return { normal, bold, italics: normal, bolditalics: bold }
}

export function openPrinter(now: () => Date): Printer {
  let thread: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ending = thread
    thread = null
    await ending?.terminate()
  }
  const started = (): Worker => {
    clearTimeout(idle)
    thread ??= new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
      workerData: { fonts: faces() },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
      // Flags of this process, such as loaders, are not the thread's.
      execArgv: [],
    })
    return thread
  }
  const tooLong = failed(problem('print.tooLong', [], { seconds: limits.drawMs / 1000 }))
  const drawNow = async (document: PrintedDocument, open: OpenFile): Promise<Result<Buffer>> => {
    const pictures = await picturesOf(document, open, Date.now() + limits.drawMs)
    if (pictures === null) return tooLong
    const drawn = await asked(started(), pageOf(document, now(), pictures))
    // A thread that was given up on, or broke, is not asked again.
    if (drawn === null || 'error' in drawn) await end()
    else idle = setTimeout(() => void end(), limits.idleMs).unref()
    if (drawn === null) return tooLong
    if ('error' in drawn) throw new Error(drawn.error)
    return ok(Buffer.from(drawn.bytes))
  }
  return {
    async draw(document, open) {
      if (waiting >= limits.waiting) return failed(problem('print.busy'))
      waiting++
      const turn = last.then(() => drawNow(document, open))
      last = turn.catch(() => undefined)
      return turn.finally(() => {
        waiting--
      })
    },
    close: end,
  }
}

/** What the thread answers; null when it does not within its time or runs out of memory. */
const asked = (thread: Worker, page: Page): Promise<Drawn | null> =>
  new Promise((resolve) => {
    const stop = setTimeout(() => done(null), limits.drawMs)
    const broken = (error: Error): void =>
      done(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? null : { error: String(error.stack) },
      )
    const left = (): void => done({ error: 'the thread that draws has ended' })
    const done = (answer: Drawn | null): void => {
      clearTimeout(stop)
      thread.off('message', done).off('error', broken).off('exit', left)
      resolve(answer)
    }
    thread.once('message', done).once('error', broken).once('exit', left)
    thread.postMessage(page)
  })
