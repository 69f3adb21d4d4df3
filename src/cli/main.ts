// Finds the command that was asked for and runs it.
import { commands } from './commands.ts'

// Carried out by bin/baton.mjs itself, before there is anything built to run.
const builtIn = {
  build: 'build the server and the web pages',
  dev: 'start, and follow every change of the sources',
}

/** Runs `baton <name> …`, see `Command`; returns the exit code. */
export async function main(
  [name = '--help', ...args]: readonly string[],
  pages?: Promise<unknown>,
): Promise<number> {
  if (['--help', '-h', 'help'].includes(name)) return help()
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) {
    console.error(`There is no command "${name}". See: baton --help`)
    return 2
  }
  const command = await entry.load()
  return command.run(args, pages)
}

function help(): number {
  const summaries = {
    ...Object.fromEntries(Object.entries(commands).map(([n, c]) => [n, c.summary])),
    ...builtIn,
  }
  console.log('baton <command>\n')
  for (const [name, summary] of Object.entries(summaries).sort())
    console.log(`  ${name.padEnd(14)} ${summary}`)
  return 0
}
