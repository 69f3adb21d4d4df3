// What a test file opened is closed after it, the newest first: also what is opened inside a hook or a test.
const ends: (() => unknown)[] = []

/** Has `end` run once the tests of this file are through. */
export const afterwards = (end: () => unknown): void => {
  ends.push(end)
}

/** Runs everything that was left for afterwards; what fails does not keep the rest from its end. */
export async function endFile(): Promise<void> {
  const failures: unknown[] = []
  for (const end of ends.splice(0).reverse())
    try {
      await end()
    } catch (failure) {
      failures.push(failure)
    }
  if (failures.length > 0) throw failures[0]
}
