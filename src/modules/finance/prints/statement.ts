// What a customer owes, invoice by invoice, for them to agree to.
import type { Extension } from '#kernel/schema'

export const statement: Extension = {
  object: 'masterdata.party',
  prints: [
    {
      name: 'statement',
      label: { 'zh-CN': '对账单', en: 'Statement of account' },
      blocks: [
        {
          kind: 'heading',
          text: { 'zh-CN': '对账单', en: 'Statement of account' },
          under: { 'zh-CN': '截至 {TODAY()}', en: 'As of {TODAY()}' },
        },
        {
          kind: 'facts',
          columns: 2,
          facts: [
            { value: 'name', label: { 'zh-CN': '客户', en: 'Customer' } },
            { value: 'code' },
            { value: 'taxNumber' },
            { value: 'paymentTermDays' },
            { value: 'address' },
            { value: 'phone' },
          ],
        },
        {
          kind: 'lines',
          title: { 'zh-CN': '未收清的发票', en: 'Invoices that are not settled' },
          of: {
            object: 'finance.invoice',
            by: 'customer',
            where: "status = 'issued' and outstanding <> 0",
            sort: ['issuedOn', 'number'],
          },
          numbered: true,
          columns: [
            { value: 'number', label: { 'zh-CN': '发票', en: 'Invoice' }, width: 1.6 },
            { value: 'taxInvoiceNumber', width: 1.4 },
            { value: 'issuedOn', width: 1.2 },
            { value: 'dueOn', width: 1.2 },
            { value: 'gross', width: 1.4, sum: true },
            { value: 'allocated', label: { 'zh-CN': '已收', en: 'Paid' }, width: 1.4, sum: true },
            { value: 'outstanding', width: 1.4, sum: true },
            {
              value: 'MAX(0, DAYSBETWEEN(dueOn, TODAY()))',
              label: { 'zh-CN': '逾期天数', en: 'Days late' },
              width: 0.9,
            },
          ],
        },
        {
          kind: 'text',
          text: {
            'zh-CN':
              '应收合计：{receivable}\n金额大写：{RMBCAPITAL(receivable)}\n以上款项如核对无误，请签章回传；如有不符，请列明差异。',
            en: 'Receivable in total: {receivable}\nIn words: {RMBCAPITAL(receivable)}\nPlease sign and return this statement, or tell us where it differs.',
          },
        },
        {
          kind: 'seal',
          parties: [
            { label: { 'zh-CN': '对账单位', en: 'Sent by' }, under: { 'zh-CN': '日期：', en: 'Date:' } },
            {
              label: { 'zh-CN': '客户确认', en: 'Agreed by' },
              under: { 'zh-CN': '{name}\n日期：', en: '{name}\nDate:' },
            },
          ],
        },
        { kind: 'foot', text: { 'zh-CN': '对账单 {name}', en: 'Statement of account, {name}' } },
      ],
    },
  ],
}
