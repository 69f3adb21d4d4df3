// The options of a command: `--name value`, `--name=value`, or `--name` alone.
import { parseArgs } from 'node:util'

/** The values by name, or a sentence about what is wrong. Only the names given are known; all take a text. */
export function textOptions<N extends string>(
  args: readonly string[],
  names: readonly N[],
): Partial<Record<N, string>> | string {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args: [...args], options, strict: true }).values as Partial<Record<N, string>>
  } catch (error) {
    return (error as Error).message
  }
}
