// A web server over a hand-made engine, for tests of what is the transport's own: limits, cookies, headers, errors, streams.
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Actor } from '#kernel/access'
import type { SealedEvent } from '#kernel/log'
import type { Engine, Metadata, ObjectMetadata } from '#kernel/module'
import type { PrintedDocument } from '#kernel/print'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { type EventBus, localBus } from '../../src/server/bus.ts'
import { buildApp } from '../../src/server/http/app.ts'
import { httpSettings } from '../../src/server/http/settings.ts'
import { allTexts } from '../../src/server/http/texts.ts'
import type { Platform, Recognised, StoredFile } from '../../src/server/ports.ts'

export const ids = {
  person: '00000000-0000-7000-8000-000000000001',
  record: '00000000-0000-7000-8000-000000000002',
  hidden: '00000000-0000-7000-8000-000000000003',
  file: '00000000-0000-7000-8000-000000000004',
  absent: '00000000-0000-7000-8000-000000000005',
}

const label = (text: string) => ({ 'zh-CN': text, en: text })
const field = { writable: true, layer: 'system' } as const
const object = {
  kind: 'record',
  title: 'name',
  layer: 'system',
  operations: ['read', 'create', 'update', 'remove'],
} as const

export const orderObject: ObjectMetadata = {
  ...object,
  name: 'sales.order',
  label: label('Order'),
  fields: [
    { ...field, name: 'name', type: 'text', label: label('Name'), required: true, maxLength: 100 },
    { ...field, name: 'amount', type: 'money', currency: 'CNY', tax: 'inclusive', label: label('Amount') },
    {
      ...field,
      name: 'status',
      type: 'select',
      label: label('Status'),
      options: [{ key: 'draft', label: label('Draft') }],
    },
    { ...field, name: 'lines', type: 'lines', object: 'sales.orderLine', by: 'order', label: label('Lines') },
    {
      ...field,
      name: 'total',
      type: 'rollup',
      object: 'sales.orderLine',
      by: 'order',
      take: 'count',
      result: 'decimal',
      label: label('Total'),
      writable: false,
    },
  ],
  actions: [
    {
      name: 'confirm',
      object: 'sales.order',
      label: label('Confirm'),
      target: 'record',
      input: [{ name: 'note', type: 'text', label: label('Note'), required: true }],
    },
    { name: 'sweep', object: 'sales.order', label: label('Sweep'), target: 'none', input: [] },
  ],
}
export const lineObject: ObjectMetadata = {
  ...object,
  name: 'sales.orderLine',
  label: label('Line'),
  fields: [
    {
      ...field,
      name: 'order',
      type: 'reference',
      to: 'sales.order',
      owner: true,
      required: true,
      label: label('Order'),
    },
    { ...field, name: 'quantity', type: 'decimal', scale: 3, required: true, label: label('Quantity') },
  ],
  actions: [],
}
export const sampleMetadata: Metadata = {
  version: 3,
  workspace: { id: 'demo', name: 'Demo', zone: 'Asia/Shanghai' },
  objects: [
    orderObject,
    lineObject,
    {
      ...object,
      name: 'x.visit',
      label: label('Visit'),
      layer: 'overlay',
      operations: ['read'],
      fields: [{ ...field, layer: 'overlay', name: 'name', type: 'text', label: label('Name') }],
      actions: [],
    },
  ],
  menu: [],
  groups: {},
  roles: [],
  flows: [],
  metrics: [],
  tiles: [],
  calendar: { zone: 'Asia/Shanghai', weekly: '', knownUntil: '2026-12-31', exceptions: [] },
}

const actor: Actor = {
  kind: 'person',
  id: ids.person,
  name: 'Lin',
  locale: 'zh-CN',
  department: null,
  departments: [],
  headed: [],
  roles: ['sales'],
}

/** What a test may look at and turn. */
export type Transport = {
  readonly app: FastifyInstance
  readonly platform: Platform
  readonly bus: EventBus
  readonly log: SealedEvent[]
  readonly written: { readonly changes: readonly Change[]; readonly origin: unknown }[]
  readonly sessions: Map<string, Recognised>
  now: Date
  /** Thrown by the next read. */
  failure: unknown
  actor: Actor | undefined
}

export const cookie = 'baton_session=demo.good'
export const headers = { cookie, 'x-baton': '1' }

export async function transport(
  environment: Readonly<Record<string, string>> = {},
  web: string | null = null,
): Promise<Transport> {
  const session: Recognised = {
    id: 's1',
    kind: 'session',
    workspace: 'demo',
    person: ids.person,
    scopes: null,
    expiresAt: '2030-01-01T00:00:00.000Z',
    mustChange: false,
  }
  const state: Omit<Transport, 'app' | 'platform'> = {
    bus: localBus(),
    log: [],
    written: [],
    sessions: new Map([
      ['demo.good', session],
      ['demo.given', { ...session, id: 's2', mustChange: true }],
      ['demo.api.all', { ...session, id: 't1', kind: 'token', expiresAt: null }],
      ['demo.api.read', { ...session, id: 't2', kind: 'token', scopes: ['read'] }],
    ]),
    now: new Date('2026-11-23T00:00:00Z'),
    failure: null,
    actor,
  }
  const live = state as Transport
  const engine = engineFor(live)
  const platform = platformFor(live, engine)
  const app = await buildApp({
    platform,
    settings: httpSettings(environment, web),
    texts: allTexts([]),
    now: () => live.now,
    newId: () => ids.record,
    logger: null,
  })
  return Object.assign(live, { app, platform })
}

const sheet: PrintedDocument = {
  paper: 'A4',
  landscape: false,
  language: 'zh-CN',
  title: '报价单 QT-1',
  blocks: [{ kind: 'heading', text: '报价单', under: [] }],
  foot: '',
}

function engineFor(state: Transport): Engine {
  const row: Row = { id: ids.record, version: 4, name: 'Lin' }
  return {
    workspace: { id: 'demo', name: 'Demo', namespace: 'w_demo', zone: 'Asia/Shanghai' },
    // Only `object` and `version` are asked by the transport.
    schema: () =>
      ({
        version: 3,
        object: (name: string) => sampleMetadata.objects.find((one) => one.name === name),
      }) as never,
    actor: async () => state.actor,
    systemActor: () => actor,
    metadata: async () => sampleMetadata,
    publications: async () => ok([]),
    fieldUsers: async () => ok([]),
    rightsOf: async () => ok({}),
    shippedRights: async () => ok([]),
    fieldPasts: async () => ok({ retired: [], former: [] }),
    judgeConversion: async () =>
      ok({ isNeeded: false, filled: 0, lost: 0, cut: 0, examples: [], broken: [] }),
    definitionsAt: async (_actor, version) => ok({ version, ...noConfiguration }),
    usage: async () => ok({ records: 0, personDays: 0, since: '2026-01-01T00:00:00.000Z', fields: [] }),
    noteTime: () => undefined,
    quality: async () => ok({ day: null, fields: [], days: [], people: [] }),
    misfits: async () => ok([]),
    usageByPerson: async () => ok({ fields: 0, isMore: false, rows: [] }),
    modules: async () => ok({ version: 3, modules: [] }),
    configuration: async () => ok({ version: 3, ...noConfiguration }),
    configure: async (_actor, { content }) => ok({ version: 4, content }),
    rollBack: async () => ok({ version: 4 }),
    readShared: async () => ok({ rows: [] }),
    read: async (_actor, query) => {
      if (state.failure !== null) throw state.failure
      if (query.object === 'no.such') return failed(problem('query.unknownObject', [], { name: 'no.such' }))
      const filter = query.filter
      const isAbsent = filter !== undefined && 'value' in filter && filter.value === ids.absent
      return ok({ rows: isAbsent ? [] : [row] })
    },
    write: async (_actor, origin, changes) => {
      if (changes.some((change) => 'version' in change && change.version === 1))
        return failed(problem('records.conflict', ['0'], { version: 4 }))
      state.written.push({ changes, origin })
      return ok({
        records: changes.map(({ object: name, id }) => ({
          object: name,
          id: id ?? ids.record,
          version: 5,
          kind: 'update' as const,
        })),
        outputs: [],
        writeId: ids.record,
      })
    },
    judge: async () => ok({ records: [], outputs: [], writeId: ids.record }),
    grants: () => true,
    abilities: async () => ok({ update: true, remove: true, writable: [], actions: [], stages: [] }),
    readable: async (_actor, _object, asked) => new Set(asked.filter((id) => id !== ids.hidden)),
    wasReadable: async (_actor, _object, rows) =>
      new Set(rows.map(({ id }) => String(id)).filter((id) => id !== ids.hidden)),
    history: async () => ok({ rows: [] }),
    askLog: async () => ok({ rows: [] }),
    metric: async () => ok([]),
    summary: async () => ok([]),
    search: async () => [],
    definitions: async () => ok({ version: 3, ...noConfiguration, roles: [], aside: [], filling: [] }),
    publish: async () => ok({ version: 4 }),
    print: async () => ok(sheet),
    printDraft: async () => ok(sheet),
    export: async () => ok({ title: '', columns: [], rows: noPages() }),
    shippedPrints: () => ok([]),
    shippedFlows: () => ok([]),
    refresh: async () => undefined,
  }
}

const noConfiguration = { objects: [], extensions: [], policies: [], metrics: [], tiles: [], flows: [] }

const files: Readonly<Record<string, Omit<StoredFile, 'id'>>> = {
  [ids.file]: { name: '报价 (1).html', type: 'text/html', size: 4 },
  [ids.record]: { name: '报价.pdf', type: 'application/pdf', size: 4 },
  [ids.hidden]: { name: '图.svg', type: 'image/svg+xml', size: 4 },
}

const noImport = async () => failed(problem('import.unknown'))

function platformFor(state: Transport, engine: Engine): Platform {
  return {
    imports: {
      inspect: noImport,
      begin: async () => ok({ id: ids.record }),
      list: async () => [],
      one: noImport,
      conflicts: noImport,
      decide: noImport,
      undo: noImport,
      undos: noImport,
      kept: noImport,
      stopUndo: noImport,
      cancel: noImport,
      refused: noImport,
    },
    bus: state.bus,
    engines: {
      engineOf: async (id) => (id === 'demo' ? engine : undefined),
      workspaceIds: async () => ['demo'],
    },
    sessions: {
      signIn: async ({ workspace, login, password }) => {
        const session = state.sessions.get('demo.good')
        return workspace === 'demo' && login === 'lin' && password === 'secret' && session
          ? ok({ secret: 'demo.good', session })
          : failed(problem('identity.signInFailed'))
      },
      changePassword: async (session, { current }) =>
        current === 'secret'
          ? ok({ secret: 'demo.good', session: { ...session, mustChange: false } })
          : failed(problem('identity.wrongPassword', ['current'])),
      recognise: async (secret) => state.sessions.get(secret),
      signOut: async (secret) => void state.sessions.delete(secret),
      list: async () => [],
      end: async () => 0,
    },
    links: { open: async () => failed(problem('views.linkClosed')) },
    files: {
      keep: async (_engine, _actor, { name, type, content }) => {
        let size = 0
        for await (const chunk of content) size += (chunk as Buffer).length
        return ok({ id: ids.file, name, type, size })
      },
      open: async (_engine, _actor, id) =>
        id in files
          ? ok({ file: { id, ...files[id] } as StoredFile, content: Readable.from([Buffer.from('<hi>')]) })
          : failed(problem('files.unknown', ['id'])),
    },
    log: {
      head: async () => state.log.at(-1)?.seq ?? '0',
      after: async (_engine, seq, limit) =>
        state.log.filter((event) => BigInt(event.seq) > BigInt(seq)).slice(0, limit),
    },
    ping: async () => {
      if (state.failure !== null) throw state.failure
    },
  }
}

/** A sealed event of `sales.order`, next in order. */
export function seal(state: Pick<Transport, 'log'>, event: Partial<SealedEvent> = {}): void {
  state.log.push({
    id: ids.record,
    writeId: ids.record,
    at: '2026-11-23T00:00:00.000Z',
    object: 'sales.order',
    record: ids.record,
    version: 5,
    kind: 'update',
    action: null,
    actor: ids.person,
    onBehalfOf: null,
    source: 'form',
    ip: null,
    cause: null,
    reason: null,
    before: { name: 'a', secretNote: 'x' },
    after: { name: 'b', secretNote: 'y' },
    definitionVersion: 3,
    hash: '',
    ...event,
    seq: String(state.log.length + 1),
  })
}

async function* noPages(): AsyncGenerator<readonly Row[]> {}
