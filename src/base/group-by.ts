/** Things by what they have in common, each group in their order; those without a key are left out. */
export function groupBy<T>(
  rows: readonly T[],
  key: (row: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const name = key(row)
    if (name === null) continue
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [row])
    else group.push(row)
  }
  return groups
}
