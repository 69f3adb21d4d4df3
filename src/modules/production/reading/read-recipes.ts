// Active bills of materials of items, in two reads however many there are.
import type { Reader } from '#kernel/records'
import { idOf, quantityOf, readIn } from '#modules/inventory'
import type { Recipe } from '../rules/work-order-changes.ts'

/** By item id. Of several active bills of one item the latest made (highest id) counts. */
export async function readRecipes(
  reader: Reader,
  items: Iterable<string>,
): Promise<ReadonlyMap<string, Recipe>> {
  const active = [{ field: 'active', is: 'eq', value: true }] as const
  const boms = await readIn(reader, 'production.bom', 'item', items, ['item'], active)
  const byItem = new Map(boms.map((bom) => [idOf(bom.item), idOf(bom.id)]))
  const fields = ['bom', 'component', 'quantity']
  const lines = await readIn(reader, 'production.bomLine', 'bom', byItem.values(), fields)
  const recipes = [...byItem].map(([item, bom]): [string, Recipe] => {
    const own = lines.filter((line) => line.bom === bom)
    const components = own.map((line) => ({
      item: idOf(line.component),
      quantity: quantityOf(line.quantity),
    }))
    return [item, { bom, components }]
  })
  return new Map(recipes)
}
