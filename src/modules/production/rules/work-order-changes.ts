// A work order and its materials as changes.
import { type Decimal, ratio } from '#base/values/decimal'
import type { Change, Create, Reader, Values } from '#kernel/records'
import { quantityScale, quantityText } from '#modules/inventory'

export type Recipe = {
  readonly bom: string
  readonly components: readonly { readonly item: string; readonly quantity: Decimal }[]
}

export type PlannedWork = {
  readonly id: string
  readonly item: string
  readonly quantity: Decimal
  readonly bom: string | null
  readonly warehouse: string | null
  readonly plannedStart: string | null
  readonly dueDate: string | null
  readonly materials: readonly {
    readonly id: string
    readonly component: string
    readonly required: Decimal
  }[]
  /** References that other modules added to the work order. */
  readonly because?: Values
}

/** What a quantity needs of each component; one entry for each component even when the recipe names it twice. */
export function materialsFor(
  reader: Pick<Reader, 'newId'>,
  recipe: Recipe,
  quantity: Decimal,
): PlannedWork['materials'] {
  const items = [...new Set(recipe.components.map((component) => component.item))]
  return items.map((item) => {
    const parts = recipe.components.filter((component) => component.item === item)
    const each = parts.reduce((total, part) => total.plus(part.quantity), quantity.times(0))
    const required = ratio([each, quantity], [], quantityScale) ?? each
    return { id: reader.newId(), component: item, required }
  })
}

export function workOrderChanges(work: PlannedWork): readonly Change[] {
  const order: Create = {
    kind: 'create',
    object: 'production.workOrder',
    id: work.id,
    values: {
      item: work.item,
      quantity: quantityText(work.quantity),
      bom: work.bom,
      warehouse: work.warehouse,
      plannedStart: work.plannedStart,
      dueDate: work.dueDate,
      ...work.because,
    },
  }
  const materials = work.materials.map(
    (material): Create => ({
      kind: 'create',
      object: 'production.workOrderMaterial',
      id: material.id,
      values: {
        workOrder: work.id,
        component: material.component,
        required: quantityText(material.required),
      },
    }),
  )
  return [order, ...materials]
}
