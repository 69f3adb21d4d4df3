// Everything still open is made: one click.
import type { Action } from '#kernel/records'
import { label } from '#modules/inventory'
import { produce } from './produce.ts'
import { inProgress } from './report.ts'

export const finish: Action = {
  name: 'finish',
  object: 'production.workOrder',
  label: label('全部完工', 'Finish'),
  target: 'record',
  moves: { field: 'status', to: ['finished'] },
  primary: true,
  visible: "status = 'started'",
  input: [],
  checks: [inProgress],
  run: (context) => produce(context, null),
}
