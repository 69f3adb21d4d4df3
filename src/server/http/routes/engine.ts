// The engine's questions and wishes over the wire, one to one.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ok } from '#base/result'
import type { SetAside } from '#kernel/schema'
import { configurationOf, filesWithIds, folderOf } from '../../configuration/folder.ts'
import { typedInitials } from '../../initials.ts'
import { installTemplate, offeredTemplates } from '../../templates/install.ts'
import { answering, originOf } from '../answering.ts'
import { type House, localeFor } from '../house.ts'
import { say } from '../messages.ts'
import { operations } from '../operations.ts'
import { sendOnce } from '../sent-once.ts'
import { stableName } from '../stable-names.ts'

export function engineRoutes(app: FastifyInstance, house: House): void {
  const said = (pieces: readonly SetAside[], request: FastifyRequest) =>
    pieces.map((piece) => ({
      ...piece,
      problems: piece.problems.map((problem) => say(house.texts, localeFor(request), problem)),
    }))
  answering(app, house, operations.metadata, async ({ caller: { engine, actor }, request, reply }) =>
    ok(await sendOnce(request, reply, await engine.metadata(actor))),
  )
  answering(app, house, operations.query, ({ caller: { engine, actor }, body }) => engine.read(actor, body))
  answering(app, house, operations.summary, ({ caller: { engine, actor }, body }) =>
    engine.summary(actor, body),
  )
  answering(app, house, operations.write, ({ caller, body: { changes, reason, spent }, request }) => {
    if (spent !== undefined) caller.engine.noteTime(caller.actor, spent)
    return caller.engine.write(caller.actor, originOf(request, caller, reason), changes)
  })
  answering(app, house, operations.judge, ({ caller, body: { changes, reason }, request }) =>
    caller.engine.judge(caller.actor, originOf(request, caller, reason), changes),
  )
  answering(app, house, operations.abilities, ({ caller: { engine, actor }, body }) =>
    engine.abilities(actor, body.object, body.id),
  )
  answering(app, house, operations.history, ({ caller: { engine, actor }, params, query }) =>
    engine.history(actor, params.object, params.id, {
      limit: Number(query.limit ?? 50),
      ...(query.after === undefined ? {} : { after: query.after }),
    }),
  )
  answering(
    app,
    house,
    operations.log,
    ({ caller: { engine, actor }, body: { limit, after, ...question } }) =>
      engine.askLog(actor, question, {
        ...(limit === undefined ? {} : { limit }),
        ...(after === undefined ? {} : { after }),
      }),
  )
  answering(app, house, operations.metrics, ({ caller: { engine, actor }, body }) =>
    engine.metric(actor, body),
  )
  answering(app, house, operations.search, async ({ caller: { engine, actor }, query }) =>
    ok(await engine.search(actor, query.q, Number(query.limit ?? 20))),
  )
  answering(app, house, operations.publish, ({ caller: { engine, actor }, body }) =>
    engine.publish(actor, body),
  )
  answering(app, house, operations.definitions, async ({ caller: { engine, actor }, request, reply }) => {
    const known = await engine.definitions(actor)
    if (!known.ok) return known
    const { aside } = known.value
    // What is set aside is said in the reader's language.
    const answer = aside.length === 0 ? known.value : { ...known.value, aside: said(aside, request) }
    return ok(await sendOnce(request, reply, answer))
  })
  answering(app, house, operations.judgeConversion, async ({ caller: { engine, actor }, body, request }) => {
    const outlook = await engine.judgeConversion(actor, body)
    return outlook.ok ? ok({ ...outlook.value, broken: said(outlook.value.broken, request) }) : outlook
  })
  answering(app, house, operations.publications, ({ caller: { engine, actor }, query }) =>
    engine.publications(actor, query.before === undefined ? undefined : Number(query.before)),
  )
  answering(app, house, operations.publication, ({ caller: { engine, actor }, params }) =>
    engine.definitionsAt(actor, Number(params.version)),
  )
  answering(app, house, operations.rollBack, ({ caller: { engine, actor }, body }) =>
    engine.rollBack(actor, body),
  )
  answering(app, house, operations.fieldUsers, ({ caller: { engine, actor }, params }) =>
    engine.fieldUsers(actor, params),
  )
  answering(app, house, operations.rightsOf, ({ caller: { engine, actor }, params }) =>
    engine.rightsOf(actor, params.role, params.object),
  )
  answering(app, house, operations.shippedRights, ({ caller: { engine, actor }, params }) =>
    engine.shippedRights(actor, params.object),
  )
  answering(app, house, operations.fieldPasts, ({ caller: { engine, actor }, params }) =>
    engine.fieldPasts(actor, params.object),
  )
  answering(app, house, operations.usage, ({ caller: { engine, actor }, params, query }) =>
    engine.usage(actor, { object: params.object, days: Number(query.days ?? 90) }),
  )
  answering(app, house, operations.templates, ({ caller: { engine, actor } }) =>
    offeredTemplates(engine, actor),
  )
  answering(app, house, operations.installTemplate, ({ caller, params, request }) =>
    installTemplate(caller.engine, caller.actor, originOf(request, caller), params.name),
  )
  answering(
    app,
    house,
    operations.quality,
    ({ caller: { engine, actor }, params, query: { days, ...narrow } }) =>
      engine.quality(actor, {
        ...narrow,
        object: params.object,
        ...(days === undefined ? {} : { days: Number(days) }),
      }),
  )
  answering(app, house, operations.misfits, ({ caller: { engine, actor }, params, query }) =>
    engine.misfits(actor, { object: params.object, field: query.field }),
  )
  answering(app, house, operations.usageByPerson, ({ caller: { engine, actor }, params, query }) =>
    engine.usageByPerson(actor, {
      object: params.object,
      days: Number(query.days ?? 90),
      page: Number(query.page ?? 0),
    }),
  )
  answering(app, house, operations.shippedFlows, async ({ caller: { engine, actor } }) =>
    engine.shippedFlows(actor),
  )
  answering(app, house, operations.modules, ({ caller: { engine, actor } }) => engine.modules(actor))
  answering(app, house, operations.configuration, async ({ caller: { engine, actor } }) => {
    const known = await engine.configuration(actor)
    if (!known.ok) return known
    const files = folderOf(known.value)
    return ok({ version: known.value.version, files, withIds: filesWithIds(files) })
  })
  answering(app, house, operations.configure, async ({ caller: { engine, actor }, body }) => {
    const { files, way = 'whole', ...rest } = body
    const content = configurationOf(files)
    return content.ok ? engine.configure(actor, { ...rest, way, content: content.value }) : content
  })
  answering(app, house, operations.initials, async ({ body: { texts } }) => ok(texts.map(typedInitials)))
  answering(app, house, operations.suggestNames, async ({ body: { texts } }) => ok(texts.map(stableName)))
}
