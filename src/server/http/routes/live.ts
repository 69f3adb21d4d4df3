// The stream of changes that a page listens to.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Follower, Viewer } from '../../live/follower.ts'
import { beat, gapFrame, opening, placeIn } from '../../live/frame.ts'
import type { Live } from '../../live/live.ts'
import type { Caller } from '../callers.ts'
import { secretOf, tooOften } from '../gate.ts'
import type { House } from '../house.ts'

const beatMs = 20_000
/** A page that has not taken this many bytes is cut. */
const mostWaiting = 512 * 1024
const most = { perPerson: 20, perNode: 5000 }

export function liveRoutes(app: FastifyInstance, house: House, live: Live): void {
  app.get('/api/live', { config: { needs: 'read' } }, async (request, reply) => {
    const { caller } = request
    if (caller === null) throw new Error('a closed address was asked without a caller')
    if (live.pages(caller.actor.id) >= most.perPerson || live.pages() >= most.perNode)
      return tooOften(house, request, reply, 10)
    const follower = await live.followerOf(caller.engine)
    const viewer = begin(reply, caller, () => follower.place())
    const beating = setInterval(() => void keep(house, request, viewer, follower), beatMs)
    reply.raw.on('close', () => {
      clearInterval(beating)
      live.leave(viewer)
    })
    const after = placeIn(request.headers['last-event-id']?.toString())
    viewer.send(opening(after === null ? follower.place() : String(after)))
    // Its headers are sent: all that can be said of a failure is to come again.
    await live.join(follower, viewer, after).catch((error: unknown) => {
      request.log.error({ err: error }, 'a live page could not catch up')
      viewer.cut()
    })
    return reply
  })
}

function begin(reply: FastifyReply, { actor, session }: Caller, place: () => string): Viewer {
  const headers = reply.getHeaders()
  const { raw } = reply.hijack()
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    // The connection ends with the stream: a server that closes waits for no idle one.
    connection: 'close',
  })
  const isOver = (): boolean => raw.destroyed || raw.writableEnded
  const cut = (): void => {
    if (isOver()) return
    raw.end()
    setTimeout(() => raw.destroy(), 5000).unref()
  }
  const send = (text: string): boolean => {
    if (isOver()) return false
    const isSlow = raw.writableLength + text.length > mostWaiting
    raw.write(isSlow ? gapFrame(place()) : text)
    if (isSlow) cut()
    return !isSlow
  }
  return { person: actor.id, session: session.id, send, cut }
}

// A quiet stream still ends with its session.
async function keep(
  house: House,
  request: FastifyRequest,
  viewer: Viewer,
  follower: Follower,
): Promise<void> {
  const caller = await house.callers.find(secretOf(request) ?? '').catch(() => undefined)
  if (caller === null) viewer.cut()
  else viewer.send(beat(follower.place()))
}
