// Values put into lines at once, pasted or filled down: what a line does not take is left out, and told.
import { type ClipboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { cellsOf, pastedValues, tableOf } from '../paste/pasted-table.ts'
import { useFormat } from '../ui/format-context.tsx'
import type { Judgement } from './judging.ts'
import { admitted, type DrawnLine, drawnLines, withValue } from './line-grid-state.ts'
import type { LineHistory } from './line-history.ts'
import { newLine } from './line-start.ts'

type Asked = {
  readonly object: ObjectMetadata
  readonly owner: string
  readonly stored: readonly Row[]
  readonly lines: readonly DraftLine[]
  readonly fields: readonly FieldMetadata[]
  readonly history: LineHistory
  readonly judge: (line: DrawnLine) => Judgement
}

export type Putting = {
  readonly put: (line: DrawnLine, values: Row) => void
  /** A copied table fills the cells right and down of where it is pasted, or those its heads name; lines are added as needed. */
  readonly paste: (event: ClipboardEvent, row: number, column: number) => void
  /** What was left out the last time; '' when nothing was. */
  readonly leftOut: string
  readonly forget: () => void
}

export function usePutting({ object, owner, stored, lines, fields, history, judge }: Asked): Putting {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const { zone } = useFormat()
  const [leftOut, setLeftOut] = useState<readonly FieldMetadata[]>([])
  const putAll = (from: readonly DraftLine[], values: ReadonlyMap<string, Row>): void => {
    let next = from
    const left: FieldMetadata[] = []
    for (const line of drawnLines(stored, from)) {
      const given = values.get(line.id)
      if (given === undefined) continue
      const taken = admitted(object, line, given, judge)
      left.push(...taken.leftOut)
      if (Object.keys(taken.values).length > 0) next = withValue(next, line.id, taken.values)
    }
    setLeftOut(left)
    history.change(next)
    history.renew()
  }
  const all = object.fields.filter(({ name }) => name !== owner)
  const counted = [...new Set(leftOut)].map((field) => ({
    field: label(field.label),
    count: leftOut.filter((one) => one === field).length,
  }))
  return {
    put: (line, values) => putAll(lines, new Map([[line.id, values]])),
    paste: (event, row, column) => {
      const cells = cellsOf(event.clipboardData.getData('text/plain'))
      if (cells === null) return
      event.preventDefault()
      void pastedValues(tableOf(cells, fields, all, column), catalog, zone).then((values) => {
        const missing = Math.max(0, row + values.length - drawnLines(stored, lines).length)
        const next = [...lines, ...Array.from({ length: missing }, newLine)]
        const ids = drawnLines(stored, next).map(({ id }) => id)
        putAll(next, new Map(values.map((value, offset) => [ids[row + offset] ?? '', value])))
      })
    },
    leftOut:
      counted.length === 0
        ? ''
        : t('lines.leftOut', { cells: counted.map((one) => t('lines.leftOutOf', one)).join(t('comma')) }),
    forget: () => setLeftOut([]),
  }
}
