// The end of the whole instance, from whatever depth.
import type { EndStep } from '../definition.ts'
import { here, type StepKind } from '../run.ts'

export const end: StepKind<EndStep> = {
  enter: () => ({ is: 'ended' }),
  on: (_step, place) => here(place),
}
