// Records that formulas follow while one types: asked for when they come to be referred to, and kept once they are there.
import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { isUuid } from '#base/ids'
import type { Page } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { pageQuery } from '../data/records.ts'
import type { Ask } from './reckoning.ts'
import { nothingFound } from './use-judgement.ts'
import type { Language } from './use-language.ts'

/** The most records that one question asks for. */
const most = 500

export type Wanted = { readonly ask: Ask; readonly rows: readonly Row[] }

export type Found = {
  /** Stays the same for as long as nothing arrives. */
  readonly records: ReadonlyMap<string, Row>
  readonly isAsking: boolean
}

export function useFound(wanted: readonly Wanted[], language: Language | null): Found {
  const known = useRef({ records: nothingFound, pages: new WeakSet<object>() })
  const answers = useQueries({ queries: questionsOf(wanted).map((query) => pageQuery(query)) })
  const fresh = answers.flatMap(({ data }) => (data && !known.current.pages.has(data) ? [data] : []))
  if (fresh.length > 0 && language !== null) {
    known.current.records = withPages(known.current.records, fresh, language)
    for (const page of fresh) known.current.pages.add(page)
  }
  return { records: known.current.records, isAsking: answers.some(({ isLoading }) => isLoading) }
}

function questionsOf(wanted: readonly Wanted[]) {
  return wanted.flatMap(({ ask: { by, object, fields }, rows }) => {
    const named = rows.map((row) => row[by]).filter((id) => typeof id === 'string' && isUuid(id))
    const ids = [...new Set(named as string[])].sort()
    return Array.from({ length: Math.ceil(ids.length / most) }, (_, at) => ({
      ...{ object, fields, limit: most },
      filter: { field: 'id', is: 'in' as const, value: ids.slice(at * most, (at + 1) * most) },
    }))
  })
}

function withPages(
  before: ReadonlyMap<string, Row>,
  pages: readonly Page<Row>[],
  { recordsIn }: Language,
): ReadonlyMap<string, Row> {
  const next = new Map(before)
  for (const { rows } of pages)
    for (const [id, values] of recordsIn(rows)) next.set(id, { ...next.get(id), ...values })
  return next
}
