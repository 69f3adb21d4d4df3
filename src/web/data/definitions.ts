// What has been published at run time, as administrators see it, and what the kernel says of definitions that do not hold.
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#base/problem'
import type { FlowDefinition } from '#kernel/flow'
import type {
  ModuleState,
  Publication,
  PublicationNote,
  PublishedContent,
  PublishedDefinitions,
} from '#kernel/module'
import type { Label } from '#kernel/schema'
import type { Language } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { type Answer, ask, call, type SaidProblem } from './api.ts'
import { definitionsKey } from './definitions-key.ts'
import { metadataKey } from './metadata.ts'
import { useMe } from './session.ts'

/** The server has said each problem in the reader's language. */
export type Published = Omit<PublishedDefinitions, 'aside'> & {
  readonly aside: readonly (Omit<PublishedDefinitions['aside'][number], 'problems'> & {
    readonly problems: readonly SaidProblem[]
  })[]
}

export const useMayDefine = (): boolean => useMe().roles.includes('admin')

const fillingLookMs = 2000

export const usePublished = () =>
  useQuery({
    queryKey: definitionsKey,
    enabled: useMayDefine(),
    queryFn: ({ signal }) => ask<Published>('/api/definitions', { signal }),
    // How far records have come is followed until there is nothing left to do.
    refetchInterval: ({ state }) => (state.data?.filling.length ? fillingLookMs : false),
  })

export const suggestNames = (texts: readonly string[]): Promise<Answer<readonly string[]>> =>
  call('/api/definitions/names', { method: 'POST', body: { texts } })

/** Publishes, and looks again at everything that definitions decide. */
export function usePublish(): (publication: Publication) => Promise<Answer<{ readonly version: number }>> {
  const queries = useQueryClient()
  return useCallback(
    async (publication) => {
      const answer = await call<{ version: number }>('/api/definitions', { method: 'PUT', body: publication })
      await lookAgain(queries)
      return answer
    },
    [queries],
  )
}

const publicationsKey = ['publications'] as const

/** What was published when and by whom, newest first, as far as somebody has looked back. */
export const usePublications = () =>
  useInfiniteQuery({
    queryKey: publicationsKey,
    enabled: useMayDefine(),
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      ask<readonly PublicationNote[]>(`/api/definitions/publications${pageParam}`, { signal }),
    getNextPageParam: (page) => {
      const last = page.at(-1)
      return page.length < mostNotes || last === undefined ? undefined : `?before=${last.version}`
    },
  })

/** As many as the server tells at a time. */
const mostNotes = 50

/** What a publication left, which nothing changes any more. */
export const usePublicationAt = (version: number) =>
  useQuery({
    queryKey: [...publicationsKey, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask<PublishedContent>(`/api/definitions/publications/${version}`, { signal }),
  })

/** Publishes once more what had been published at a version. */
export function useRollBack(): (
  to: number,
  version: number,
) => Promise<Answer<{ readonly version: number }>> {
  const queries = useQueryClient()
  return useCallback(
    async (to, version) => {
      const body = { to, version }
      const answer = await call<{ version: number }>('/api/definitions/rollback', { method: 'POST', body })
      await lookAgain(queries)
      return answer
    },
    [queries],
  )
}

/** At everything that definitions decide. */
export const lookAgain = (queries: QueryClient): Promise<unknown> =>
  Promise.all(
    [definitionsKey, metadataKey, publicationsKey, modulesKey].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  )

/** The flows as they are shipped, which nothing but an upgrade changes. */
export const useShippedFlows = () =>
  useQuery({
    queryKey: ['shipped-flows'],
    enabled: useMayDefine(),
    queryFn: ({ signal }) => ask<readonly FlowDefinition[]>('/api/definitions/flows', { signal }),
  })

const modulesKey = ['modules'] as const
type Modules = { readonly version: number; readonly modules: readonly ModuleState[] }

/** The modules as they can be switched. */
export const useModules = () =>
  useQuery({
    queryKey: modulesKey,
    enabled: useMayDefine(),
    queryFn: ({ signal }) => ask<Modules>('/api/modules', { signal }),
  })

export type OfferedTemplate = {
  readonly name: string
  readonly label: Label
  readonly note: Label
  readonly modules: readonly Label[]
  readonly isFitting: boolean
}

/** What an empty workspace may begin with. */
export const useTemplates = () =>
  useQuery({
    queryKey: [...modulesKey, 'templates'],
    enabled: useMayDefine(),
    queryFn: ({ signal }) => ask<readonly OfferedTemplate[]>('/api/templates', { signal }),
  })

type Words = Readonly<Record<string, string>>

const catalogues: Readonly<Record<Language, () => Promise<Words>>> = {
  'zh-CN': async () => ({
    ...(await import('#kernel/formula/zh-CN.json')).default,
    ...(await import('#kernel/schema/zh-CN.json')).default,
  }),
  en: async () => ({
    ...(await import('#kernel/formula/en.json')).default,
    ...(await import('#kernel/schema/en.json')).default,
  }),
}

function useKernelWords(): Words | undefined {
  const { language } = useFormat()
  return useQuery({
    queryKey: ['kernel-words', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: catalogues[language],
  }).data
}

/** Says a problem of definitions: with the server's sentence where it has one, else with the kernel's words or ours. */
export function useProblemWords(): (found: Problem | SaidProblem) => string {
  const { t } = useTranslation()
  const { language } = useFormat()
  const words = useKernelWords()
  const usage = useUsageWords()
  return useCallback(
    (found) => {
      if ('message' in found && found.message !== '') return found.message
      if (found.code.startsWith('design.')) return t(`design.problem.${found.code.slice('design.'.length)}`)
      const { usage: written, ...params } = found.params
      const said = typeof written === 'string' ? { ...params, usage: usage(written) } : params
      return filled(words?.[found.code] ?? '', said, language)
    },
    [words, usage, t, language],
  )
}

/** How a function is written, its arguments called in the reader's language: `ROUND(数, 小数位数?)`. */
export function useUsageWords(): (usage: string) => string {
  const words = useKernelWords()
  return useCallback(
    (usage) => usage.replace(/[a-z]+/g, (name) => words?.[`formula.argument.${name}`] ?? name),
    [words],
  )
}

const filled = (text: string, params: Problem['params'], language: Language): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? ''
    return Array.isArray(value) ? value.join(language === 'en' ? ', ' : '、') : String(value)
  })
