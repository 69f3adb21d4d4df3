// Imports over the wire: what the server says of a file, and of imports that are running or over.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  ConflictCounts,
  ConflictDecision,
  ImportConflict,
  ImportLook,
  ImportView,
  ImportWish,
  UndoKept,
  UndoView,
} from '#kernel/module'
import { type Answer, ask, call } from '../../data/api.ts'

export const isOpen = ({ state }: Pick<ImportView, 'state'>): boolean =>
  state === 'running' || state === 'cancelling'

const everyMs = 500
const key = (...rest: readonly string[]) => ['imports', ...rest] as const

/** Followed until it is over. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: key('one', id),
    queryFn: ({ signal }) => ask<ImportView>(`/api/imports/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data === undefined || isOpen(data) ? everyMs : false),
  })

export const useImports = () =>
  useQuery({
    queryKey: key('mine'),
    queryFn: ({ signal }) => ask<readonly ImportView[]>('/api/imports', { signal }),
    refetchInterval: ({ state: { data } }) => (data?.some(isOpen) ? everyMs * 4 : false),
  })

/** Those of one page; the former page stays until the next one is there. */
export const useConflicts = (id: string, from: number) =>
  useQuery({
    queryKey: key('conflicts', id, String(from)),
    queryFn: ({ signal }) =>
      ask<readonly ImportConflict[]>(`/api/imports/${id}/conflicts?from=${from}`, { signal }),
    placeholderData: keepPreviousData,
  })

export const decideConflicts = (id: string, decision: ConflictDecision) =>
  call<ConflictCounts>(`/api/imports/${id}/conflicts`, { method: 'POST', body: decision })

/** The latest first; followed until it is over. */
export const useUndos = (id: string) =>
  useQuery({
    queryKey: key('undos', id),
    queryFn: ({ signal }) => ask<readonly UndoView[]>(`/api/imports/${id}/undo`, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.some(isOpen) ? everyMs : false),
  })

export const useKept = (id: string, from: number, enabled: boolean) =>
  useQuery({
    queryKey: key('kept', id, String(from)),
    queryFn: ({ signal }) =>
      ask<readonly UndoKept[]>(`/api/imports/undo/${id}/kept?from=${from}`, { signal }),
    enabled,
    placeholderData: keepPreviousData,
  })

export const beginUndo = (id: string, isDry: boolean) =>
  call<{ readonly id: string }>(`/api/imports/${id}/undo`, { method: 'POST', body: { isDry } })

export const stopUndo = (id: string) => call<null>(`/api/imports/undo/${id}`, { method: 'DELETE' })

export async function sendFile(file: File): Promise<Answer<{ readonly id: string; readonly name: string }>> {
  const form = new FormData()
  form.set('file', file)
  return call('/api/files', { method: 'POST', form })
}

export type Question = {
  readonly object: string
  readonly file: string
  readonly sheet?: string | null
  readonly heading?: number
  readonly remembered: Readonly<Record<string, string>>
}

export const lookAt = (question: Question) =>
  call<ImportLook>('/api/imports/inspection', { method: 'POST', body: question })

export const begin = (wish: ImportWish) =>
  call<{ readonly id: string }>('/api/imports', { method: 'POST', body: wish })

export const cancel = (id: string) => call<null>(`/api/imports/${id}`, { method: 'DELETE' })
