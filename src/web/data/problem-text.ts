// Problems as one sentence to show.
import type { TFunction } from 'i18next'
import { AskFailed, type SaidProblem } from './api.ts'

/** The server's own sentences; a connection that failed and an answer without words have ours. */
export const problemText = (problems: readonly SaidProblem[], t: TFunction): string =>
  [...new Set(problems.map(({ message, code }) => message || t(`problem.${code.replace('.', '-')}`, code)))]
    .slice(0, 3)
    .join(' ')

/** Why something could not be read; undefined where nothing is known of it. */
export function readFault(error: unknown, t: TFunction): string | undefined {
  if (!(error instanceof AskFailed)) return undefined
  return error.status === 0 ? t('notKept') : problemText(error.problems, t)
}
