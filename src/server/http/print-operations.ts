// The addresses of printing, a part of the table of operations.
import { PrintAddress, PrintDraftShape, PrintQuery } from './print-shapes.ts'
import { ObjectAddress } from './wire.ts'

export const printOperations = {
  shippedPrints: {
    method: 'GET',
    path: '/api/definitions/prints/:object',
    summary: 'The print layouts that an object is shipped with; for administrators',
    params: ObjectAddress,
  },
  printDraft: {
    method: 'POST',
    path: '/api/definitions/prints/draft',
    summary: 'A record, or made-up values, on a layout that is not published yet, as PDF; for administrators',
    body: PrintDraftShape,
    isQuestion: true,
  },
  print: {
    method: 'GET',
    path: '/api/records/:object/:id/print/:layout',
    summary: 'A record on one of its print layouts, as PDF; noted in the log',
    params: PrintAddress,
    query: PrintQuery,
  },
} as const
