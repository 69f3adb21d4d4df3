// What stands against something of a design, a sentence each.
import type { Problem } from '#base/problem'
import { useProblemWords } from '../../data/definitions.ts'

export function Faulty({ faults }: { readonly faults: readonly Problem[] }) {
  const say = useProblemWords()
  return faults.map((problem) => (
    <small className="late" role="alert" key={say(problem)}>
      {say(problem)}
    </small>
  ))
}
