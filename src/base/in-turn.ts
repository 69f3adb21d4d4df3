// Work that looks when it is woken, and never twice at once.

export type InTurn = {
  /** Says that there may be something to do. Cheap; calls while a look runs become one further look. */
  readonly wake: () => void
  /** Begins no further look; resolves when the one that runs has ended. */
  readonly stop: () => Promise<void>
  readonly isOver: () => boolean
}

/** `look` does whatever there is to do. When it fails `onError` is told, and the next wake looks again. */
export function inTurn(look: () => Promise<void>, onError?: (error: unknown) => void): InTurn {
  let running: Promise<void> | null = null
  let isWoken = false
  let isOver = false
  const run = async (): Promise<void> => {
    while (isWoken && !isOver) {
      isWoken = false
      await look().catch((error: unknown) => onError?.(error))
    }
    running = null
  }
  return {
    wake: () => {
      isWoken = true
      if (!isOver) running ??= run()
    },
    stop: async () => {
      isOver = true
      await running
    },
    isOver: () => isOver,
  }
}
