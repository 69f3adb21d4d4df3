// A formula as people write it, wherever there is one; all that helps with writing it is fetched with the first.
import { lazy, Suspense } from 'react'
import type { Kind } from '#kernel/formula'
import type { Field } from '#kernel/schema'
import { useFormulaLanguage } from './formula-language.ts'

const FormulaWriting = lazy(() => import('./formula-writing.tsx'))

export type FormulaInputProps = {
  /** Over whose fields. */
  readonly object: string
  readonly value: string
  readonly id: string
  readonly label: string
  readonly isInvalid: boolean
  /** The kind that is asked for, where one is. */
  readonly expected?: Kind | undefined
  /** The field whose value it becomes; none for a condition. */
  readonly shown?: Field
  readonly onChange: (text: string) => void
}

export function FormulaInput(props: FormulaInputProps) {
  const formulas = useFormulaLanguage(true)
  const waiting = <pre className="formula-waiting">{props.value}</pre>
  return (
    <div className="formula">
      {formulas === null ? (
        waiting
      ) : (
        <Suspense fallback={waiting}>
          <FormulaWriting {...props} formulas={formulas} waiting={waiting} />
        </Suspense>
      )}
    </div>
  )
}
