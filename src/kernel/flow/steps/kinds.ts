// The kinds of step there are.
import type { Step } from '../definition.ts'
import type { StepKind } from '../run.ts'
import { branch } from './branch.ts'
import { end } from './end.ts'
import { parallel } from './parallel.ts'
import { task } from './task.ts'
import { wait } from './wait.ts'

type Kinds = { readonly [K in Step['kind']]: StepKind<Extract<Step, { kind: K }>> }
const kinds: Kinds = { task, parallel, branch, wait, end }

/** The behaviour of a step; the table pairs each kind with its own type of step. */
export const kindOf = <S extends Step>(step: S): StepKind<S> => kinds[step.kind] as unknown as StepKind<S>
