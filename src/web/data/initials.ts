// The pinyin initials of what stands on the screen: the server knows them, asked once for each set of texts.
import { useQuery } from '@tanstack/react-query'
import { ask, call } from './api.ts'

const chinese = /\p{Script=Han}/u
const mostAsked = 1000

/** Initials by text; of texts without Chinese nothing is asked, and nothing is known until the answer is there. */
export function useInitials(texts: readonly string[]): ReadonlyMap<string, string> {
  const asked = [...new Set(texts)].filter((text) => chinese.test(text)).slice(0, mostAsked)
  const { data } = useQuery({
    queryKey: ['initials', asked],
    enabled: asked.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const said = await ask<readonly string[]>('/api/initials', {
        method: 'POST',
        body: bodyOf(asked),
        signal,
      })
      return new Map(asked.map((text, at) => [text, said[at] ?? '']))
    },
  })
  return data ?? none
}

const none: ReadonlyMap<string, string> = new Map()

const bodyOf = (texts: readonly string[]) => ({ texts: texts.map((text) => text.slice(0, 200)) })

const learnt = new Map<string, string>()

/** The same for what is looked for while somebody types, where the texts change from place to place: each is asked for once. */
export async function initialsOf(texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const fresh = [...new Set(texts)].filter((text) => chinese.test(text) && !learnt.has(text))
  const asked = fresh.slice(0, mostAsked)
  if (asked.length === 0) return learnt
  const answer = await call<readonly string[]>('/api/initials', { method: 'POST', body: bodyOf(asked) })
  if (answer.ok) asked.forEach((text, at) => void learnt.set(text, answer.value[at] ?? ''))
  return learnt
}
