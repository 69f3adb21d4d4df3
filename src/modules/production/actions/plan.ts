// Plan a work order by hand, for stock: materials are taken from the active bill of materials.
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { addDays, localDate } from '#base/values/date'
import type { Action } from '#kernel/records'
import { idOf, label, quantityOf, readIn } from '#modules/inventory'
import { readRecipes } from '../reading/read-recipes.ts'
import { materialsFor, workOrderChanges } from '../rules/work-order-changes.ts'

export const plan: Action = {
  name: 'plan',
  object: 'production.workOrder',
  label: label('排产', 'Plan production'),
  target: 'none',
  input: [
    {
      name: 'item',
      type: 'reference',
      to: 'masterdata.item',
      label: label('产品', 'Product'),
      required: true,
    },
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('数量', 'Quantity'),
      required: true,
    },
    { name: 'warehouse', type: 'reference', to: 'masterdata.warehouse', label: label('完工入库仓', 'Into') },
    {
      name: 'dueDate',
      type: 'date',
      label: label('计划完工', 'Due'),
      help: label('不填则按提前期推算', 'Blank: today and the lead time'),
    },
  ],
  run: async (context, input) => {
    const item = idOf(input.item)
    const quantity = quantityOf(input.quantity)
    const [known] = await readIn(context, 'masterdata.item', 'id', [item], ['name', 'leadTimeDays'])
    if (known === undefined || quantity.lte(0)) return failed(problem('inventory.nothing', ['quantity']))
    const recipe = (await readRecipes(context, [item])).get(item)
    if (recipe === undefined)
      return failed(problem('production.noRecipe', ['item'], { item: idOf(known.name) }))
    const today = localDate(context.now, context.zone)
    const days = Math.ceil(quantityOf(known.leadTimeDays).toNumber())
    const id = context.newId()
    const changes = workOrderChanges({
      id,
      item,
      quantity,
      bom: recipe.bom,
      warehouse: idOf(input.warehouse) || null,
      plannedStart: null,
      dueDate: idOf(input.dueDate) || (today === undefined ? null : (addDays(today, days) ?? null)),
      materials: materialsFor(context, recipe, quantity),
    })
    return ok({ changes, output: { workOrder: id } })
  },
}
