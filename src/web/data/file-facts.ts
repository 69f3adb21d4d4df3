// What the server says of a file: its name, its type and whether it may be drawn in place. The name alone proves nothing.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { fileAddress } from './files.ts'

export type FileFacts = {
  readonly name: string
  /** How it can be drawn here; null for what is only saved. */
  readonly drawn: 'picture' | 'pdf' | 'text' | null
  /** Bytes. */
  readonly size: number
  /** Whether it may not be read, or is not there any more. */
  readonly isGone: boolean
}

export function factsIn(headers: Headers): FileFacts {
  const type = headers.get('content-type') ?? ''
  const disposition = headers.get('content-disposition') ?? ''
  return {
    name: decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? ''),
    drawn: disposition.startsWith('inline') ? drawnAs(type) : null,
    size: Number(headers.get('content-length') ?? 0),
    isGone: false,
  }
}

function drawnAs(type: string): FileFacts['drawn'] {
  if (type.startsWith('image/')) return 'picture'
  if (type.startsWith('application/pdf')) return 'pdf'
  return type.startsWith('text/plain') ? 'text' : null
}

const gone: FileFacts = { name: '', drawn: null, size: 0, isGone: true }

/** A file never changes: it is asked about once. */
export const fileFactsQuery = (id: string) =>
  queryOptions({
    queryKey: ['file', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<FileFacts> => {
      const answer = await fetch(fileAddress(id), { method: 'HEAD', credentials: 'same-origin', signal })
      if (answer.status === 404) return gone
      if (!answer.ok) throw new Error(`${answer.status}`)
      return factsIn(answer.headers)
    },
  })

export const useFileFacts = (id: string) => useQuery(fileFactsQuery(id))
