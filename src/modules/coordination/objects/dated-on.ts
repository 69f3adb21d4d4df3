// The mark of a day that passed: on a line for the promise engine, on its order for whoever reads its history.
import type { Field } from '#kernel/schema'
import { label } from '#modules/inventory'

export const datedOn: Field = {
  name: 'datedOn',
  type: 'date',
  readOnly: true,
  hidden: true,
  label: label('交期重新推算于', 'Dated again on'),
  help: label(
    '最近一次因到日未发而重新推算的日子',
    'The last day on which a day had passed without shipment',
  ),
}
