// Imports over the wire: what the server says of a file, and of imports that are running or over.
import { useQuery } from '@tanstack/react-query'
import { type Answer, ask, call } from '../../data/api.ts'

export type CellKind = 'number' | 'date' | 'boolean' | 'text' | 'blank'

export type Column = { readonly name: string; readonly kind: CellKind; readonly samples: readonly string[] }

export type Looked = {
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly heading: number
  readonly columns: readonly Column[]
  readonly guess: Readonly<Record<string, string>>
  readonly fields: readonly string[]
  readonly identities: readonly string[]
}

export type Wish = {
  readonly object: string
  readonly file: string
  readonly sheet: string | null
  readonly heading: number
  readonly columns: Readonly<Record<string, string>>
  readonly identity: string | null
  readonly found: 'update' | 'leave'
  readonly isDry: boolean
  readonly rows?: number
}

export type Sample = {
  readonly line: number
  readonly cells: readonly string[]
  readonly problems: readonly { readonly field: string | null; readonly message: string }[]
}

export const fates = ['created', 'changed', 'unchanged', 'refused'] as const
export type Fate = (typeof fates)[number]

/** What the engine calls the rows of each. */
export const engineFate = {
  created: 'imported',
  changed: 'changed',
  unchanged: 'existing',
  refused: 'refused',
} as const satisfies Record<Fate, string>

export type ImportView = {
  readonly id: string
  readonly object: string
  readonly fileName: string
  readonly wish: Wish
  readonly state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly counts: Readonly<Record<Fate, number>>
  readonly heads: readonly string[]
  readonly samples: Readonly<Partial<Record<(typeof engineFate)[Fate], readonly Sample[]>>>
  readonly error: string | null
  readonly createdAt: string
}

export const isOpen = ({ state }: ImportView): boolean => state === 'running' || state === 'cancelling'

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
  call<Looked>('/api/imports/inspection', { method: 'POST', body: question })

export const begin = (wish: Wish) =>
  call<{ readonly id: string }>('/api/imports', { method: 'POST', body: wish })

export const cancel = (id: string) => call<null>(`/api/imports/${id}`, { method: 'DELETE' })
