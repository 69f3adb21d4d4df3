/** Says what to do instead; the exit code of a command that did nothing. */
export function refused(sentence: string): number {
  console.error(sentence)
  return 1
}
