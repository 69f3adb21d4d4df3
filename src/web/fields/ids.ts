/** What a field of several values holds, by id or key; none where it is blank. */
export const idsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
