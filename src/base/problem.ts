// What went wrong, said so that both a program and a person can act on it.

/** A value that a problem's message may show. Lists are shown joined. */
export type ProblemParam = string | number | boolean | null | readonly string[]

/**
 * One expected failure.
 * `code` is stable and dotted (`records.conflict`); its texts live in `messages/{zh-CN,en}.json` of the part that owns it.
 * `path` names the place at fault: the change's index and then the field, e.g. `['0', 'quantity']`.
 */
export type Problem = {
  readonly code: string
  readonly path: readonly string[]
  readonly params: Readonly<Record<string, ProblemParam>>
}

export const problem = (
  code: string,
  path: readonly string[] = [],
  params: Readonly<Record<string, ProblemParam>> = {},
): Problem => ({ code, path, params })
