// Which of the product's languages a request is answered in.

export type Locale = 'zh-CN' | 'en'

/** The first language of an Accept-Language header (RFC 9110 §12.5.4) that we speak; Chinese when it names none. */
export function localeOf(header: string | undefined): Locale {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map(wish)
    .filter(({ weight }) => weight > 0)
  const [best] = wishes.sort((a, b) => b.weight - a.weight).flatMap(({ tag }) => spoken(tag) ?? [])
  return best ?? 'zh-CN'
}

function wish(part: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = q === undefined ? 1 : Number(q.slice(2))
  return { tag, weight: Number.isFinite(weight) ? weight : 0 }
}

const spoken = (tag: string): Locale | null => (/^zh\b/.test(tag) ? 'zh-CN' : /^en\b/.test(tag) ? 'en' : null)
