// Changes as they happen: one stream for the page, gathered for a moment, then whatever they touch is read again.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Catalog } from './catalog.ts'
import { isLost, onNetwork, setLost } from './connection.ts'
import { definitionsKey } from './definitions-key.ts'
import { metadataKey } from './metadata.ts'
import { refreshAll, refreshObjects } from './records.ts'
import { useHasExpired } from './session.ts'

const gatherMs = 250
/** A stream that was refused is asked for again after this. */
const againMs = 5000

/** The object itself and every object of which it is a part: an order shows its lines. */
export function touchedBy(catalog: Catalog, object: string): readonly string[] {
  const found = [object]
  for (let at = catalog.object(object); at !== undefined && found.length < 5; ) {
    const owner = catalog.owner(at)
    if (owner === undefined || found.includes(owner.object)) break
    found.push(owner.object)
    at = catalog.object(owner.object)
  }
  return found
}

function objectIn(event: MessageEvent<string>): string | undefined {
  try {
    const body: unknown = JSON.parse(event.data)
    return typeof body === 'object' && body !== null && 'object' in body ? String(body.object) : undefined
  } catch {
    return undefined
  }
}

/**
 * Keeps the page true while somebody is signed in. It listens before the first question is asked, so that nothing is missed
 * between an answer and the stream; the browser itself reconnects and resumes after the last event it saw.
 */
export function useLive(catalog: Catalog | null): void {
  const queries = useQueryClient()
  const latest = useRef(catalog)
  latest.current = catalog
  const hasExpired = useHasExpired()
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (hasExpired) return
    const stream = new EventSource('/api/live')
    let gathered = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = (): void => {
      timer = undefined
      void refreshObjects(queries, gathered)
      gathered = new Set()
    }
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      const object = objectIn(event)
      if (object === undefined || latest.current === null) return
      for (const touched of touchedBy(latest.current, object)) gathered.add(touched)
      timer ??= setTimeout(flush, gatherMs)
    })
    stream.addEventListener('definition', () => {
      void queries.invalidateQueries({ queryKey: metadataKey })
      void queries.invalidateQueries({ queryKey: definitionsKey })
    })
    stream.addEventListener('gap', () => void refreshAll(queries))
    stream.addEventListener('open', () => {
      // What was asked for while nobody answered is asked for again, and so is what changed between two streams.
      if (isLost() || round > 0) void refreshAll(queries)
      setLost(null)
    })
    let again: ReturnType<typeof setTimeout> | undefined
    // A stream may not notice for minutes that its network is gone: another one does at once.
    const forget = onNetwork(() => setRound((before) => before + 1))
    stream.addEventListener('error', () => {
      setLost(new Date().toISOString())
      // The browser tries a lost connection again by itself, a refused one never: what was missed is read, or asks to sign in.
      if (stream.readyState !== EventSource.CLOSED) return
      void refreshAll(queries)
      again = setTimeout(() => setRound((before) => before + 1), againMs)
    })
    return () => {
      clearTimeout(timer)
      clearTimeout(again)
      forget()
      stream.close()
    }
  }, [queries, hasExpired, round])
}
