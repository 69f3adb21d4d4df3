// Under which name the page keeps what has been published; apart from the rest, which only designers load.
export const definitionsKey = ['definitions'] as const
