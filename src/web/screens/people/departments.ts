// Departments as a tree drawn line by line, and all that lies under one of them. Pure.
import type { Row } from '#kernel/schema'

export type DepartmentLine = {
  readonly id: string
  readonly name: string
  readonly head: string | null
  /** 0 for those at the top. */
  readonly depth: number
}

const parentOf = ({ parent }: Row): string | null => (typeof parent === 'string' ? parent : null)

/** Every department once, each under its parent; one whose parent is not known, or that goes round in a ring, stands at the top. */
export function departmentLines(rows: readonly Row[]): readonly DepartmentLine[] {
  const known = new Set(rows.map(({ id }) => String(id)))
  const drawn = new Set<string>()
  const under = (parent: string | null, depth: number): readonly DepartmentLine[] =>
    rows
      .filter((row) => {
        const own = parentOf(row)
        return (own !== null && known.has(own) ? own : null) === parent && !drawn.has(String(row.id))
      })
      .flatMap((row) => lineOf(row, depth))
  const lineOf = (row: Row, depth: number): readonly DepartmentLine[] => {
    const id = String(row.id)
    drawn.add(id)
    const head = typeof row.head === 'string' ? row.head : null
    return [{ id, name: String(row.name ?? ''), head, depth }, ...under(id, depth + 1)]
  }
  const lines = under(null, 0)
  const lost = rows.filter(({ id }) => !drawn.has(String(id)))
  return [...lines, ...lost.flatMap((row) => (drawn.has(String(row.id)) ? [] : lineOf(row, 0)))]
}

/** A department and all under it, by their ids. */
export function withAllUnder(lines: readonly DepartmentLine[], id: string): readonly string[] {
  const at = lines.findIndex((line) => line.id === id)
  const own = lines[at]
  if (own === undefined) return []
  const rest = lines.slice(at + 1)
  const end = rest.findIndex(({ depth }) => depth <= own.depth)
  return [own, ...(end < 0 ? rest : rest.slice(0, end))].map((line) => line.id)
}
