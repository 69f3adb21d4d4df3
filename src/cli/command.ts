// What a command of `baton` is.

/**
 * One command: `run` gets the words after its name and returns the exit code, 0 for success. `pages` resolves when the web pages
 * are built, where that has to be waited for.
 */
export type Command = {
  readonly run: (args: readonly string[], pages?: Promise<unknown>) => Promise<number>
}

/** How the table of commands names one: what it is for in a line, and where it is loaded from when it is asked for. */
export type CommandEntry = {
  readonly summary: string
  readonly load: () => Promise<Command>
}
