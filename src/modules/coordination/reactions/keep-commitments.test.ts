import { expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import { broken } from './keep-commitments.ts'

const order = { number: 'SO-1', status: 'confirmed', shippedQuantity: '0.000', invoicedQuantity: null }
const ends = (status: string, before: Row): unknown =>
  broken({ before: { ...order, ...before }, after: { ...order, ...before, status } })

test('[CO13] what was shipped or invoiced cannot be cancelled; what is still open cannot be closed', () => {
  expect(ends('cancelled', { openQuantity: '4.000' })).toEqual([])
  expect(ends('cancelled', { shippedQuantity: '1.000' })).toMatchObject([
    { code: 'coordination.cancelAfterShipping', params: { number: 'SO-1', shipped: '1', invoiced: '0' } },
  ])
  expect(ends('cancelled', { invoicedQuantity: '2.500' })).toMatchObject([{ params: { invoiced: '2.5' } }])
  expect(ends('closed', { openQuantity: '0.500' })).toMatchObject([
    { code: 'coordination.closeBeforeShipping', params: { number: 'SO-1', open: '0.5' } },
  ])
  expect(ends('closed', { openQuantity: '0.000', shippedQuantity: '3.000' })).toEqual([])
  expect(broken({ before: null, after: order })).toEqual([])
})
