// An exception has one holder and one clock until it is solved; a rush is answered within one working hour (ORD-07).
import type { FlowDefinition, TaskStep } from '#kernel/flow'
import { label } from '#modules/inventory'

export const exceptionFlowName = 'coordination.exception'

const holder = { person: 'COALESCE(holder, department.head)', role: 'coordinator' } as const

const rush: TaskStep = {
  kind: 'task',
  name: 'rush',
  label: label('答复加急', 'Answer a rush'),
  holder,
  limitMinutes: 60,
  escalateEveryMinutes: 60,
  doneWhen: "status <> 'open'",
  doneMeans: label('加急还没有答复', 'The rush is not answered'),
  actions: ['grant', 'refuse'],
}

const solve: TaskStep = {
  kind: 'task',
  name: 'solve',
  label: label('处理异常', 'Solve an exception'),
  holder,
  limitMinutes: 240,
  escalateEveryMinutes: 120,
  doneWhen: "status <> 'open'",
  doneMeans: label('异常还没有解决', 'The exception is not solved'),
  actions: ['solve'],
}

export const exceptionFlow: FlowDefinition = {
  name: exceptionFlowName,
  label: label('订单异常处理', 'Exception'),
  object: 'coordination.exception',
  startWhen: "status = 'open'",
  steps: [
    {
      kind: 'branch',
      name: 'kind',
      cases: [{ when: "kind = 'rush'", steps: [rush] }],
      otherwise: [solve],
    },
    { kind: 'end', name: 'done', label: label('已处理', 'Dealt with') },
  ],
}
