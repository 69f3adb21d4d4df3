// How large a formula, and what it computes, may be. Both interpreters keep the same bounds.

/** Characters (UTF-16 units) of a formula's text. */
export const maxText = 4000
/** Problems that are looked for before checking stops; each may search all names for the closest. */
export const maxProblems = 10
/** Nested parentheses, calls and prefix operators. */
export const maxDepth = 60
/** Nodes of the tree. */
export const maxNodes = 500
/** Characters of one text literal or one bracketed name. */
export const maxLiteral = 1000
/** Characters (code points) of a text that a formula makes. */
export const maxOutput = 10_000
/** Characters that replace a part in SUBSTITUTE. */
export const maxReplacement = 1000
/** Digits before the point: every number is less than 10^30 in magnitude. */
export const maxDigits = 30
/** Digits after the point that are kept. */
export const scale = 20
/** Sums and counts over related records in one formula: each looks through all of them. */
export const maxGathered = 10
/** Working days that are gone forward or back at once. */
export const maxWorkdays = 2000
/** Days that are looked through for them: twenty years, as far as the calendar answers. */
export const maxWorkdayReach = 7320
/** The greatest exponent of `^`. */
export const maxExponent = 20
