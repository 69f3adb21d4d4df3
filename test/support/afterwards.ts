// What a test file opened is closed after it, the newest first: also what is opened inside a hook or a test.
const ends: (() => unknown)[] = []

/** Has `end` run once the tests of this file are through. */
export const afterwards = (end: () => unknown): void => {
  ends.push(end)
}

const witnesses: (() => Promise<string>)[] = []

/** Has `tell` say what it sees wherever a test of this file fails, before anything is closed. */
export const whenFailed = (tell: () => Promise<string>): void => {
  if (!witnesses.includes(tell)) witnesses.push(tell)
}

/** What all witnesses say; one that cannot say anything keeps no other from it. */
export async function testimony(): Promise<string> {
  const told = await Promise.all(witnesses.map((tell) => tell().catch(String)))
  return told.filter((text) => text !== '').join('\n')
}

/** Runs everything that was left for afterwards; what fails does not keep the rest from its end. */
export async function endFile(): Promise<void> {
  const failures: unknown[] = []
  witnesses.length = 0
  for (const end of ends.splice(0).reverse())
    try {
      await end()
    } catch (failure) {
      failures.push(failure)
    }
  if (failures.length > 0) throw failures[0]
}
