// Report that something about an order needs somebody, ask for a rush, and say what was done about it (ORD-07).
import { ok } from '#base/result'
import type { Action, Change } from '#kernel/records'
import type { Field, Label } from '#kernel/schema'
import { idOf, label } from '#modules/inventory'
import { exceptionKinds } from '../objects/exception.ts'
import { isConfirmed } from './checks.ts'

type Context = Parameters<Action['run']>[0]
type Input = Parameters<Action['run']>[1]

const orderLine: Field = {
  name: 'orderLine',
  type: 'reference',
  to: 'sales.orderLine',
  label: label('订单明细', 'Order line'),
}

const personOf = ({ actor }: Context): string | null => (actor.kind === 'person' ? actor.id : null)

/** `kind` is one of the exception's kinds; what the reporter left blank is found by the flow. */
function opened(context: Context, kind: string, input: Input) {
  const id = context.newId()
  const values = {
    kind,
    order: idOf(context.record?.id),
    orderLine: idOf(input.orderLine) || null,
    text: idOf(input.text),
    wantedDate: idOf(input.wantedDate) || null,
    department: idOf(input.department) || null,
    holder: idOf(input.holder) || null,
    reportedBy: personOf(context),
    reportedAt: context.now,
  }
  const create: Change = { kind: 'create', object: 'coordination.exception', id, values }
  return ok({ changes: [create], output: { exception: id } })
}

export const reportException: Action = {
  name: 'reportException',
  object: 'sales.order',
  label: label('报告异常', 'Report an exception'),
  target: 'record',
  visible: "status = 'confirmed'",
  input: [
    {
      name: 'kind',
      type: 'select',
      label: label('类别', 'Kind'),
      required: true,
      // A rush is asked for by its own action.
      options: exceptionKinds.filter(({ key }) => key !== 'rush'),
    },
    { name: 'text', type: 'text', maxLength: 500, label: label('情况', 'What happened'), required: true },
    orderLine,
    {
      name: 'department',
      type: 'department',
      label: label('责任部门', 'Department'),
      help: label('部门负责人会收到，并开始计时', 'Its head is told, and the clock starts'),
    },
    {
      name: 'holder',
      type: 'person',
      label: label('责任人', 'Held by'),
      help: label(
        '不填时是部门负责人，没有部门时是协调员',
        'Blank: the head of the department, or the coordinator',
      ),
    },
  ],
  checks: [isConfirmed],
  run: async (context, input) => opened(context, idOf(input.kind), input),
}

export const askRush: Action = {
  name: 'rush',
  object: 'sales.order',
  label: label('申请加急', 'Ask for a rush'),
  target: 'record',
  visible: "status = 'confirmed' and priority <> 'rush'",
  input: [
    { name: 'wantedDate', type: 'date', label: label('希望交期', 'Wanted date') },
    { name: 'text', type: 'text', maxLength: 500, label: label('加急原因', 'Reason'), required: true },
  ],
  checks: [isConfirmed],
  run: async (context, input) => opened(context, 'rush', input),
}

const isOpen = {
  formula: "status = 'open'",
  message: label('已经处理完', 'It is already dealt with'),
  field: 'status',
}

const ended = (context: Context, status: 'solved' | 'refused', solution: string | null): Change => ({
  kind: 'update',
  object: 'coordination.exception',
  id: idOf(context.record?.id),
  values: { status, solution, solvedBy: personOf(context), solvedAt: context.now },
})

const solutionInput = (says: Label, required = true): Field => ({
  name: 'solution',
  type: 'text',
  maxLength: 500,
  label: says,
  required,
})

export const solveException: Action = {
  name: 'solve',
  object: 'coordination.exception',
  label: label('已解决', 'Solved'),
  target: 'record',
  moves: { field: 'status', to: ['solved'] },
  primary: true,
  visible: "status = 'open' and kind <> 'rush'",
  input: [solutionInput(label('怎么处理的', 'What was done'))],
  checks: [isOpen],
  run: async (context, input) => ok({ changes: [ended(context, 'solved', idOf(input.solution))] }),
}

/** The order goes before all others that are not rushed; everybody who waits for the same goods follows in the same write. */
export const grantRush: Action = {
  name: 'grant',
  object: 'coordination.exception',
  label: label('同意加急', 'Grant the rush'),
  target: 'record',
  moves: { field: 'status', to: ['solved'] },
  primary: true,
  visible: "status = 'open' and kind = 'rush'",
  input: [
    {
      name: 'promisedDate',
      type: 'date',
      label: label('新的承诺交期', 'New promised date'),
      help: label('不填则承诺交期不变', 'Blank: the promise stays as it is'),
    },
    solutionInput(label('说明', 'Remark'), false),
  ],
  checks: [isOpen],
  run: async (context, input) => {
    const promised = idOf(input.promisedDate)
    const values = { priority: 'rush', ...(promised === '' ? {} : { promisedDate: promised }) }
    const order: Change = { kind: 'update', object: 'sales.order', id: idOf(context.record?.order), values }
    return ok({ changes: [ended(context, 'solved', idOf(input.solution) || null), order] })
  },
}

export const refuseRush: Action = {
  name: 'refuse',
  object: 'coordination.exception',
  label: label('不同意', 'Refuse'),
  target: 'record',
  moves: { field: 'status', to: ['refused'] },
  visible: "status = 'open' and kind = 'rush'",
  input: [solutionInput(label('为什么', 'Why'))],
  checks: [isOpen],
  run: async (context, input) => ok({ changes: [ended(context, 'refused', idOf(input.solution))] }),
}
