import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askTogether, goesOn } from './together.ts'

const sent: string[] = []

beforeEach(() => {
  vi.useFakeTimers()
  sent.length = 0
  vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
    sent.push(`${path} ${body}`)
    return new Response(JSON.stringify([{ ok: true, value: 1 }]), {
      headers: { 'content-type': 'application/json' },
    })
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const about = (object: string, signal?: AbortSignal) => ({
  ...{ method: 'POST' as const, body: { object } },
  ...(signal ? { signal } : {}),
})
const ask = (company: 'record' | 'stream', object: string, signal?: AbortSignal): void =>
  void askTogether(company, '/api/query', about(object, signal)).catch(() => undefined)

test('who goes on in a hurry asks for each record at once, and for what stands around it only where they stay', async () => {
  await vi.advanceTimersByTimeAsync(1000)
  goesOn()
  await vi.advanceTimersByTimeAsync(100)
  goesOn()
  const passed = new AbortController()
  ask('record', 'first')
  ask('stream', 'first around', passed.signal)
  await vi.advanceTimersByTimeAsync(50)
  expect(sent).toEqual(['/api/query {"object":"first"}'])
  passed.abort()
  goesOn()
  ask('record', 'second')
  ask('stream', 'second around')
  await vi.advanceTimersByTimeAsync(200)
  expect(sent).toEqual([
    '/api/query {"object":"first"}',
    '/api/query {"object":"second"}',
    '/api/query {"object":"second around"}',
  ])
})

test('who looks at each record waits for nothing', async () => {
  await vi.advanceTimersByTimeAsync(1000)
  goesOn()
  await vi.advanceTimersByTimeAsync(500)
  goesOn()
  ask('stream', 'around')
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['/api/query {"object":"around"}'])
})
