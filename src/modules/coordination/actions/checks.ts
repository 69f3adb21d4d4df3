// Sentences that several actions of an order need.
import { label } from '#modules/inventory'

export const isConfirmed = {
  formula: "status = 'confirmed'",
  message: label('请先确认订单', 'Confirm the order first'),
  field: 'status',
}
