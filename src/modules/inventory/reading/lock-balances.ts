// The one way to look at stock before deciding about it: locked, in id order.
import type { Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'

const fields = ['id', 'item', 'warehouse', 'onHand', 'reserved']

/**
 * The balances of these items in all warehouses, locked in id order until commit, so that two writes that want the same
 * goods decide one after the other. An item that was never in stock has no balance and locks nothing.
 */
export async function lockBalances(reader: Reader, items: Iterable<string>): Promise<readonly Row[]> {
  const wanted = [...new Set(items)].filter((item) => item !== '').sort()
  if (wanted.length === 0) return []
  return reader.read(
    { object: 'inventory.balance', fields, filter: { field: 'item', is: 'in', value: wanted }, sort: [] },
    { lock: true },
  )
}
