import { afterAll, describe, expect, test, vi } from 'vitest'
import { ids, seal, type Transport, transport } from '#test/transport'
import type { Viewer } from './follower.ts'
import type { WireChange } from './frame.ts'
import { Live } from './live.ts'

const opened: Transport[] = []
afterAll(() => Promise.all(opened.map(({ app }) => app.close())))

type Page = Viewer & { readonly text: () => string; readonly changes: () => WireChange[]; isCut: boolean }

function page(person = ids.person, session = 's1'): Page {
  let text = ''
  const made: Page = {
    person,
    session,
    isCut: false,
    send: (more) => {
      text += more
      return true
    },
    cut: () => {
      made.isCut = true
    },
    text: () => text,
    changes: () =>
      [...text.matchAll(/event: change\ndata: (.*)/g)].map(
        ([, json]) => JSON.parse(json ?? '') as WireChange,
      ),
  }
  return made
}

async function live() {
  const it = await transport()
  opened.push(it)
  const { platform } = it
  const failures: unknown[] = []
  const push = new Live(platform, (error) => failures.push(error))
  const engine = await platform.engines.engineOf('demo')
  if (engine === undefined) throw new Error('no engine')
  const join = async (viewer: Viewer, after: bigint | null = null) => {
    await push.join(await push.followerOf(engine), viewer, after)
    return viewer
  }
  return { it, push, join, failures, wake: () => it.bus.publish('log', { workspace: 'demo' }) }
}

describe('a page that is open', () => {
  test('[HT20] hears of changes in order, with names of readable fields and no values', async () => {
    const { it, join, wake } = await live()
    const viewer = page()
    await join(viewer)
    seal(it, { kind: 'create', before: {}, after: { name: 'a', amount: '1.00', secretNote: 'y' } })
    seal(it)
    seal(it, { record: ids.hidden })
    seal(it, { kind: 'remove', after: {} })
    seal(it, { kind: 'remove', after: {}, record: ids.hidden })
    seal(it, { object: 'secret.object' })
    wake()
    wake()
    await vi.waitFor(() => expect(viewer.changes()).toHaveLength(3))
    expect(viewer.changes()).toEqual([
      {
        seq: '1',
        object: 'sales.order',
        id: ids.record,
        kind: 'create',
        version: 5,
        fields: ['name', 'amount'],
      },
      { seq: '2', object: 'sales.order', id: ids.record, kind: 'update', version: 5, fields: ['name'] },
      { seq: '4', object: 'sales.order', id: ids.record, kind: 'remove', version: 5, fields: [] },
    ])
    expect(viewer.text()).not.toContain(ids.hidden)
    expect(viewer.text()).not.toContain('"1.00"')
  })

  test('[HT20] is told when definitions change', async () => {
    const { it, join } = await live()
    const viewer = page()
    await join(viewer)
    it.bus.publish('definition', { workspace: 'demo', id: '4' })
    await vi.waitFor(() => expect(viewer.text()).toContain('event: definition\ndata: {"version":3}'))
  })

  test('[HT22] is cut when its session, or its person, ends', async () => {
    const { it, join, wake } = await live()
    const [one, other, third] = [page(), page(ids.person, 's2'), page(ids.absent, 's3')]
    for (const viewer of [one, other, third]) await join(viewer)
    it.bus.publish('session', { workspace: 'demo', id: 's1' })
    await vi.waitFor(() => expect(one.isCut).toBe(true))
    expect([other.isCut, third.isCut]).toEqual([false, false])
    it.actor = undefined
    seal(it)
    wake()
    await vi.waitFor(() => expect([other.isCut, third.isCut]).toEqual([true, true]))
    expect(other.changes()).toEqual([])
  })
})

describe('a page that comes back', () => {
  test('[HT21] hears what it missed, once, and then what is new', async () => {
    const { it, join, wake } = await live()
    const first = page()
    await join(first)
    for (let at = 0; at < 5; at++) seal(it)
    wake()
    const viewer = page()
    await vi.waitFor(() => expect(first.changes()).toHaveLength(5))
    await join(viewer, 2n)
    expect(viewer.changes().map(({ seq }) => seq)).toEqual(['3', '4', '5'])
    seal(it)
    wake()
    await vi.waitFor(() => expect(viewer.changes().map(({ seq }) => seq)).toEqual(['3', '4', '5', '6']))
  })

  test('[HT21] is told of a gap when it missed too much, or comes from another log', async () => {
    const { it, join } = await live()
    for (let at = 0; at < 2500; at++) seal(it)
    for (const after of [3n, 9999n]) {
      const viewer = page()
      await join(viewer, after)
      expect(viewer.text()).toBe('id: 2500\nevent: gap\ndata: {}\n\n')
    }
  })

  test('[HT21] the stream itself resumes by Last-Event-ID and beats with the place', async () => {
    const { it } = await live()
    const address = await it.app.listen({ port: 0, host: '127.0.0.1' })
    seal(it)
    const listen = async (
      more: Record<string, string>,
      until: RegExp,
      onOpen = () => {},
    ): Promise<string> => {
      const abort = new AbortController()
      const cookie = 'baton_session=demo.good'
      const answer = await fetch(`${address}/api/live`, {
        headers: { cookie, ...more },
        signal: abort.signal,
      })
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      for (let isOpen = false; !until.test(text); ) {
        const part = await reader?.read()
        if (part?.value === undefined) break
        text += part.value
        if (!isOpen) onOpen()
        isOpen = true
      }
      abort.abort()
      return text
    }
    expect(await listen({}, /id: 1\n\n/)).toBe('retry: 2000\nid: 1\n\n')
    const sealNext = () => {
      seal(it)
      it.bus.publish('log', { workspace: 'demo' })
    }
    expect(await listen({}, /"seq":"2"/, sealNext)).toContain('event: change')
    expect(await listen({ 'last-event-id': '1' }, /"seq":"2"/)).toMatch(
      /^retry: 2000\nid: 1\n\nid: 2\nevent: change/,
    )
  })
})
