// What a misspelt name was probably meant to be.

const longest = 64

/** Up to `count` of the candidates, the most alike first (Levenshtein distance, letter case ignored). */
export function closest(name: string, candidates: Iterable<string>, count = 5): readonly string[] {
  const wanted = name.slice(0, longest).toLowerCase()
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, away: distance(wanted, candidate.slice(0, longest).toLowerCase()) }))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 0; i < left.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < right.length; j++) {
      const change = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
