// The main line of an order: one named holder and one clock at every step (ORD-02).
import type { FlowDefinition } from '#kernel/flow'
import { label } from '#modules/inventory'

export const mainLineName = 'coordination.orderMainLine'

export const orderMainLine: FlowDefinition = {
  name: mainLineName,
  label: label('订单主线', 'Order main line'),
  object: 'sales.order',
  mainLine: true,
  startWhen: "status = 'draft' or status = 'confirmed'",
  cancelWhen: "status = 'cancelled'",
  steps: [
    {
      kind: 'task',
      name: 'confirm',
      label: label('销售确认', 'Confirm'),
      holder: { person: 'salesPerson', role: 'sales', department: 'sales' },
      limitMinutes: 240,
      escalateEveryMinutes: 120,
      // Planned in the same write as confirmed: only then is it known what must be bought and made.
      doneWhen: "status = 'closed' or (status = 'confirmed' and NOT(ISBLANK(plannedAt)))",
      doneMeans: label('订单还没有确认', 'The order is not confirmed'),
      actions: ['confirm', 'cancel'],
      guide: label('核对金额、数量、交期后确认', 'Check amount, quantity and date, then confirm'),
    },
    {
      kind: 'parallel',
      name: 'supply',
      branches: [
        [
          {
            kind: 'task',
            name: 'purchase',
            label: label('采购', 'Purchase'),
            holder: { department: 'purchasing', role: 'purchaser' },
            limitMinutes: 2400,
            escalateEveryMinutes: 480,
            skipWhen: 'COALESCE(purchaseOpen, 0) <= 0',
            doneWhen: "COALESCE(purchaseOpen, 0) <= 0 or status = 'closed'",
            doneMeans: label('采购的货还没有到齐入库', 'What is bought has not all arrived'),
            actions: ['requestPurchase'],
            guide: label(
              '下达采购单并跟到入库，入库后自动完成',
              'Place the purchase orders and see them in; the step ends by itself',
            ),
          },
        ],
        [
          {
            kind: 'task',
            name: 'production',
            label: label('生产', 'Production'),
            holder: { department: 'production', role: 'planner' },
            limitMinutes: 2400,
            escalateEveryMinutes: 480,
            skipWhen: 'COALESCE(makeOpen, 0) <= 0',
            doneWhen: "COALESCE(makeOpen, 0) <= 0 or status = 'closed'",
            doneMeans: label('工单还没有全部完工', 'The work orders are not finished'),
            actions: ['planProduction'],
            guide: label('按工单完工，报工后自动完成', 'Finish the work orders; the step ends by itself'),
          },
        ],
      ],
    },
    {
      kind: 'task',
      name: 'ship',
      label: label('发货', 'Ship'),
      holder: { department: 'logistics', role: 'logistics' },
      limitMinutes: 480,
      escalateEveryMinutes: 240,
      doneWhen: "COALESCE(openQuantity, 0) <= 0 or status = 'closed'",
      doneMeans: label('还有数量没有发出', 'Something is still to be shipped'),
      actions: ['ship', 'reserve'],
    },
    {
      kind: 'task',
      name: 'invoice',
      label: label('开票', 'Invoice'),
      holder: { department: 'finance', role: 'accountant' },
      limitMinutes: 960,
      escalateEveryMinutes: 480,
      doneWhen:
        'COALESCE(toInvoiceQuantity, 0) <= 0 and COALESCE(toCreditQuantity, 0) <= 0 and COALESCE(draftInvoices, 0) <= 0',
      doneMeans: label('已发货的还没有全部开票', 'What was shipped is not all invoiced'),
      actions: ['issueInvoice'],
    },
    {
      kind: 'task',
      name: 'collect',
      label: label('回款', 'Collect'),
      holder: { department: 'finance', role: 'accountant' },
      limitMinutes: 14_400,
      escalateEveryMinutes: 2400,
      doneWhen: 'outstanding <= 0',
      doneMeans: label('发票还没有收齐款', 'The invoices are not all paid'),
    },
    {
      kind: 'task',
      name: 'aftersales',
      label: label('售后', 'After-sales'),
      holder: { department: 'service', role: 'service' },
      limitMinutes: 4800,
      doneWhen: "status = 'closed'",
      doneMeans: label('订单还没有完成关闭', 'The order is not closed'),
      actions: ['close'],
      guide: label('回访客户，没有问题后关闭订单', 'Call the customer; close the order when all is well'),
    },
    { kind: 'end', name: 'done', label: label('完成', 'Done') },
  ],
}
