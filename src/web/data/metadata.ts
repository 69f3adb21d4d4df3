// The definitions that came over the wire, kept until the server says that they changed.
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { compileCalendar, fromRecords, type WorkingTime } from '#kernel/calendar'
import type { Metadata, ObjectMetadata, WireCalendar } from '#kernel/module'
import type { Label } from '#kernel/schema'
import { useFormat } from '../ui/format-context.tsx'
import { ask } from './api.ts'
import type { Catalog } from './catalog.ts'

export const metadataKey = ['metadata'] as const

export const useMetadataQuery = () =>
  useQuery({
    queryKey: metadataKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask<Metadata>('/api/metadata', { signal }),
  })

/** The definitions that a page is drawn with: those of the workspace, in the preview of a designer those to be published. */
export const CatalogContext = createContext<Catalog | null>(null)

/** The catalog of the page. Only for what is drawn once the definitions are there. */
export function useCatalog(): Catalog {
  const catalog = useContext(CatalogContext)
  if (catalog === null) throw new Error('drawn before the definitions arrived')
  return catalog
}

/** A label in the reader's language; unknown shapes give the empty text. */
export function labelText(label: unknown, language: keyof Label): string {
  const read = typeof label === 'string' && label.startsWith('{') ? parsed(label) : label
  if (typeof read === 'string') return read
  if (typeof read !== 'object' || read === null) return ''
  const texts = read as Partial<Label>
  return texts[language] ?? texts['zh-CN'] ?? texts.en ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function useLabel(): (label: unknown) => string {
  const { language } = useFormat()
  return useMemo(() => (label: unknown) => labelText(label, language), [language])
}

/** What a field or an input is for, '' where nothing is said. */
export function useHelp(): (field: { readonly help?: unknown }) => string {
  const label = useLabel()
  return useMemo(
    () =>
      ({ help }) =>
        help === undefined ? '' : label(help),
    [label],
  )
}

/** What several records of an object are called. */
export function useMany(): (object: ObjectMetadata | undefined) => string {
  const { language } = useFormat()
  return useMemo(() => (object) => (object === undefined ? '' : manyOf(object, language)), [language])
}

export const manyOf = (
  { label, many }: Pick<ObjectMetadata, 'label' | 'many'>,
  language: keyof Label,
): string => {
  if (many !== undefined) return labelText(many, language)
  const text = labelText(label, language)
  return language === 'en' ? plural(text) : text
}

/** The usual plural of English words, of what stands before "of"; a word that ends with an s is taken for one. */
function plural(text: string): string {
  const [, head = text, rest = ''] = /^(.+?)( of .+)$/.exec(text) ?? []
  if (/[^aeiou]y$/i.test(head)) return `${head.slice(0, -1)}ies${rest}`
  if (/(ss|x|z|ch|sh)$/i.test(head)) return `${head}es${rest}`
  return /[a-rt-z]$/i.test(head) ? `${head}s${rest}` : text
}

export type Working = { readonly time: WorkingTime; readonly minutesPerDay: number }

const compiled = new WeakMap<WireCalendar, Working | null>()

/** The working calendar, ready for questions; null when the workspace's is not sound. */
export function useWorking(): Working | null {
  const { calendar } = useCatalog().metadata
  const known = compiled.get(calendar)
  if (known !== undefined) return known
  const working = workingOf(calendar)
  compiled.set(calendar, working)
  return working
}

export function workingOf({ exceptions, ...calendar }: WireCalendar): Working | null {
  const read = fromRecords({ id: '', name: '', ...calendar }, exceptions)
  if (!read.ok) return null
  const lengths = read.value.weekly.map((hours) => hours.reduce((sum, { from, to }) => sum + to - from, 0))
  return { time: compileCalendar(read.value), minutesPerDay: Math.max(1, ...lengths) }
}
