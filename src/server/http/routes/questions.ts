// Several questions in one request: a page that shows much asks once, and each question is answered as if it came alone.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { Result } from '#base/result'
import { answering } from '../answering.ts'
import type { Caller } from '../callers.ts'
import { problemsOf } from '../failures.ts'
import { type House, saidTo } from '../house.ts'
import { operations } from '../operations.ts'
import { statusOf } from '../status.ts'
import type { QuestionsShape } from '../wire.ts'

type Question = Static<typeof QuestionsShape>['questions'][number]

const answers: {
  readonly [K in Question['ask']]: (
    caller: Caller,
    of: Extract<Question, { ask: K }>['of'],
  ) => Promise<Result<unknown>>
} = {
  query: ({ engine, actor }, of) => engine.read(actor, of),
  summary: ({ engine, actor }, of) => engine.summary(actor, of),
  metrics: ({ engine, actor }, of) => engine.metric(actor, of),
  abilities: ({ engine, actor }, { object, id }) => engine.abilities(actor, object, id),
}

/** So many are worked on at a time, as a browser would have sent them: one caller does not take all connections. */
const atOnce = 4

export function questionRoutes(app: FastifyInstance, house: House): void {
  answering(app, house, operations.questions, async ({ caller, body: { questions }, request }) => {
    const said: unknown[] = []
    const left = [...questions.entries()]
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift())
        said[next[0]] = await answerOf(house, request, caller, next[1])
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return { ok: true, value: said }
  })
}

async function answerOf(
  house: House,
  request: FastifyRequest,
  caller: Caller,
  { ask, of }: Question,
): Promise<unknown> {
  const result = await answers[ask](caller, of as never).catch((error: unknown) => {
    request.log.error({ err: error, request: request.id }, 'a question failed')
    return { ok: false, problems: problemsOf(error as object, request) } as const
  })
  if (result.ok) return result
  const [first] = result.problems
  return {
    ok: false,
    status: first === undefined ? 422 : statusOf(first),
    problems: saidTo(house, request, result.problems),
  }
}
