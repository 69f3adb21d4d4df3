// The kinds of records somebody began to make in this browser, the latest first: what they will want to make again.
import { browserStore, keepStored, readStored } from '../data/stored.ts'

const key = 'baton.made'
const most = 5

export function madeLately(): readonly string[] {
  const kept = readStored(browserStore(), key)
  return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string').slice(0, most) : []
}

export const noteMade = (object: string): void =>
  void keepStored(
    browserStore(),
    key,
    [object, ...madeLately().filter((name) => name !== object)].slice(0, most),
  )
