// Which fields of its object a saved view names: in its columns, its order, its groups and its filters. Pure.

const listed = ['sort', 'cols', 'group', 'turn', 'by'] as const
const chosen = 'f.'

/** The names in the address of a view, each once; what cannot be read names nothing. */
export function fieldsOfView(address: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [key, text] of parametersOf(address)) {
    if (key.startsWith(chosen)) names.add(key.slice(chosen.length))
    if (listed.some((one) => one === key))
      for (const name of text.split(',')) names.add(name.replace(/^-/, ''))
    if (key === 'where') for (const name of namesInFilter(parsed(text))) names.add(name)
  }
  names.delete('')
  return names
}

const parametersOf = (address: string): readonly (readonly [string, string])[] =>
  address.split('&').map((part) => {
    const at = part.indexOf('=')
    return at < 0 ? [decoded(part), ''] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))]
  })

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return ''
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Groups begin with a sign, conditions with the name of their field. */
function namesInFilter(node: unknown): readonly string[] {
  if (!Array.isArray(node)) return []
  const [first, ...rest]: readonly unknown[] = node
  if (first === '&' || first === '|') return rest.flatMap(namesInFilter)
  return typeof first === 'string' ? [first] : []
}
