// Expected failures are values: a Result is either a value or the problems that prevented it.
import type { Problem } from './problem.ts'

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const failed = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems })
