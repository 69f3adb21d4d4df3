// The pinyin initials of what stands on the screen: the server knows them, asked once for each set of texts.
import { useQuery } from '@tanstack/react-query'
import { ask } from './api.ts'

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
      const body = { texts: asked.map((text) => text.slice(0, 200)) }
      const said = await ask<readonly string[]>('/api/initials', { method: 'POST', body, signal })
      return new Map(asked.map((text, at) => [text, said[at] ?? '']))
    },
  })
  return data ?? none
}

const none: ReadonlyMap<string, string> = new Map()
