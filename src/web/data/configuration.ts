// The workspace's configuration as a folder of text: fetched, judged and published.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Configured } from '#kernel/module'
import { type Answer, ask, call } from './api.ts'
import { lookAgain } from './definitions.ts'

/** Texts by their path within the folder. */
export type Folder = Readonly<Record<string, string>>
export type Way = 'whole' | 'added'

export type FolderAnswer = {
  readonly version: number
  readonly files: Folder
  /** Files that hold the id of a record, which another workspace does not know. */
  readonly withIds: readonly string[]
}

export const fetchFolder = (): Promise<FolderAnswer> => ask<FolderAnswer>('/api/configuration', {})

const send = (body: object): Promise<Answer<Configured>> =>
  call<Configured>('/api/configuration', { method: 'POST', body })

/** What the folder would come to; nothing is published. `stamp` tells one folder from another. */
export const useTrial = (files: Folder, way: Way, stamp: string) =>
  useQuery({
    queryKey: ['configuration-trial', stamp, way],
    gcTime: 0,
    staleTime: 0,
    queryFn: () => send({ files, way, isTrial: true }),
  })

/** Publishes the folder over the version that it was judged against. */
export function useConfigure(): (files: Folder, way: Way, version: number) => Promise<Answer<Configured>> {
  const queries: QueryClient = useQueryClient()
  return useCallback(
    async (files, way, version) => {
      const answer = await send({ files, way, version })
      await lookAgain(queries)
      return answer
    },
    [queries],
  )
}
