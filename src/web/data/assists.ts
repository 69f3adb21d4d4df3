// What the server knows of lines while they are typed: asked of every action that offers to, one question for all lines.
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { AssistColumn, Written } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useSettled } from '../ui/settled.ts'
import { ask } from './api.ts'
import { mayDo } from './catalog.ts'
import { useCatalog } from './metadata.ts'

type Offered = { readonly object: string; readonly action: ActionMetadata }

export type AssistAnswers = {
  readonly columns: readonly AssistColumn[]
  /** By id of the line: the outputs of all assists. */
  readonly of: ReadonlyMap<string, Row>
}

const restMs = 250

/** The actions that know about lines of an object and may be asked by this person. */
const offeredFor = (objects: readonly ObjectMetadata[], lines: string): readonly Offered[] =>
  objects.flatMap((object) =>
    object.actions
      .filter(({ name, assists }) => assists?.of.includes(lines) && mayDo(object, name))
      .map((action) => ({ object: object.name, action })),
  )

/** The question in the words of the wire; null when no line can be answered. */
function questionOf({ action }: Offered, lines: readonly Row[], whole: Row): Row | null {
  const { send = [], whole: of = [] } = action.assists ?? {}
  const [first = ''] = send
  const asked = lines
    .filter((line) => !isBlank(line[first]))
    .map((line) => ({ line: String(line.id), ...given(line, send) }))
  return asked.length === 0 ? null : { lines: asked, ...given(whole, of) }
}

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''
const given = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => !isBlank(row[name])).map((name) => [name, row[name] ?? null]))

/** Answers for these lines; they follow what is typed a quarter of a second later, and stay until the next ones are there. */
export function useAssists(object: string, lines: readonly Row[], whole: Row): AssistAnswers {
  const { objects } = useCatalog().metadata
  const offered = useMemo(() => offeredFor(objects, object), [objects, object])
  const settled = useSettled(JSON.stringify(offered.map((one) => questionOf(one, lines, whole))), restMs)
  const questions = (settled === '' ? [] : JSON.parse(settled)) as readonly (Row | null)[]
  const answers = useQueries({
    queries: offered.map(({ object: on, action }, index) => ({
      queryKey: ['assist', on, action.name, questions[index]],
      enabled: (questions[index] ?? null) !== null,
      placeholderData: keepPreviousData,
      retry: false,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        askOnce(on, action.name, questions[index] ?? null, signal),
    })),
  })
  const of = new Map<string, Row>()
  for (const { data } of answers)
    for (const row of data ?? []) of.set(String(row.line), { ...of.get(String(row.line)), ...row })
  return { columns: offered.flatMap(({ action }) => action.assists?.columns ?? []), of }
}

async function askOnce(
  object: string,
  action: string,
  input: Row | null,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const changes = [{ kind: 'act', object, id: null, action, input }]
  const { outputs } = await ask<Written>('/api/write', { method: 'POST', body: { changes }, signal })
  const [output] = outputs
  // Our own action answers in the shape that an assist promises.
  return ((output as { readonly lines?: readonly Row[] } | undefined)?.lines ?? []) as readonly Row[]
}
