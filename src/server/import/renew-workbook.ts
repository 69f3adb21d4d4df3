// Workbooks of Excel 97–2003 are rewritten as workbooks of today before anything reads them: one after another, each within bounds.
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'

const usual = { bytes: 50 * 1024 ** 2, ms: 60_000, heapMb: 768 }

type Limits = typeof usual
type End = 'done' | 'locked' | 'unreadable' | 'tooLarge'

let last: Promise<unknown> = Promise.resolve()

/**
 * `file` is what people call it. Throws ImportFailure: import.unreadable, import.locked for one that asks for a password, and
 * import.tooLarge for one that takes more time or memory than it may.
 */
export async function renewWorkbook(
  from: string,
  to: string,
  file: string,
  limits: Limits = usual,
): Promise<void> {
  const turn = last.then(() => renewed(from, to, limits))
  last = turn.catch(() => undefined)
  const end = await turn
  if (end !== 'done') throw new ImportFailure(problem(`import.${end}`, [], { file }))
}

async function renewed(from: string, to: string, limits: Limits): Promise<End> {
  if ((await stat(from)).size > limits.bytes) return 'tooLarge'
  const thread = new Worker(new URL('./old-sheet-worker.mjs', import.meta.url), {
    workerData: { from, to },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    // Flags of this process, such as loaders, are not the thread's.
    execArgv: [],
    // The library speaks of what it does not know.
    ...{ stdout: true, stderr: true },
  })
  for (const said of [thread.stdout, thread.stderr]) said.resume()
  try {
    return await endOf(thread, limits.ms)
  } finally {
    await thread.terminate()
  }
}

const endOf = (thread: Worker, ms: number): Promise<End> =>
  new Promise((resolve) => {
    const stop = setTimeout(() => done('tooLarge'), ms)
    const done = (end: End): void => {
      clearTimeout(stop)
      resolve(end)
    }
    thread.once('message', done)
    thread.once('error', (error: Error) =>
      done('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'tooLarge' : 'unreadable'),
    )
    thread.once('exit', () => done('unreadable'))
  })
